"""Claims: a request for a credential, its evidence, and the nominations of experts. A claim gives no right."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.areas import Area
from members.models.credentials import Credential, number_label
from members.models.people import Profession
from members.registers import Register, registers
from members.scanning import is_set_up
from members.sealing import unseal
from members.standing import Status


class ClaimQuerySet(models.QuerySet["Claim"]):
    def waiting(self) -> "ClaimQuerySet":
        return self.filter(status=Claim.State.WAITING).order_by("created_at", "pk")

    def open(self) -> "ClaimQuerySet":
        """With a reviewer, or back with the member because something is missing."""
        return self.filter(status__in=[Claim.State.WAITING, Claim.State.ASKED])


class Claim(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for a reviewer")
        ASKED = "asked", _("A reviewer asks for something")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="claims")
    register_slug = models.SlugField(max_length=20)
    number_sealed = models.BinaryField(editable=False)
    number_mark = models.CharField(max_length=64, editable=False, help_text="Equal for equal numbers, and no way back.")
    last_two = models.CharField(max_length=2)
    name_on_register = models.CharField(max_length=100)
    profession = models.CharField(max_length=20, choices=Profession)
    wanted_tier = models.PositiveSmallIntegerField(choices=Credential.Tier)
    areas = models.JSONField(default=list, blank=True)
    note = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=500, blank=True, help_text="What the reviewer decided, or asks for.")
    first_reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    first_at = models.DateTimeField(null=True)
    first_found = models.CharField(max_length=20, choices=Status, blank=True)
    second_reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes: ClassVar = [models.Index(fields=["status", "created_at"], name="claims_by_place")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(status__in=["waiting", "asked"]), name="one_open_claim_per_member"
            ),
            models.CheckConstraint(
                condition=(Q(first_reviewer=None) | ~Q(first_reviewer=models.F("member")))
                & (
                    Q(second_reviewer=None)
                    | (~Q(second_reviewer=models.F("member")) & ~Q(second_reviewer=models.F("first_reviewer")))
                ),
                name="a_claim_is_reviewed_by_others_and_twice_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_wanted_tier_display()} · {self.register.name} (…{self.last_two})"

    @property
    def register(self) -> Register:
        return registers()[self.register_slug]

    @property
    def is_open(self) -> bool:
        return self.status in (self.State.WAITING, self.State.ASKED)

    @property
    def was_refused_lately(self) -> bool:
        """Within the thirty days in which a refusal can be appealed."""
        return self.status == self.State.REFUSED and timezone.now() - self.decided_at < timedelta(days=30)

    @property
    def for_expert(self) -> bool:
        return self.wanted_tier == Credential.Tier.EXPERT

    @property
    def needs_second(self) -> bool:
        """Looked up once, and waiting for another person."""
        return self.status == self.State.WAITING and self.for_expert and self.first_reviewer_id is not None

    def number(self) -> str:
        """For reviewers, who must type it into the register's own page."""
        return unseal(bytes(self.number_sealed), label=number_label(self.member_id)).decode()


class NotScanned(ValueError):
    """Nobody opens it yet."""


class Evidence(models.Model):
    """A file that a member showed. Sealed, read by reviewers alone, emptied 30 days after the decision."""

    class Type(models.TextChoices):
        PDF = "application/pdf", "PDF"
        JPEG = "image/jpeg", _("JPEG picture")
        PNG = "image/png", _("PNG picture")

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="evidence")
    content_type = models.CharField(max_length=20, choices=Type)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    emptied_at = models.DateTimeField(null=True)
    scanned_at = models.DateTimeField(
        null=True, help_text="When a scanner for malicious files looked at it, if one is set up."
    )
    is_malicious = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return gettext("%(kind)s, %(number)s bytes") % {"kind": self.get_content_type_display(), "number": self.size}

    @property
    def waits_for_scanner(self) -> bool:
        return self.scanned_at is None and is_set_up()

    def opened(self) -> bytes:
        """For people: where a scanner is set up, not before it looked."""
        if self.waits_for_scanner:
            raise NotScanned
        return self.as_sent()

    def as_sent(self) -> bytes:
        return unseal(bytes(self.sealed), label=evidence_label(self.claim_id))


class NominationQuerySet(models.QuerySet["Nomination"]):
    def standing(self) -> "NominationQuerySet":
        return self.filter(withdrawn_at=None)


class Nomination(models.Model):
    """An expert says that a colleague is one too, in one area, and why. Two are needed, and a person decides."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="nominations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="nominations_given")
    credential = models.ForeignKey(Credential, models.PROTECT, related_name="+")
    area = models.CharField(max_length=12)
    reason = models.CharField(max_length=500)
    created_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "by", "area"],
                condition=Q(withdrawn_at=None),
                name="one_nomination_per_area_and_expert",
            ),
            models.CheckConstraint(condition=~Q(member=models.F("by")), name="nobody_nominates_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.by} for {self.area}"

    @property
    def area_in_words(self) -> str:
        return Area(self.area).label


def evidence_label(claim_id: int) -> str:
    return f"debrief evidence, claim {claim_id}"
