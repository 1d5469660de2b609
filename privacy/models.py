"""Leaving for good: who asked for it and until when they may change their mind, and who was erased."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded

COOLS_FOR = timedelta(days=7)


class Words(models.TextChoices):
    """What becomes of what they published. Everything private is destroyed either way."""

    STAY = "stay", _("Let what I wrote stay, without my name")
    GO = "go", _("Remove what I wrote as well")


class ClosingQuerySet(models.QuerySet["Closing"]):
    def open(self) -> "ClosingQuerySet":
        """Asked for, neither taken back nor done."""
        return self.filter(taken_back_at=None, done_at=None)


class Closing(models.Model):
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="closings")
    words = models.CharField(max_length=4, choices=Words, default=Words.STAY)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = ClosingQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(taken_back_at=None, done_at=None), name="one_open_closing_per_member"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | Q(done_at=None), name="what_was_taken_back_is_not_done"
            ),
        ]

    def __str__(self) -> str:
        return f"Closing of member {self.member_id}"


class Erased(Recorded):
    """A member who was erased, by number alone: a backup that brings them back has them erased again."""

    number = models.PositiveBigIntegerField(primary_key=True)
    joined = models.CharField(max_length=64, help_text="A hash of when they joined: another member is never meant.")
    words = models.CharField(max_length=4, choices=Words)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Member {self.number} was erased"


class Proof(models.Model):
    """One class of data on one day: how many rows went, and whether any was left past its time."""

    day = models.DateField()
    kind = models.SlugField(max_length=20)
    gone = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    oldest = models.DateTimeField(null=True, help_text="Of those left past their time: since when it is over.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-day", "kind")
        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "kind"], name="one_proof_per_class_and_day")]

    def __str__(self) -> str:
        return f"{self.kind} on {self.day}"
