"""Deflections with their vault, the helplines, and the versions of the reader."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deflection import vault
from deflection.opening import (
    HOME_ZONE,
    closed_in_words,
    hours_in_words,
    is_open,
    validate_opening,
    validate_zone,
)
from members.countries import HOME, Country

STALE_AFTER_DAYS = 30
ACKNOWLEDGED_WITHIN = timedelta(minutes=10)


class Route(models.TextChoices):
    EMERGENCY = "999", _("Emergency number first")
    HELPLINE = "helpline", _("Expert helpline first")
    CRISIS = "crisis", _("Crisis support")
    SUPPORT = "support", _("Somebody to talk to afterwards")


class Cause(models.TextChoices):
    GATE = "", _("The gate stopped it")
    COLLEAGUE = "colleague", _("A colleague marked it after it was published")


class DeflectionQuerySet(models.QuerySet["Deflection"]):
    def by_the_gate(self) -> "DeflectionQuerySet":
        """Never published. What a colleague marked waits and is decided as a post."""
        return self.filter(cause=Cause.GATE)

    def waiting(self) -> "DeflectionQuerySet":
        """No moderator has yet said that they looked."""
        return self.by_the_gate().filter(closed_at=None)

    def to_invite(self) -> "DeflectionQuerySet":
        """Kept, not told yet, and its author has not said stop. Somebody who may not be safe is never asked to tell."""
        return (
            self.filter(expires_at__gt=timezone.now(), told_at=None, reminders_stopped_at=None, author__is_active=True)
            .exclude(sealed=b"")
            .exclude(route=Route.CRISIS)
        )

    def to_ask_how_they_are(self) -> "DeflectionQuerySet":
        """Their author asked to be asked. Nothing is read for it: not the text, not whether it was told."""
        return self.exclude(check_ins_since=None).filter(author__is_active=True)

    def of(self, author_id: int) -> "DeflectionQuerySet":
        """The author's vault: what has not run out and was not taken out."""
        return self.filter(author_id=author_id, expires_at__gt=timezone.now()).exclude(sealed=b"")


class Deflection(models.Model):
    """A text that told of an emergency: unpublished, sealed for its author, known to moderators without its words."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="deflections")
    place = models.CharField(max_length=20)
    section = models.CharField(max_length=60, blank=True)
    route = models.CharField(max_length=10, choices=Route)
    event = models.CharField(max_length=40)
    signs = models.JSONField(default=list, help_text="Names of sign concepts, never the author's words.")
    declaration = models.JSONField(null=True)
    reader = models.CharField(max_length=100)
    band = models.CharField(max_length=10, blank=True)
    label = models.CharField(max_length=20, blank=True)
    cause = models.CharField(
        max_length=12, choices=Cause, default=Cause.GATE, blank=True, help_text="What took it for live."
    )
    client_id = models.UUIDField()
    sealed = models.BinaryField(default=b"")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    # What became of it: times, and never a word of the text.
    shown_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True, help_text="The author says that they called.")
    not_needed_at = models.DateTimeField(null=True, help_text="The author says that no call was needed.")
    came_back_at = models.DateTimeField(null=True)
    continued_at = models.DateTimeField(null=True, help_text="Went on as the draft of a case study.")
    told_at = models.DateTimeField(null=True, help_text="A case study was sent from that draft.")
    invited_times = models.PositiveSmallIntegerField(default=0)
    reminders_stopped_at = models.DateTimeField(null=True)

    check_ins_since = models.DateTimeField(null=True, help_text="The author asked to be asked how they are.")
    checked_in_times = models.PositiveSmallIntegerField(default=0)

    objects = DeflectionQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["author", "client_id"], name="one_deflection_per_author_and_client_id"),
        ]

    def __str__(self) -> str:
        return f"Deflection {self.pk}"

    @property
    def waits_long(self) -> bool:
        """Its author is told so: nobody has acknowledged it, and ten minutes are a long time."""
        return self.closed_at is None and timezone.now() - self.created_at >= ACKNOWLEDGED_WITHIN

    def steps_due(self, after: Iterable[timedelta], now: datetime) -> int:
        """How many of these times since it was stopped have passed."""
        return sum(now - self.created_at >= wait for wait in after)

    def fields_for(self, reader_id: int) -> dict[str, str]:
        """Everything that was typed, for its author alone. Raises vault.NotYours for anyone else."""
        return vault.unseal(bytes(self.sealed), owner_id=self.author_id, reader_id=reader_id)


class Helpline(models.Model):
    """One line of the directory: data that an administrator edits, with the date somebody last checked it."""

    name = models.CharField(max_length=80)
    number = models.CharField(max_length=30)
    route = models.CharField(max_length=10, choices=Route)
    country = models.CharField(max_length=2, choices=Country, default=HOME)
    who_may_call = models.CharField("eligibility", max_length=200)
    opening = models.CharField(
        max_length=200, blank=True, validators=[validate_opening],
        help_text='"always", or days and hours: mon-fri 09:00-18:00; sat 10:00-14:00. Empty: nobody knows.',
    )  # fmt: skip
    time_zone = models.CharField(max_length=40, default=HOME_ZONE, validators=[validate_zone])
    cost = models.CharField(max_length=120, blank=True)
    remark = models.CharField(max_length=200, blank=True, help_text="What a caller should know before ringing.")
    position = models.PositiveSmallIntegerField(_("fallback order"), default=10, help_text="The lowest is rung first.")
    last_checked_on = models.DateField(null=True, blank=True)
    is_sample = models.BooleanField(default=True)

    class Meta:
        ordering = ("country", "route", "position", "name")

    def __str__(self) -> str:
        return f"{self.name} {self.number}"

    @property
    def tel(self) -> str:
        """The number as a dialler wants it."""
        return "".join(sign for sign in self.number if sign.isdigit() or sign == "+")

    @property
    def hours(self) -> str:
        return hours_in_words(self.opening, self.time_zone)

    @property
    def is_open(self) -> bool | None:
        """None where nobody has recorded the hours."""
        return is_open(self.opening, self.time_zone, timezone.now())

    @property
    def closed(self) -> str:
        """Empty while it is open; otherwise until when it is not."""
        return closed_in_words(self.opening, self.time_zone, timezone.now())

    @property
    def is_stale(self) -> bool:
        """Nobody has checked it for a month: those who keep the directory see that in amber."""
        oldest = timezone.localdate() - timedelta(days=STALE_AFTER_DAYS)
        return self.last_checked_on is None or self.last_checked_on < oldest


class OwnNumbers(models.Model):
    """Whom this member would ring: their own helpline with their membership, and a buddy. Sealed for them alone."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="own_numbers")
    sealed = models.BinaryField()
    saved_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"Own numbers of member {self.member_id}"

    def fields_for(self, reader_id: int) -> dict[str, str]:
        return vault.unseal(bytes(self.sealed), owner_id=self.member_id, reader_id=reader_id)


class CheckInChoice(models.Model):
    """A member who wants to be asked how they are each time that a text of theirs was stopped."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="check_in_choice")
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Member {self.member_id} wants to be asked"


class ReaderVersion(models.Model):
    """What is known of one version of the reader: how it measured, whether it reads, whether it runs beside.

    Its files are found by name (screening.emergency.versions). Without an active row the shipped version reads.
    """

    name = models.CharField(max_length=30, unique=True)
    fingerprint = models.CharField(max_length=64, help_text="Over all that decided when it was measured.")
    labelled_file = models.CharField(max_length=100)
    labelled_sha256 = models.CharField(max_length=64)
    figures = models.JSONField(default=list)
    decisions = models.JSONField(default=dict, help_text="Post id: label told, label read, band. No words.")
    meets_bar = models.BooleanField(default=False)
    measured_at = models.DateTimeField()
    measured_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    proposed_because = models.CharField(max_length=300, blank=True)
    is_active = models.BooleanField(default=False)

    # Run beside the active one: what it would have done, counted, and never a word.
    beside_since = models.DateTimeField(null=True)
    agreed = models.PositiveIntegerField(default=0)
    would_deflect = models.PositiveIntegerField(default=0)
    would_ask = models.PositiveIntegerField(default=0)
    would_clear = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("name",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_active"], condition=models.Q(is_active=True), name="one_reader_version_is_active"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def days_beside(self) -> int:
        return (timezone.now() - self.beside_since).days if self.beside_since else 0


class ReaderChange(models.Model):
    """Which version gave way to which, on whose word. Lines are added and never changed."""

    old = models.CharField(max_length=30)
    new = models.CharField(max_length=30)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    is_return = models.BooleanField(default=False, help_text="Back to the version before: one person may do that.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(is_return=True)
                | (models.Q(confirmed_by__isnull=False) & ~models.Q(confirmed_by=models.F("by"))),
                name="a_reader_version_is_activated_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old} gave way to {self.new}"
