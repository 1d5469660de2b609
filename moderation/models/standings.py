"""How a post stood before a decision about it, so that one click can put it back."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from forum.models import Status
from moderation.models.decisions import Decision

UNDONE_WITHIN = timedelta(days=30)


class Standing(models.Model):
    """`undone_by` is the decision that took the other one back."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="before")
    status = models.CharField(max_length=10, choices=Status)
    held_because = models.CharField(max_length=20, blank=True)
    wants_a_look = models.BooleanField(default=False)
    waits_since = models.DateTimeField(null=True)
    kept_at = models.DateTimeField(default=timezone.now)
    undone_by = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="undoes")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(undone_by=None) | ~Q(undone_by=F("decision")), name="no_decision_takes_itself_back"
            ),
        ]

    def __str__(self) -> str:
        return f"Before decision {self.decision_id}: {self.status}"

    @property
    def is_within_time(self) -> bool:
        return self.undone_by_id is None and timezone.now() - self.kept_at <= UNDONE_WITHIN
