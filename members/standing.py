"""What a register may say of somebody, and what follows from it here. A table for clinicians to read and correct."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models


class Status(models.TextChoices):
    REGISTERED = "registered", "Registered"
    NOT_PRACTISING = "not_practising", "Registered, not practising"
    REMOVED = "removed", "Removed by a panel"
    SUSPENDED = "suspended", "Suspended"
    VOLUNTARILY_REMOVED = "voluntarily_removed", "Removed at their own wish"
    INTERIM_SUSPENSION = "interim_suspension", "Interim suspension"
    CONDITIONS = "conditions", "Conditions of practice"
    INTERIM_CONDITIONS = "interim_conditions", "Interim conditions"
    UNDERTAKINGS = "undertakings", "Undertakings"
    SANCTION_PENDING = "sanction_pending", "Sanction pending"
    LAPSED = "lapsed", "Lapsed"
    NOT_FOUND = "not_found", "Not found"


class Weight(StrEnum):
    KEEPS = "keeps"
    REVIEWER_DECIDES = "reviewer decides"
    ENDS = "ends"


@dataclass(frozen=True)
class Rights:
    """What a member with this status has: weight and badge, and whether they may go on writing."""

    weight: Weight
    writes: bool
    meaning: str


RIGHTS = {
    Status.REGISTERED: Rights(Weight.KEEPS, True, "The council lists them and names no restriction."),
    Status.NOT_PRACTISING: Rights(Weight.ENDS, True, "Listed, but may not treat patients now."),
    Status.REMOVED: Rights(Weight.ENDS, False, "A panel has taken their name off the register."),
    Status.SUSPENDED: Rights(Weight.ENDS, False, "May not practise for a time."),
    Status.VOLUNTARILY_REMOVED: Rights(Weight.ENDS, True, "They asked for their name to be taken off."),
    Status.INTERIM_SUSPENSION: Rights(Weight.ENDS, False, "May not practise while a case is looked into."),
    Status.CONDITIONS: Rights(Weight.REVIEWER_DECIDES, True, "May practise within limits that the register names."),
    Status.INTERIM_CONDITIONS: Rights(Weight.REVIEWER_DECIDES, True, "Limits while a case is looked into."),
    Status.UNDERTAKINGS: Rights(Weight.REVIEWER_DECIDES, True, "Limits that they have agreed to."),
    Status.SANCTION_PENDING: Rights(Weight.REVIEWER_DECIDES, True, "A decision was made and is not yet in force."),
    Status.LAPSED: Rights(Weight.ENDS, True, "The registration ran out and was not renewed."),
    Status.NOT_FOUND: Rights(Weight.ENDS, True, "The register has nobody by this name and number."),
}


def ends_weight(status: str, *, reviewer_keeps: bool) -> bool:
    """Whether weight and badge go at once. Only where the table says so does the reviewer's view count."""
    match RIGHTS[Status(status)].weight:
        case Weight.KEEPS:
            return False
        case Weight.ENDS:
            return True
    return not reviewer_keeps


def stops_writing(status: str) -> bool:
    return not RIGHTS[Status(status)].writes


def needs_reason(status: str) -> bool:
    return status != Status.REGISTERED
