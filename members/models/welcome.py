"""What a newcomer has seen to: house rules accepted, by version, and the first steps."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Acceptance(models.Model):
    """A member accepted one version of a page, as what they were then. Kept for good: who accepted what, and when."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="acceptances")
    page = models.SlugField(max_length=20)
    version = models.PositiveSmallIntegerField()
    as_role = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "page", "version"], name="one_acceptance_per_member_and_version")
        ]

    def __str__(self) -> str:
        return f"{self.member} accepted {self.page}, version {self.version}"


class FirstSteps(models.Model):
    """One row for each member who has begun: what no other row says."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="first_steps", primary_key=True
    )  # fmt: skip
    numbers_at = models.DateTimeField(null=True, help_text="When they last saved their country and numbers.")
    put_away_at = models.DateTimeField(null=True, help_text="They do not want the list on their first page any more.")
    tours = models.JSONField(
        default=dict, help_text='How far they read each tour: {"moderator": 2}; 0 once it is over.'
    )

    def __str__(self) -> str:
        return f"First steps of member {self.member_id}"
