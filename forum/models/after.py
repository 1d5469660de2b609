"""What comes after a case study was told: when its author was asked how it went on, and whom it was sent to."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from forum.naming import Alias, shown_in
from members.models import Member

TARGET = timedelta(days=7)  # a first commentary within a week (CS10)


class UpdateReminder(models.Model):
    """Its author was asked on this day after it was told, and is not asked for it again."""

    topic = models.ForeignKey("forum.Topic", models.CASCADE, related_name="update_reminders")
    day = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["topic", "day"], name="one_reminder_per_case_study_and_day")
        ]

    def __str__(self) -> str:
        return f"Day {self.day} of topic {self.topic_id}"


class Because(models.TextChoices):
    """Why an expert does not comment: chosen, so that nobody has to explain themselves."""

    NO_TIME = "no_time", _("No time for it at present")
    NOT_MY_FIELD = "not_my_field", _("Not my field")
    TOO_CLOSE = "too_close", _("Too close to it, or to somebody in it")


class CommentaryRequestQuerySet(models.QuerySet["CommentaryRequest"]):
    def unsettled(self) -> "CommentaryRequestQuerySet":
        """Neither answered, declined nor taken back."""
        return self.filter(answered_at=None, declined_at=None, withdrawn_at=None)

    def open(self) -> "CommentaryRequestQuerySet":
        """And the case study still stands."""
        return self.unsettled().filter(topic__status="published")

    def for_listing(self) -> "CommentaryRequestQuerySet":
        """Whoever waits longest comes first."""
        return self.select_related("topic", "topic__case", "topic__section", "expert", "asked_by").order_by(
            "asked_at", "pk"
        )


class CommentaryRequest(models.Model):
    topic = models.ForeignKey("forum.Topic", models.PROTECT, related_name="commentary_requests")
    expert = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="commentary_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=12, choices=Because, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    post = models.OneToOneField("forum.Post", models.PROTECT, null=True, related_name="commentary_request")

    objects = CommentaryRequestQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["expert", "asked_at"],
                condition=Q(answered_at=None, declined_at=None, withdrawn_at=None),
                name="commentary_that_waits",
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["topic", "expert"],
                condition=Q(answered_at=None, declined_at=None, withdrawn_at=None),
                name="one_open_request_per_case_study_and_expert",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, post=None) | Q(answered_at__isnull=False, post__isnull=False),
                name="whoever_answered_wrote_a_commentary",
            ),
        ]

    def __str__(self) -> str:
        return f"Request {self.pk} for a commentary on topic {self.topic_id}"

    @property
    def by(self) -> Member | Alias:
        """Who asks, as the expert is told it."""
        return shown_in(self.topic, self.asked_by)

    @property
    def is_open(self) -> bool:
        return not (self.answered_at or self.declined_at or self.withdrawn_at)

    @property
    def days_waiting(self) -> int:
        return (timezone.localdate() - timezone.localdate(self.asked_at)).days

    @property
    def is_late(self) -> bool:
        return self.is_open and timezone.now() - self.asked_at > TARGET

    @property
    def age_in_words(self) -> str:
        days = self.days_waiting
        return (
            ngettext("waits %(number)s day", "waits %(number)s days", days) % {"number": days}
            if days
            else gettext("asked today")
        )
