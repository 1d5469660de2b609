"""Brakes: what slows a topic down or closes it, for how long, and why."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SLOWEST = 24 * 60
FREE_TO_EDIT = timedelta(minutes=5)  # while replies are slow: for the typing error seen at once


class Brake(models.Model):
    """At most one for a topic. Everything in it is judged by the clock: no job must run for it to begin or end."""

    topic = models.OneToOneField("forum.Topic", models.PROTECT, related_name="brake")
    slow_minutes = models.PositiveSmallIntegerField(default=0, help_text="Between two replies of one member; 0: none.")
    closed_from = models.DateTimeField(null=True)
    closed_until = models.DateTimeField(null=True, help_text="Empty: until a moderator opens it.")
    reason = models.CharField(max_length=300)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(slow_minutes__lte=SLOWEST), name="a_topic_is_slowed_by_a_day_at_most"),
            models.CheckConstraint(condition=~Q(reason=""), name="a_brake_has_a_reason"),
            models.CheckConstraint(
                condition=Q(closed_until=None) | Q(closed_from__lt=F("closed_until")),
                name="a_topic_closes_before_it_opens_again",
            ),
        ]

    def __str__(self) -> str:
        return f"Brake of topic {self.topic_id}"

    @property
    def is_closed(self) -> bool:
        now = timezone.now()
        return (
            self.closed_from is not None
            and self.closed_from <= now
            and (self.closed_until is None or now < self.closed_until)
        )

    @property
    def closes_later(self) -> bool:
        return self.closed_from is not None and timezone.now() < self.closed_from

    @property
    def holds(self) -> bool:
        """There is something to tell readers."""
        return bool(self.slow_minutes) or self.is_closed or self.closes_later

    @property
    def closed_in_words(self) -> str:
        """Without the reason."""
        if not self.closed_until:
            return _("Closed for replies until a moderator opens it.")
        return _("Closed for replies until %(time)s.") % {"time": in_words(self.closed_until)}

    @property
    def slow_in_words(self) -> str:
        hours, minutes = divmod(self.slow_minutes, 60)
        told = [
            words % {"number": number}
            for words, number in (
                (ngettext("%(number)s hour", "%(number)s hours", hours), hours),
                (ngettext("%(number)s minute", "%(number)s minutes", minutes), minutes),
            )
            if number
        ]
        return _("Replies are slowed down here: one from each member in %(list)s.") % {"list": _(" and ").join(told)}


def in_words(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "j M Y, H:i")


class MayBeBraked:
    """Mixed into a topic."""

    if TYPE_CHECKING:
        brake: Brake

    @property
    def current_brake(self) -> Brake | None:
        """The brake that has something to tell today."""
        brake = getattr(self, "brake", None)
        return brake if brake and brake.holds else None

    @property
    def is_closed(self) -> bool:
        return bool(self.current_brake and self.current_brake.is_closed)
