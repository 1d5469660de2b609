"""Standing declarations of interests: what a member gains from companies and products, renewed each year."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

HOLDS_FOR = timedelta(days=365)


class InterestDeclaration(models.Model):
    """One declaration; the newest counts, the older ones are kept."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="interest_declarations")
    words = models.CharField(max_length=500, blank=True, help_text="Blank: none.")
    declared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-declared_at", "-pk")
        indexes: ClassVar = [models.Index(fields=["member", "-declared_at"], name="interests_of_a_member_newest")]

    def __str__(self) -> str:
        return self.words or "No interests"

    @property
    def holds_until(self) -> datetime:
        return self.declared_at + HOLDS_FOR

    @property
    def holds(self) -> bool:
        return self.holds_until > timezone.now()
