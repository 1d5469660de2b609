"""People: the account and the role it gives."""

from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.areas import Area
from members.countries import HOME, Country
from members.models.credentials import Credential, standing_of
from members.prepared import prepared
from members.restrictions import SUSPENDED, Restriction, holding
from members.wording import named
from members.workplaces import keys_of

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

NAME_SHAPE = RegexValidator(
    r"^[^\W\d_]+([ .'’\-]+[^\W\d_]+){0,4}\.?$",
    _("Use the name colleagues know you by: up to five words of letters, hyphens and apostrophes."),
)


class MemberQuerySet(models.QuerySet["Member"]):
    def with_standing(self) -> "MemberQuerySet":
        """Each member with the credentials that hold today, in one query more."""
        return self.prefetch_related(Prefetch("credentials", Credential.objects.current(), to_attr="standing"))

    def on_duty(self) -> "MemberQuerySet":
        """Everyone who answers for the moderators' queue."""
        return self.filter(is_active=True).filter(models.Q(is_moderator=True) | models.Q(is_superuser=True))

    def not_on_a_break(self, now: "datetime") -> "MemberQuerySet":
        return self.filter(models.Q(off_duty_until=None) | models.Q(off_duty_until__lte=now))


class MemberManager(BaseUserManager.from_queryset(MemberQuerySet)):  # type: ignore[misc]
    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: "Any") -> "Member":
        member = self.model(email=self.normalize_email(email).lower(), **fields)
        member.set_password(password)
        member.save(using=self._db)
        return member

    def create_superuser(self, email: str, password: str | None = None, **fields: "Any") -> "Member":
        """Whoever can run commands on the machine need not confirm their address by mail, which may not work yet."""
        fields.setdefault("name", "Administrator")
        member = self.create_user(email, password, **fields, is_staff=True, is_superuser=True)
        member.emailaddress_set.create(email=member.email, verified=True, primary=True)
        return member


class Profession(models.TextChoices):
    NURSE = "nurse", _("Nurse")
    DOCTOR = "doctor", _("Doctor")
    DENTIST = "dentist", _("Dentist")
    PHARMACIST = "pharmacist", _("Pharmacist")
    OTHER = "other", _("Other health professional")


class Member(AbstractUser):
    """Somebody with an account. What they may be believed about is a matter of credentials, not of this row."""

    username = None
    first_name = None
    last_name = None
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(max_length=60, validators=[NAME_SHAPE])
    profession = models.CharField(max_length=20, choices=Profession, default=Profession.OTHER)
    country = models.CharField(
        max_length=2, choices=Country, default=HOME, help_text="Where they practise: whose emergency numbers are shown."
    )
    is_moderator = models.BooleanField(default=False)
    moderated_sections = models.JSONField(
        default=list, blank=True,
        help_text='Short names of the sections that a moderator answers for, such as ["discussion"]. Empty: all.',
    )  # fmt: skip
    read_only_since = models.DateTimeField(
        null=True, blank=True, help_text="Set when a register says suspended or removed: they read, and write nothing."
    )

    restrictions = models.JSONField(
        default=list, blank=True, editable=False, help_text="What they may not do for now: members/restrictions.py."
    )
    workplaces = models.JSONField(
        default=list, blank=True, help_text="Where they say that they work. Shown to moderators alone."
    )
    off_duty_until = models.DateTimeField(
        null=True, blank=True, help_text="A moderator who needs a break: not called before then."
    )
    folds_severe = models.BooleanField(
        default=False, help_text="A moderator who wants grave texts folded until they ask for them."
    )
    single_keys = models.BooleanField(
        default=True, help_text="A moderator's single keys work in the queue; off for whoever speaks to their computer."
    )

    short_password = models.BooleanField(
        default=False, editable=False, help_text="Fewer than 15 characters: it counts beside a second factor alone."
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = MemberManager()

    def __str__(self) -> str:
        return self.name

    @cached_property
    def _standing(self) -> list[Credential]:
        """What holds today: from `with_standing()`, or asked for once."""
        standing = getattr(self, "standing", None)
        return standing_of(member=self.pk, now=timezone.now()) if standing is None else standing

    @cached_property
    def credential(self) -> Credential | None:
        """The highest credential that holds today."""
        tiered = [credential for credential in self._standing if credential.tier]
        return max(tiered, key=lambda credential: credential.tier, default=None)

    @property
    def facets(self) -> list[Credential]:
        """What else was seen, each with source and date: never weight by itself."""
        return [credential for credential in self._standing if not credential.tier]

    @property
    def areas_in_words(self) -> list[str]:
        """Where their appointment as an expert holds today."""
        return [area.label for area in Area if self.is_expert_for(area)]

    @cached_property
    def lapsed_at(self) -> "datetime | None":
        """Since when nothing holds that once did."""
        if self.is_verified:
            return None
        ended = [row.ended_at for row in self.credentials.tiered() if row.ended_at]
        return max(ended, default=None)

    @property
    def held_back(self) -> list[Restriction]:
        """What they may not do at this moment. No query: it stands in the row."""
        return holding(self.restrictions, timezone.now()) if self.restrictions else []

    @property
    def is_suspended(self) -> bool:
        return any(restriction.kind == SUSPENDED for restriction in self.held_back)

    @property
    def may_write(self) -> bool:
        """Somewhere: a restriction to one section or area leaves the others open."""
        return self.is_active and self.read_only_since is None and not self.keeps_out("", "")

    def keeps_out(self, section: str, area: str) -> bool:
        """Whether a measure keeps them from writing in that section, or about that area."""
        return any(restriction.covers(section, area) for restriction in self.held_back)

    @property
    def is_off_duty(self) -> bool:
        return self.off_duty_until is not None and self.off_duty_until > timezone.now()

    @property
    def workplace_keys(self) -> frozenset[str]:
        return keys_of(self.workplaces) if self.workplaces else frozenset()

    def works_with(self, other: "Member") -> bool:
        """Both declared the same workplace."""
        return not self.workplace_keys.isdisjoint(other.workplace_keys)

    @property
    def tier(self) -> int:
        """0 unverified, 1 registered, 2 prescriber with complications training, 3 expert."""
        return self.credential.tier if self.credential else 0

    @property
    def is_verified(self) -> bool:
        return self.tier > 0

    @property
    def is_expert(self) -> bool:
        return self.tier == Credential.Tier.EXPERT

    def is_expert_for(self, area: str) -> bool:
        """Whether an appointment that holds today covers this area."""
        return any(
            credential.tier == Credential.Tier.EXPERT and area in credential.areas for credential in self._standing
        )

    def tier_for(self, area: str) -> int:
        """The weight in one area: an expert of another area counts as a prescriber with complications training."""
        if self.tier < Credential.Tier.EXPERT or self.is_expert_for(area):
            return self.tier
        return Credential.Tier.PRESCRIBER

    @property
    def moderates(self) -> bool:
        return self.is_moderator or self.is_superuser

    @property
    def moderates_all(self) -> bool:
        """Every section, and with it accounts and credentials."""
        return self.is_superuser or (self.is_moderator and not self.moderated_sections)

    @property
    def answers_for(self) -> list[str]:
        """The sections of a moderator who does not answer for all of them."""
        return [] if self.moderates_all else self.moderated_sections

    def moderates_in(self, section: str) -> bool:
        """Whether this moderator answers for the section of that slug."""
        return self.moderates_all or (self.is_moderator and section in self.moderated_sections)

    @property
    def role(self) -> str:
        if self.is_superuser:
            return "administrator"
        if self.is_moderator:
            return "moderator"
        if self.is_expert:
            return "expert"
        return "verified" if self.is_verified else "member"

    def get_profession_display(self) -> str:
        return named(Profession, self.profession)

    @property
    def standing_in_words(self) -> str:
        """What was checked, or that nothing was: no badge without words."""
        return (
            self.credential.in_words
            if self.credential
            else gettext("%(profession)s · not verified") % {"profession": self.get_profession_display()}
        )


@prepared
def member_numbered(pk: int) -> MemberQuerySet:
    return Member.objects.filter(pk=pk)


def display_name(member: Member) -> str:
    return member.name
