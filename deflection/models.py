"""Deflections with their vault, and the helplines."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from deflection import vault


class Route(models.TextChoices):
    EMERGENCY = "999", "999 first"
    HELPLINE = "helpline", "Expert helpline first"
    CRISIS = "crisis", "Crisis support"


class DeflectionQuerySet(models.QuerySet["Deflection"]):
    def waiting(self) -> "DeflectionQuerySet":
        """No moderator has yet said that they looked."""
        return self.filter(closed_at=None)

    def of(self, author_id: int) -> "DeflectionQuerySet":
        """The author's vault: what has not run out and was not taken out."""
        return self.filter(author_id=author_id, expires_at__gt=timezone.now()).exclude(sealed=b"")


class Deflection(models.Model):
    """A text that told of an emergency: unpublished, sealed for its author, known to moderators without its words."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="deflections")
    place = models.CharField(max_length=20)
    section = models.CharField(max_length=60, blank=True)
    route = models.CharField(max_length=10, choices=Route)
    event = models.CharField(max_length=40)
    signs = models.JSONField(default=list, help_text="Names of sign concepts, never the author's words.")
    declaration = models.JSONField(null=True)
    reader = models.CharField(max_length=40)
    client_id = models.UUIDField()
    sealed = models.BinaryField(default=b"")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = DeflectionQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["author", "client_id"], name="one_deflection_per_author_and_client_id"),
        ]

    def __str__(self) -> str:
        return f"Deflection {self.pk}"

    def fields_for(self, reader_id: int) -> dict[str, str]:
        """Everything that was typed, for its author alone. Raises vault.NotYours for anyone else."""
        return vault.unseal(bytes(self.sealed), owner_id=self.author_id, reader_id=reader_id)


class Helpline(models.Model):
    """One line of the directory: data that an administrator edits, with the date somebody last checked it."""

    name = models.CharField(max_length=80)
    number = models.CharField(max_length=30)
    route = models.CharField(max_length=10, choices=Route)
    country = models.CharField(max_length=2, default="GB")
    who_may_call = models.CharField(max_length=200)
    hours = models.CharField(max_length=120)
    cost = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=10)
    last_checked_on = models.DateField(null=True, blank=True)
    is_sample = models.BooleanField(default=True)

    class Meta:
        ordering = ("country", "route", "position", "name")

    def __str__(self) -> str:
        return f"{self.name} {self.number}"

    @property
    def tel(self) -> str:
        """The number as a dialler wants it."""
        return "".join(sign for sign in self.number if sign.isdigit() or sign == "+")
