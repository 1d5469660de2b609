"""What somebody writes who believes that they are shown or described here: sealed, and answered by a case number."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.models import Post
from members.sealing import unseal

LONGEST_WORDS, LONGEST_PLACE, LONGEST_REPLY = 1000, 300, 1000


class Found(models.TextChoices):
    """What became of it, as whoever wrote reads it."""

    WAITING = "", _("Somebody looks at it")
    TAKEN_DOWN = "taken_down", _("It was taken down")
    CHANGED = "changed", _("What could point at you was taken out")
    NOT_YOU = "not_you", _("It stays: it does not point at you")
    NOT_HERE = "not_here", _("We could not find it")


def new_number() -> str:
    """Whoever has it reads the answer, so nobody guesses it."""
    return secrets.token_hex(16)


class ConcernQuerySet(models.QuerySet["Concern"]):
    def waiting(self) -> "ConcernQuerySet":
        return self.filter(decided_at=None)


class Concern(models.Model):
    number = models.CharField(max_length=32, unique=True, default=new_number)
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="concerns", help_text="Where the link leads."
    )
    sealed = models.BinaryField(help_text="Where they saw it, and why they think so.")
    created_at = models.DateTimeField(default=timezone.now)
    found = models.CharField(max_length=10, choices=Found, blank=True, default=Found.WAITING)
    reply = models.CharField(max_length=LONGEST_REPLY, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes: ClassVar = [
            models.Index(fields=["created_at"], condition=Q(decided_at=None), name="concerns_that_wait"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_at=None) | (~Q(reply="") & ~Q(found="")), name="a_concern_is_decided_with_an_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"Concern {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("concern-answer", args=[self.number])

    @property
    def label(self) -> str:
        return f"debrief concern {self.number}"

    @property
    def said(self) -> tuple[str, str]:
        """Where, and what. Raises members.sealing.Unreadable where the key was changed."""
        where, _, words = unseal(bytes(self.sealed), label=self.label).decode().partition("\0")
        return where, words
