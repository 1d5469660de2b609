"""Whether a colleague who treated the patient agrees that it is told: they are asked, and say so themselves (CS13)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def waiting(self) -> "AgreementQuerySet":
        """Asked, and not answered yet."""
        return self.filter(answered_at=None)


class Agreement(models.Model):
    """One colleague was asked about one case study; what they said stands."""

    topic = models.ForeignKey("forum.Topic", models.PROTECT, related_name="agreements")
    colleague = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="agreements")
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    agrees = models.BooleanField(null=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["topic", "colleague"], name="one_agreement_per_case_study_and_colleague"),
            models.CheckConstraint(
                condition=Q(answered_at=None, agrees=None) | Q(answered_at__isnull=False, agrees__isnull=False),
                name="an_answered_agreement_says_yes_or_no",
            ),
        ]

    @property
    def is_open(self) -> bool:
        """Nobody answered, and it still waits to be told."""
        return self.answered_at is None and self.topic.status == "held"

    def __str__(self) -> str:
        return f"Agreement {self.pk} to topic {self.topic_id}"
