"""How often similar topics were shown to somebody who was writing one, and how often one was opened; no words."""

from typing import ClassVar

from django.db import models


class SimilarDay(models.Model):
    day = models.DateField(unique=True)
    shown = models.PositiveIntegerField(default=0, help_text="Titles in the making beside which something was shown.")
    opened = models.PositiveIntegerField(default=0, help_text="How many of their authors went to read it.")

    class Meta:
        ordering: ClassVar = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.opened} of {self.shown}"
