"""How a member wants to be told: by mail or push, kind by kind, and when nothing may leave the site."""

from datetime import date, datetime, time
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy

from members.countries import Country
from members.models import Member
from notifications.models.bell import Notification

About = Notification.About
NIGHT = ("20:00", "07:00")
DAYS = tuple(WEEKDAYS.values())
ZONE_OF = {
    Country.UNITED_KINGDOM: "Europe/London",
    Country.IRELAND: "Europe/Dublin",
    Country.EUROPEAN_UNION: "Europe/Paris",
    Country.UNITED_STATES: "America/New_York",
    Country.CANADA: "America/Toronto",
    Country.AUSTRALIA: "Australia/Sydney",
    Country.NEW_ZEALAND: "Pacific/Auckland",
    Country.SOUTH_AFRICA: "Africa/Johannesburg",
    Country.EMIRATES: "Asia/Dubai",
    Country.INDIA: "Asia/Kolkata",
}


class Group(models.TextChoices):
    """What members choose a way for: each kind of line belongs to one."""

    REPLIES = "replies", gettext_lazy("Replies and new topics")
    MENTIONS = "mentions", gettext_lazy("Somebody mentions you")
    YOURS = "yours", gettext_lazy("Your posts, claims and reminders")
    QUESTIONS = "questions", gettext_lazy("Questions for you")
    DUTY = "duty", gettext_lazy("Duty")


GROUP_OF = dict.fromkeys(About, Group.YOURS) | {
    About.REPLY: Group.REPLIES,
    About.OPENED: Group.REPLIES,
    About.SEARCH: Group.REPLIES,
    About.UPDATED: Group.REPLIES,
    About.COMMENTED: Group.REPLIES,
    About.MENTIONED: Group.MENTIONS,
    About.NAMED: Group.MENTIONS,
    About.SAME_DAY: Group.QUESTIONS,
    About.COMMENT_ASKED: Group.QUESTIONS,
    About.AGREEMENT_ASKED: Group.QUESTIONS,
    About.PAGED: Group.DUTY,
}


class Mail(models.TextChoices):
    OFF = "off", gettext_lazy("No mail")
    AT_ONCE = "at_once", gettext_lazy("At once")
    DIGEST = "digest", gettext_lazy("In the digest")


class Often(models.TextChoices):
    DAILY = "daily", gettext_lazy("Each day at 07:30, where there is something new")
    WEEKLY = "weekly", gettext_lazy("Mondays at 07:30, where there is something new")
    OFF = "off", gettext_lazy("No digest")


def every_night() -> list[list[str]]:
    """From 20:00 to 07:00, Monday to Sunday."""
    return [list(NIGHT) for _ in DAYS]


def how(default: Mail) -> models.CharField:
    return models.CharField(max_length=8, choices=Mail, default=default)


class Preference(models.Model):
    """One row for each member who chose; everybody else has what an empty row says. The bell always tells."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="preference", primary_key=True)
    time_zone = models.CharField(max_length=40, blank=True, help_text="Empty: that of the country.")
    quiet = models.JSONField(
        default=every_night, help_text='From Monday to Sunday, each ["20:00", "07:00"], or null for a day without.'
    )
    away_until = models.DateField(null=True, blank=True, help_text="The first day on which they are told again.")
    digest_comes = models.CharField(max_length=6, choices=Often, default=Often.DAILY)
    mail_replies = how(Mail.DIGEST)
    mail_mentions = how(Mail.AT_ONCE)
    mail_yours = how(Mail.AT_ONCE)
    mail_questions = how(Mail.AT_ONCE)
    mail_duty = how(Mail.AT_ONCE)
    push_replies = models.BooleanField(default=False)
    push_mentions = models.BooleanField(default=True)
    push_yours = models.BooleanField(default=True)
    push_questions = models.BooleanField(default=True)
    push_duty = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(**{f"mail_{group}__in": Mail.values}), name=f"mail_of_{group}_is_known")
            for group in Group.values
        ] + [
            models.CheckConstraint(condition=Q(digest_comes__in=Often.values), name="how_often_a_digest_comes_is_known")
        ]

    def __str__(self) -> str:
        return f"What member {self.member_id} chose"

    @classmethod
    def of(cls, member: Member) -> "Preference":
        """What this member chose, or what holds for whoever chose nothing. No query after select_related."""
        try:
            return member.preference
        except cls.DoesNotExist:
            return cls(member=member)

    def mail_for(self, group: str) -> Mail:
        return Mail(getattr(self, f"mail_{group}"))

    def push_for(self, group: str) -> bool:
        return getattr(self, f"push_{group}")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone or ZONE_OF.get(self.member.country, settings.TIME_ZONE))

    def is_quiet_at(self, now: datetime) -> bool:
        """Within the hours of that day, within a night that began the day before, or away."""
        here = now.astimezone(self.zone)
        if self.away_until and here.date() < self.away_until:
            return True
        today, yesterday = self.hours_of(here.date()), self.quiet[here.weekday() - 1]
        return within(today, here.time()) or reaches_into(yesterday, here.time())

    def hours_of(self, day: date) -> list[str] | None:
        return self.quiet[day.weekday()]


def within(hours: list[str] | None, at: time) -> bool:
    """On the day on which they begin; hours that end before they begin last until the next day."""
    if not hours:
        return False
    start, end = map(time.fromisoformat, hours)
    return start <= at and (end <= start or at < end)


def reaches_into(hours: list[str] | None, at: time) -> bool:
    """On the day after: the end of a night."""
    if not hours:
        return False
    start, end = map(time.fromisoformat, hours)
    return end <= start and at < end
