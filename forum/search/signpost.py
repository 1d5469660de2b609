"""Emergency words in a search: the line to ring stands above the results (SE4). Nothing is kept, nothing is stopped."""

import logging
from dataclasses import dataclass

from deflection.helplines import country_for, lines_for
from deflection.models import Route
from deflection.own_numbers import own_lines
from deflection.prompts import choices
from deflection.routes import route_for
from deflection.running import active_name
from members.models import Member
from screening import emergency
from screening.emergency import Assessment

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Signpost:
    route: str
    name: str
    number: str
    tel: str

    @property
    def is_crisis(self) -> bool:
        return self.route == Route.CRISIS


def signpost_for(text: str, member: Member) -> Signpost | None:
    """Whom to ring first, if these few words may be about what happens now. A reader that fails means: perhaps.

    Few words are read as a text and as a title: a search has no room for the rest of a story.
    """
    if not text.strip():
        return None
    try:
        version = active_name()
        readings = [emergency.assess(title, text, "questions", version=version) for title in ("", text)]
        routes = [route_for(reading)[0] for reading in readings if sounds_live(reading)]
    except Exception as error:  # whatever it was, the safe answer is to show whom to ring
        log.critical("the emergency reader failed in a search: %s", type(error).__name__)
        routes = [Route.EMERGENCY.value]
    return first_line(min(routes, key=list(URGENCY).index), member) if routes else None


URGENCY = (Route.EMERGENCY.value, Route.CRISIS.value, Route.HELPLINE.value)


def sounds_live(reading: Assessment) -> bool:
    urgent = reading.label == "emergency" or any(sign.critical for sign in reading.signs)
    return reading.band == "deflect" or (reading.band == "ask" and urgent)


def first_line(route: str, member: Member) -> Signpost:
    own = own_lines(member) if member.is_authenticated else []
    line = choices(route, lines_for(route, country_for(member)), own)[0]
    return Signpost(route, line.name, line.number, line.tel)
