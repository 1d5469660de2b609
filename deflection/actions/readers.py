"""Deeds on versions of the reader: measured, run beside, put to work by two people, sent back by one."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from audit.actions import record
from audit.models import Deed
from deflection import versions
from deflection.gate import Writing, screen
from deflection.models import ReaderChange, ReaderVersion
from deflection.outcomes import Hold
from deflection.versions import NotYet
from members.models import Member
from members.permission import require
from screening.emergency.versions import SHIPPED_NAME, fingerprint, trouble_with

ONLY = gettext_lazy("Only an administrator chooses the reader.")


@transaction.atomic
def keep_measurement(*, by: Member, measured: dict[str, Any], decided: dict[str, list[str]]) -> ReaderVersion:
    """The figures of one version, with what they were measured on. A proposal that rested on older ones falls."""
    require(versions.may_choose(by), ONLY)
    version, _ = ReaderVersion.objects.update_or_create(
        name=measured["version"],
        defaults={
            "fingerprint": fingerprint(measured["version"]), "labelled_file": measured["file"][:100],
            "labelled_sha256": measured["sha256"], "figures": measured["figures"], "decisions": decided,
            "meets_bar": measured["met"], "measured_at": timezone.now(), "measured_by": by,
            "proposed_by": None, "proposed_at": None, "proposed_because": "",
        },
    )  # fmt: skip
    return version


@transaction.atomic
def run_beside(*, version: ReaderVersion, by: Member) -> None:
    """From now on it reads every text as well, and only its counts are kept."""
    require(versions.may_choose(by), ONLY)
    if version.is_active or trouble_with(version.name):
        raise NotYet(gettext("This version reads already, or cannot be read with."))
    ReaderVersion.objects.filter(pk=version.pk, is_active=False, beside_since=None).update(
        beside_since=timezone.now(), agreed=0, would_deflect=0, would_ask=0, would_clear=0
    )


def stop_beside(*, version: ReaderVersion, by: Member) -> None:
    require(versions.may_choose(by), ONLY)
    ReaderVersion.objects.filter(pk=version.pk).update(beside_since=None)


@transaction.atomic
def propose_version(*, version: ReaderVersion, by: Member, reason: str = "") -> None:
    """The first of two people. Without the measured bar only a version that was active before may come back, and a
    reason must say why; a reason also stands in for the week beside."""
    require(versions.may_choose(by), ONLY)
    standing = versions.standing_of(version)
    if version.is_active or not standing.may_be_proposed:
        raise NotYet(standing.trouble or gettext("It has not met the bar as it is now, and was never active."))
    if standing.needs_reason and not reason.strip():
        raise NotYet(gettext("Please give a reason: it has not met the bar and run beside for a week."))
    read_first(reason, by)
    ReaderVersion.objects.filter(pk=version.pk, is_active=False).update(
        proposed_by=by, proposed_at=timezone.now(), proposed_because=reason.strip()
    )


@transaction.atomic
def confirm_version(*, version: ReaderVersion, by: Member) -> ReaderChange:
    """The second of two people: from the next text on it reads, in every process."""
    require(versions.may_choose(by), ONLY)
    version = ReaderVersion.objects.select_for_update().get(pk=version.pk)
    if version.proposed_by is None or version.is_active:
        raise NotYet(gettext("Nobody has proposed it, or it is active already."))
    require(version.proposed_by_id != by.pk, gettext("Somebody else must confirm what you proposed."))
    if not versions.standing_of(version).may_be_proposed:
        raise NotYet(gettext("Since it was proposed its files or the rules have changed: measure it again."))
    old = switch_to(version.name)
    change = ReaderChange.objects.create(
        old=old, new=version.name, by=version.proposed_by, confirmed_by=by, reason=version.proposed_because
    )
    record(Deed.READER_CHANGED, by=by, about=change, old=old, new=version.name, proposed_by=version.proposed_by_id)
    return change


@transaction.atomic
def return_to_previous(*, by: Member) -> ReaderChange:
    """One click, one person: the version before this one reads again."""
    require(versions.may_choose(by), ONLY)
    previous = versions.previous_of(versions.active_or_shipped())
    if previous is None:
        raise NotYet(gettext("There is no version before this one."))
    change = ReaderChange.objects.create(old=switch_to(previous), new=previous, by=by, is_return=True)
    record(Deed.READER_CHANGED, by=by, about=change, old=change.old, new=previous, proposed_by=None)
    return change


def switch_to(name: str) -> str:
    """Says which one stood down. Without a row of its own the shipped version reads where none is active."""
    old = versions.active_or_shipped()
    ReaderVersion.objects.select_for_update().filter(is_active=True).update(is_active=False)
    found = ReaderVersion.objects.filter(name=name).update(
        is_active=True, beside_since=None, proposed_by=None, proposed_at=None, proposed_because=""
    )
    if not found and name != SHIPPED_NAME:
        raise NotYet(gettext("That version is not known here any more."))
    return old


def read_first(reason: str, by: Member) -> None:
    """Read by administrators alone; the gate stops it only when its reader is out of order."""
    if reason and isinstance(screen(Writing(title="", body=reason, place="decision"), author=by), Hold):
        raise NotYet(
            gettext("The safety reader is out of order, so this was not stored. Please try again in a few minutes.")
        )
