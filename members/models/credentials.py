"""Credentials: a verified, dated right to speak as something. It exists only if a person granted it, and it lapses."""

from datetime import datetime
from functools import cache
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.prepared import prepared
from members.sealing import mark_of, unseal
from members.standing import Status

TIERED = ["registration", "appointment"]


class CredentialQuerySet(models.QuerySet["Credential"]):
    def current(self, now: datetime | None = None) -> "CredentialQuerySet":
        now = now or timezone.now()
        return self.filter(revoked_at=None, checked_at__lte=now, valid_until__gt=now)

    def tiered(self) -> "CredentialQuerySet":
        """Those that give weight: a registration or an appointment as an expert."""
        return self.filter(tier__gt=0)

    def lapsed(self) -> "CredentialQuerySet":
        """Ended by time alone, and nobody was told yet."""
        return self.filter(revoked_at=None, valid_until__lte=timezone.now(), ended_told_at=None)

    def due(self, before: datetime) -> "CredentialQuerySet":
        """To be looked up again: not ended by a person, and running out before then, or out already."""
        return self.tiered().filter(revoked_at=None, valid_until__lte=before).order_by("valid_until", "pk")


@cache
def badge_words(is_tiered: bool) -> str:
    """Looked up once: a page shows a badge beside each post."""
    if is_tiered:
        return gettext("%(name)s · %(register)s register checked %(day)s")
    return gettext("%(name)s · %(register)s seen %(day)s")


class Credential(models.Model):
    class Tier(models.IntegerChoices):
        REGISTERED = 1, _("Registered")
        PRESCRIBER = 2, _("Prescriber with complications training")
        EXPERT = 3, _("Expert")

    class Kind(models.TextChoices):
        REGISTRATION = "registration", _("Registration")
        APPOINTMENT = "appointment", _("Expert for an area")
        PRESCRIBER = "prescriber", _("Prescriber")
        ACCREDITED = "accredited", _("Accredited register")
        INSURANCE = "insurance", _("Insurance seen")
        TRAINING = "training", _("Emergency training")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="credentials")
    claim = models.ForeignKey("members.Claim", models.PROTECT, null=True, blank=True, related_name="credentials")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.REGISTRATION)
    tier = models.PositiveSmallIntegerField(choices=Tier, help_text="0 for a facet beside the registration.")
    register = models.CharField(max_length=40, help_text="Where it was looked up, such as NMC or GMC.")
    register_slug = models.SlugField(max_length=20, blank=True)
    number_sealed = models.BinaryField(null=True, editable=False)
    last_two = models.CharField(max_length=2, blank=True)
    name_on_register = models.CharField(max_length=100, blank=True)
    qualification = models.CharField(max_length=120, help_text="What the register says, as the badge will show it.")
    status = models.CharField(max_length=20, choices=Status, default=Status.REGISTERED)
    status_changed_at = models.DateTimeField(null=True, blank=True)
    conditions = models.CharField(max_length=500, blank=True, help_text="As the register words them.")
    areas = models.JSONField(default=list, blank=True, help_text="For experts: the areas they were accepted for.")
    evidence_sha256 = models.JSONField(default=list, blank=True, help_text="Of the files that the reviewer saw.")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second_checker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    appointed_until = models.DateTimeField(null=True, blank=True, help_text="For experts: no check reaches further.")
    revoked_at = models.DateTimeField(null=True, blank=True)
    ended_told_at = models.DateTimeField(null=True, blank=True)
    reminded_days = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = CredentialQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(tier__in=[1, 2, 3], kind__in=TIERED)
                | (models.Q(tier=0) & ~models.Q(kind__in=TIERED)),
                name="a_credential_has_a_tier",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__gt=models.F("checked_at")), name="a_credential_lapses_after_its_check"
            ),
            models.CheckConstraint(
                condition=~models.Q(member=models.F("checked_by")), name="nobody_checks_their_own_credential"
            ),
            models.CheckConstraint(
                condition=models.Q(second_checker=None)
                | (~models.Q(second_checker=models.F("checked_by")) & ~models.Q(second_checker=models.F("member"))),
                name="the_second_checker_is_a_third_person",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["revoked_at", "valid_until"], name="credentials_by_end")]

    def __str__(self) -> str:
        return self.in_words

    @property
    def is_current(self) -> bool:
        now = timezone.now()
        return self.revoked_at is None and self.checked_at <= now < self.valid_until

    @property
    def ended_at(self) -> datetime | None:
        """When it stopped counting, if it did."""
        if self.revoked_at:
            return min(self.revoked_at, self.valid_until)
        return None if self.valid_until > timezone.now() else self.valid_until

    @property
    def in_words(self) -> str:
        """The badge: what was checked, where and when."""
        day = date_format(timezone.localtime(self.checked_at), "j M Y")
        return badge_words(self.tier > 0) % {"name": self.qualification, "register": self.register, "day": day}

    def number(self) -> str:
        """For whoever looks it up again; the pages of members show the last two characters."""
        return (
            unseal(bytes(self.number_sealed), label=number_label(self.member_id)).decode() if self.number_sealed else ""
        )


class Look(models.Model):
    """One look into the register after the credential was granted: who looked, what it said, and what followed."""

    credential = models.ForeignKey(Credential, models.PROTECT, related_name="looks")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=Status)
    reason = models.CharField(max_length=500, blank=True)
    kept_weight = models.BooleanField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_status_display()}, looked up by {self.reviewer}"


def number_label(member_id: int) -> str:
    return f"debrief register number, member {member_id}"


def number_mark(register_slug: str, number: str) -> str:
    return mark_of(f"{register_slug} {number}", label="debrief register numbers")


@prepared
def standing_of(member: int, now: datetime) -> CredentialQuerySet:
    """What one member holds now."""
    return Credential.objects.current(now).filter(member_id=member)
