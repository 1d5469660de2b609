"""Safety notices for the whole forum, and who has read them."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Member

MAX_TITLE, MAX_WORDS, MAX_LINK = 150, 2000, 300


class Audience(models.TextChoices):
    EVERYBODY = "everybody", _("Everybody, visitors included")
    VERIFIED = "verified", _("Verified members")
    EXPERTS = "experts", _("Experts")
    MODERATORS = "moderators", _("Moderators")


def audiences_of(reader: Member) -> list[str]:
    """Those that this reader belongs to. Moderators read everything, because they are asked about it."""
    if not reader.is_authenticated:
        return [Audience.EVERYBODY]
    if reader.moderates:
        return list(Audience.values)
    verified = [Audience.VERIFIED] if reader.is_verified else []
    return [Audience.EVERYBODY, *verified, *([Audience.EXPERTS] if reader.is_expert else [])]


class NoticeQuerySet(models.QuerySet["Notice"]):
    def standing(self) -> "NoticeQuerySet":
        return self.filter(withdrawn_at=None, until__gt=timezone.now())

    def for_reader(self, reader: Member) -> "NoticeQuerySet":
        return self.filter(audience__in=audiences_of(reader))


class Notice(models.Model):
    """Never edited: it is withdrawn, and another one written, so that whoever has read it has read these words."""

    title = models.CharField(max_length=MAX_TITLE)
    words = models.CharField(max_length=MAX_WORDS)
    link = models.URLField(max_length=MAX_LINK, blank=True)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.EVERYBODY)
    until = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(title="") & ~models.Q(words=""), name="a_notice_says_something"),
        ]

    @property
    def element(self) -> str:
        return f"notice-{self.pk}"

    @property
    def last_day(self) -> date:
        """The day at whose end it leaves every page."""
        return timezone.localdate(self.until - timedelta(seconds=1))

    @property
    def is_standing(self) -> bool:
        return self.withdrawn_at is None and self.until > timezone.now()

    def __str__(self) -> str:
        return self.title


class ReadingQuerySet(models.QuerySet["Reading"]):
    def of(self, member: AbstractBaseUser, notices: Iterable[Notice]) -> "ReadingQuerySet":
        return self.filter(member=member, notice__in=[notice.pk for notice in notices])


class Reading(models.Model):
    """A member pressed "I have read it", as what they were then."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="readings")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    as_role = models.CharField(max_length=20)
    at = models.DateTimeField(auto_now_add=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "member"], name="one_reading_per_member_and_notice"),
        ]

    def __str__(self) -> str:
        return f"{self.member} read {self.notice}"
