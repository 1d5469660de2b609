"""Who is on duty when, what called them, and who was told of it, when and how."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deflection.models.stopped import Deflection

if TYPE_CHECKING:
    from members.models import Member


class Order(models.IntegerChoices):
    """Who is called first of those whose shifts lie side by side."""

    FIRST = 1, _("First to be called")
    BACKUP = 2, _("Backup")
    SECOND_BACKUP = 3, _("Second backup")


class ShiftQuerySet(models.QuerySet["Shift"]):
    def running(self, now: datetime) -> "ShiftQuerySet":
        return self.filter(starts_at__lte=now, ends_at__gt=now)

    def within(self, start: datetime, end: datetime) -> "ShiftQuerySet":
        """All that touch this time."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)


class Shift(models.Model):
    """The time for which one moderator answers. Shifts may lie side by side: `order` says who is called first."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    order = models.PositiveSmallIntegerField(choices=Order, default=Order.FIRST)
    offered_at = models.DateTimeField(null=True, help_text="Its member would like a colleague to take it.")

    objects = ShiftQuerySet.as_manager()

    class Meta:
        ordering = ("starts_at", "order", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_shift_ends_after_it_starts"),
            models.UniqueConstraint(fields=["member", "starts_at"], name="nobody_starts_two_shifts_at_once"),
        ]

    def __str__(self) -> str:
        return f"{self.member} from {self.starts_at:%d.%m. %H:%M} to {self.ends_at:%d.%m. %H:%M}"


class AlertQuerySet(models.QuerySet["Alert"]):
    def open(self) -> "AlertQuerySet":
        """What it calls about still waits."""
        return self.filter(ended_at=None)

    def about(self, kinds: Iterable[str], subject_id: int) -> "Alert | None":
        """The newest call about one thing, with who has it."""
        calls = self.filter(kind__in=kinds, subject_id=subject_id).select_related("acknowledged_by")
        return calls.order_by("-raised_at", "-pk").first()

    def unanswered(self) -> "AlertQuerySet":
        """Nobody has said that they have it."""
        return self.open().filter(acknowledged_at=None)


class Alert(models.Model):
    """A call for somebody on duty about one thing that waits. At most one person has it."""

    kind = models.CharField(max_length=20, help_text="The queue's word for it.")
    subject_id = models.PositiveBigIntegerField(help_text="The id of what waits.")
    severity = models.PositiveSmallIntegerField(default=0)
    concerns = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        help_text="Whose text it is about: never called about it themselves.",
    )  # fmt: skip
    deflection = models.ForeignKey(
        Deflection, models.PROTECT, null=True, related_name="alerts", help_text="Whose author is told who was called."
    )
    section = models.CharField(
        max_length=60, blank=True, db_default="", default="",
        help_text="Where it stands. Empty: for those who answer for every section.",
    )  # fmt: skip
    url = models.CharField(max_length=200)
    raised_at = models.DateTimeField()
    next_step = models.PositiveSmallIntegerField(default=0)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, help_text="What it called about was dealt with.")

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ("-raised_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"], condition=Q(ended_at=None), name="one_open_alert_about_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at=None, acknowledged_by=None)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
                name="whoever_acknowledged_an_alert_is_named",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["raised_at"], condition=Q(acknowledged_at=None, ended_at=None), name="unanswered_alert"
            ),
        ]

    def __str__(self) -> str:
        return f"Alert {self.pk} about {self.kind} {self.subject_id}"

    @property
    def in_words(self) -> str:
        """What it is about, without a word of it: fit for a bell and for a screen that others can see."""
        if self.kind == "deflection":
            return gettext("A post was stopped as a live emergency")
        if self.kind == "concern":
            return gettext("Somebody believes that they are shown here")
        if self.severity == 0:
            return gettext("A post was reported as happening now")
        return gettext("Something urgent has waited too long")

    @property
    def waited(self) -> timedelta | None:
        """Until somebody had it."""
        return self.acknowledged_at - self.raised_at if self.acknowledged_at else None

    def get_absolute_url(self) -> str:
        return reverse("alert-show", args=[self.pk])

    @property
    def is_emergency(self) -> bool:
        return self.severity == 0 and self.kind != "concern"

    def is_for(self, member: "Member") -> bool:
        """Whether this member may open and take it: neither their own text, nor where they do not moderate."""
        return member.is_active and member.moderates_in(self.section) and self.concerns_id != member.pk

    def reaches(self, member: "Member") -> bool:
        """Whether this member is called: about an emergency everybody on duty, whatever they moderate."""
        hears = self.is_emergency and member.is_active and member.moderates and self.concerns_id != member.pk
        return hears or self.is_for(member)

    def told_to(self, member: "Member") -> dict[str, Any]:
        """What rings: whoever may not open what it is about is led to the page of the call, and takes nothing there."""
        may_take = self.is_for(member)
        url = self.url if may_take else self.get_absolute_url()
        return {"id": self.pk, "words": self.in_words, "url": url, "may_take": may_take}


class Channel(models.TextChoices):
    BELL = "bell", _("in the app")
    MAIL = "mail", _("by e-mail")
    PUSH = "push", _("on their devices")
    WEBHOOK = "webhook", _("through the SMS hook")


SET_BACK = timedelta(minutes=5)  # nothing is put off for so long: the clock was set back since


class PageQuerySet(models.QuerySet["Page"]):
    def to_send(self, now: datetime) -> "PageQuerySet":
        """Due, not sent, not given up; nothing is sent about what somebody has by now."""
        return self.filter(
            Q(try_at__lte=now) | Q(try_at__gt=now + SET_BACK), sent_at=None, failed_at=None,
            alert__acknowledged_at=None, alert__ended_at=None,
        )  # fmt: skip


class Page(models.Model):
    """One person called about one alert, at one step and through one channel."""

    alert = models.ForeignKey(Alert, models.PROTECT, related_name="pages")
    step = models.PositiveSmallIntegerField()
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="pages")
    channel = models.CharField(max_length=10, choices=Channel)
    paged_at = models.DateTimeField()
    try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True, help_text="After the last try.")

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ("paged_at", "step", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["alert", "step", "member", "channel"], name="nobody_is_paged_twice_at_one_step"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["try_at"], condition=Q(sent_at=None, failed_at=None), name="page_to_send"),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.get_channel_display()}, step {self.step} of alert {self.alert_id}"
