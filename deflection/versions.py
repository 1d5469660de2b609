"""Rules of the row of versions: which may be put to work, by whom, and which one stood before."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from deflection.models import ReaderChange, ReaderVersion
from members.models import Member
from screening.emergency.versions import SHIPPED_NAME, fingerprint, trouble_with

DAYS_BESIDE = 7


class NotYet(ValidationError):
    """Why this cannot be done now, in a sentence for the page."""

    def __str__(self) -> str:
        return " ".join(self.messages)


@dataclass(frozen=True)
class Standing:
    """What stands for and against putting a version to work."""

    measured: bool  # it met the bar, and nothing that decides has changed since
    beside: bool  # it ran beside the active one for a week
    was_active: bool
    trouble: str

    @property
    def may_be_proposed(self) -> bool:
        return not self.trouble and (self.measured or self.was_active)

    @property
    def needs_reason(self) -> bool:
        return not (self.measured and self.beside)


def standing_of(version: ReaderVersion) -> Standing:
    return Standing(
        measured=version.meets_bar and version.fingerprint == fingerprint(version.name),
        beside=version.days_beside >= DAYS_BESIDE,
        was_active=ReaderChange.objects.filter(old=version.name).exists(),
        trouble=trouble_with(version.name) or "",
    )


def may_choose(member: Member) -> bool:
    return member.is_authenticated and member.is_active and member.is_superuser


def active_row() -> ReaderVersion | None:
    return ReaderVersion.objects.filter(is_active=True).first()


def active_or_shipped() -> str:
    row = active_row()
    return row.name if row else SHIPPED_NAME


def previous_of(name: str) -> str | None:
    """What this version replaced when two people put it to work; going back does not count, or it could be undone."""
    change = ReaderChange.objects.filter(new=name, is_return=False).first()
    return change.old if change else None
