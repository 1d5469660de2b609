"""Measures: what a moderator lays on a member, for which rule, until when, and how it ended."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.models import Post, Section
from members.areas import Area
from members.restrictions import AREA, READ_ONLY, SECTION, SUSPENDED, Restriction
from members.wording import in_a_sentence
from moderation.models.flags import Reason


class Rung(models.TextChoices):
    """The ladder, from a friendly word to the door."""

    NOTE = "note", _("A note")
    REMINDER = "reminder", _("A reminder")
    WARNING = "warning", _("A warning")
    SECTION = SECTION, _("No writing in one section")
    AREA = AREA, _("No writing about one area")
    READ_ONLY = READ_ONLY, _("Reading, and no writing")
    SUSPENDED = SUSPENDED, _("Suspended")


WORDS_ALONE = (Rung.NOTE, Rung.REMINDER, Rung.WARNING)
HOLDS_BACK = (Rung.SECTION, Rung.AREA, Rung.READ_ONLY, Rung.SUSPENDED)


class Ended(models.TextChoices):
    NOT_YET = "", _("It has not ended")
    TIME = "time", _("Its time was over")
    MODERATOR = "moderator", _("A moderator lifted it")
    APPEAL = "appeal", _("An appeal overturned it")


class MeasureQuerySet(models.QuerySet["Measure"]):
    def holding(self, now: datetime) -> "MeasureQuerySet":
        """What keeps its member from something at this moment."""
        return self.filter(ended_at=None, rung__in=HOLDS_BACK).filter(Q(expires_at=None) | Q(expires_at__gt=now))

    def run_out(self, now: datetime) -> "MeasureQuerySet":
        """Over by the clock, and its member was not told yet."""
        return self.filter(ended_at=None, rung__in=HOLDS_BACK, expires_at__lte=now)

    def counting(self, since: datetime) -> "MeasureQuerySet":
        """What the suggestion of a next step builds on: nothing that an appeal overturned."""
        return self.filter(created_at__gte=since).exclude(ended_how=Ended.APPEAL)


class Measure(models.Model):
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="measures")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rung = models.CharField(max_length=10, choices=Rung)
    place = models.CharField(max_length=50, blank=True, help_text="The section's slug, or the area's word.")
    rule = models.CharField(max_length=24, choices=Reason)
    text = models.CharField(max_length=1000, help_text="As its member reads it.")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="measures")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_how = models.CharField(max_length=10, choices=Ended, blank=True, default=Ended.NOT_YET)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes: ClassVar = [
            models.Index(fields=["expires_at"], condition=Q(ended_at=None), name="measures_that_run_out"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="a_measure_says_why"),
            models.CheckConstraint(condition=~Q(member=F("by")), name="nobody_measures_themselves"),
            models.CheckConstraint(
                condition=~Q(rung__in=[SECTION, AREA]) | ~Q(place=""), name="a_restriction_names_its_place"
            ),
            models.CheckConstraint(
                condition=~Q(rung__in=[SECTION, AREA, READ_ONLY]) | Q(expires_at__isnull=False),
                name="only_a_suspension_may_be_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rung_display()} for {self.member}"

    @property
    def holds_back(self) -> bool:
        return self.rung in HOLDS_BACK

    @property
    def holds(self) -> bool:
        """At this moment; what is words alone holds nothing."""
        is_open = self.expires_at is None or self.expires_at > timezone.now()
        return self.holds_back and self.ended_at is None and is_open

    @property
    def where(self) -> str:
        """ "in Questions", "about dermal fillers"; nothing for the other rungs."""
        if self.rung == Rung.SECTION:
            section = Section.objects.filter(slug=self.place).first()
            return gettext("in %(place)s") % {"place": section.name if section else self.place}
        if self.rung == Rung.AREA:
            return gettext("about %(area)s") % {"area": in_a_sentence(Area(self.place).label)}
        return ""

    def as_restriction(self) -> Restriction:
        until = self.expires_at.isoformat() if self.expires_at else ""
        return Restriction(self.rung, until, self.place, self.where)

    @property
    def in_words(self) -> str:
        if self.rung == Rung.SECTION:
            return gettext("No writing %(where)s") % {"where": self.where}
        return (
            gettext("No writing %(where)s") % {"where": self.where}
            if self.rung == Rung.AREA
            else self.get_rung_display()
        )

    def get_absolute_url(self) -> str:
        return reverse("measure-show", args=[self.pk])
