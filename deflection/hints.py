"""Whether a text in the making reads as happening now, and whom to ring. Nothing of it is kept."""

from dataclasses import dataclass

from deflection.helplines import country_for, lines_for
from deflection.own_numbers import own_lines
from deflection.prompts import choices
from deflection.routes import route_for
from members.models import Member
from screening import emergency
from screening.emergency.reader import examine


@dataclass(frozen=True)
class Hint:
    """The route it would take if it were sent like this, and the author's own words that say so."""

    route: str
    quotes: tuple[str, ...]


def hint_for(title: str, body: str, version: str | None = None) -> Hint | None:
    """The rules alone look at every pause (about a millisecond); only what they notice is read by the whole reader,
    in the version that is named, so that a thread of its own needs no database."""
    if examine(title, body, parent="", model=None).band == "clear":
        return None
    reading = emergency.assess(title, body, "note", version=version)
    if reading.band != "deflect":
        return None
    return Hint(route_for(reading)[0], tuple(dict.fromkeys(sign.quote for sign in reading.signs))[:2])


def call_for(member: Member, route: str) -> dict[str, str]:
    """Whom the page of a stopped text would name first for this member."""
    line = choices(route, lines_for(route, country_for(member)), own_lines(member))[0]
    return {"name": line.name, "number": line.number, "tel": line.tel}
