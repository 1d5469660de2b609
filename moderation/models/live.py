"""Reports that a post is happening now: what became of each, and who may no longer hide a post by one (DF12, DF13)."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models

from deflection.models import Deflection
from members.models import Member
from moderation.models.decisions import WasLive
from moderation.models.flags import Flag

WRONG = (WasLive.OVER, WasLive.NO_PATIENT)
WRONG_WITHIN = timedelta(days=30)
WRONG_AT_MOST = 2
WITHOUT_POWER = timedelta(days=90)
HIDES_AT_ONCE = 3  # by one member, while nobody has judged them: one account cannot empty the forum in a night
CALLS_AT_ONCE = 5  # by one member; further reports stand in the queue, and call when they are late


class LiveReportQuerySet(models.QuerySet["LiveReport"]):
    def waiting(self) -> "LiveReportQuerySet":
        return self.filter(decided_at=None)

    def wrong_of(self, member: Member, now: datetime) -> "LiveReportQuerySet":
        """Found wrong by a person in the last thirty days; one that nobody could judge is not among them."""
        return self.filter(flag__member=member, found__in=WRONG, decided_at__gt=now - WRONG_WITHIN)


class LiveReport(models.Model):
    """What one report did, and what a moderator found."""

    flag = models.OneToOneField(Flag, models.PROTECT, related_name="live_report")
    hid_post = models.BooleanField(default=False)
    deflection = models.ForeignKey(
        Deflection, models.PROTECT, null=True, related_name="live_reports",
        help_text="The page with the number that the author of the post was shown.",
    )  # fmt: skip
    found = models.CharField(max_length=12, choices=WasLive, blank=True)
    decided_at = models.DateTimeField(null=True)

    objects = LiveReportQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        indexes: ClassVar = [models.Index(fields=["decided_at"], name="live_reports_decided")]

    def __str__(self) -> str:
        return f"Live report {self.pk} by flag {self.flag_id}"


class PowerLossQuerySet(models.QuerySet["PowerLoss"]):
    def current(self, now: datetime) -> "PowerLossQuerySet":
        return self.filter(until__gt=now, given_back_at=None)


class PowerLoss(models.Model):
    """For so long this member's live reports go to the moderators and hide nothing by themselves."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="power_losses")
    lost_at = models.DateTimeField()
    until = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True)
    given_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = PowerLossQuerySet.as_manager()

    class Meta:
        ordering = ("-lost_at", "-pk")

    def __str__(self) -> str:
        return f"{self.member} until {self.until:%d.%m.%Y}"
