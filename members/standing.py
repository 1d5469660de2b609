"""What a register may say of somebody, and what follows from it here. A table for clinicians to read and correct."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    REGISTERED = "registered", _("Registered")
    NOT_PRACTISING = "not_practising", _("Registered, not practising")
    REMOVED = "removed", _("Removed by a panel")
    SUSPENDED = "suspended", _("Suspended")
    VOLUNTARILY_REMOVED = "voluntarily_removed", _("Removed at their own wish")
    INTERIM_SUSPENSION = "interim_suspension", _("Interim suspension")
    CONDITIONS = "conditions", _("Conditions of practice")
    INTERIM_CONDITIONS = "interim_conditions", _("Interim conditions")
    UNDERTAKINGS = "undertakings", _("Undertakings")
    SANCTION_PENDING = "sanction_pending", _("Sanction pending")
    LAPSED = "lapsed", _("Lapsed")
    NOT_FOUND = "not_found", _("Not found")


class Weight(StrEnum):
    KEEPS = "keeps"
    REVIEWER_DECIDES = "reviewer decides"
    ENDS = "ends"


IN_WORDS = {
    Weight.KEEPS: _("keeps"), Weight.REVIEWER_DECIDES: _("reviewer decides"), Weight.ENDS: _("ends"),
}  # fmt: skip


@dataclass(frozen=True)
class Rights:
    """What a member with this status has: weight and badge, and whether they may go on writing."""

    weight: Weight
    writes: bool
    meaning: str

    @property
    def weight_in_words(self) -> str:
        return str(IN_WORDS[self.weight])


RIGHTS = {
    Status.REGISTERED: Rights(Weight.KEEPS, True, _("The council lists them and names no restriction.")),
    Status.NOT_PRACTISING: Rights(Weight.ENDS, True, _("Listed, but may not treat patients now.")),
    Status.REMOVED: Rights(Weight.ENDS, False, _("A panel has taken their name off the register.")),
    Status.SUSPENDED: Rights(Weight.ENDS, False, _("May not practise for a time.")),
    Status.VOLUNTARILY_REMOVED: Rights(Weight.ENDS, True, _("They asked for their name to be taken off.")),
    Status.INTERIM_SUSPENSION: Rights(Weight.ENDS, False, _("May not practise while a case is looked into.")),
    Status.CONDITIONS: Rights(Weight.REVIEWER_DECIDES, True, _("May practise within limits that the register names.")),
    Status.INTERIM_CONDITIONS: Rights(Weight.REVIEWER_DECIDES, True, _("Limits while a case is looked into.")),
    Status.UNDERTAKINGS: Rights(Weight.REVIEWER_DECIDES, True, _("Limits that they have agreed to.")),
    Status.SANCTION_PENDING: Rights(Weight.REVIEWER_DECIDES, True, _("A decision was made and is not yet in force.")),
    Status.LAPSED: Rights(Weight.ENDS, True, _("The registration ran out and was not renewed.")),
    Status.NOT_FOUND: Rights(Weight.ENDS, True, _("The register has nobody by this name and number.")),
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
