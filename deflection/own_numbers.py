"""The numbers a member noted for themselves, as lines to ring. Never in the way: what cannot be opened is left out."""

import logging
from dataclasses import dataclass

from django.db import DatabaseError
from django.utils.translation import gettext as _

from deflection.models import OwnNumbers
from deflection.vault import Unreadable
from members.models import Member

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class OwnLine:
    name: str
    number: str
    note: str
    is_helpline: bool

    @property
    def tel(self) -> str:
        return "".join(sign for sign in self.number if sign.isdigit() or sign == "+")


def fields_of(member: Member) -> dict[str, str]:
    """What the member typed, for their own settings page."""
    try:
        kept = OwnNumbers.objects.filter(member=member).first()
        return kept.fields_for(member.pk) if kept else {}
    except (DatabaseError, Unreadable) as error:
        log.warning("own numbers could not be opened: %s", type(error).__name__)
        return {}


def own_lines(member: Member) -> list[OwnLine]:
    """Their helpline, then their buddy; none of them without a number."""
    fields = fields_of(member)
    membership = fields.get("membership", "")
    helpline = OwnLine(
        fields.get("line_name", ""),
        fields.get("line_number", ""),
        _("Your membership: %(membership)s") % {"membership": membership} if membership else _("Your own helpline"),
        True,
    )
    buddy = OwnLine(fields.get("buddy_name", ""), fields.get("buddy_number", ""), _("Your buddy"), False)
    return [line for line in (helpline, buddy) if line.number]
