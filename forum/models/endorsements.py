"""Endorsements: an expert's support for an answer, under a named credential as it was that day."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from members.models import Credential


class Evidence(models.TextChoices):
    PROTOCOL = "protocol", "A protocol or guideline"
    STUDY = "study", "A study"
    EXPERIENCE = "experience", "Own experience"
    OPINION = "opinion", "Opinion"


class EndorsementQuerySet(models.QuerySet["Endorsement"]):
    def standing(self) -> "EndorsementQuerySet":
        """Not withdrawn, under a credential that still holds."""
        now = timezone.now()
        return self.filter(withdrawn_at=None, credential__revoked_at=None, credential__valid_until__gt=now)


class Endorsement(models.Model):
    post = models.ForeignKey("forum.Post", models.PROTECT, related_name="endorsements")
    expert = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="endorsements")
    credential = models.ForeignKey(Credential, models.PROTECT, related_name="+")
    worn_as = models.CharField(max_length=200, help_text="The credential in words, as it was that day.")
    reason = models.CharField(max_length=500)
    evidence = models.CharField(max_length=12, choices=Evidence)
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    objects = EndorsementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post", "expert"],
                condition=Q(withdrawn_at=None),
                name="one_standing_endorsement_per_expert_and_post",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worn_as}: {self.get_evidence_display()}"
