"""Trying the reader: what it makes of a text, and what the policy would do with it. Nothing is stored or rung."""

import logging
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deflection import policy
from deflection.brevity import is_too_brief
from deflection.declaration import Declaration, Started, Symptomatic
from deflection.outcomes import Answer
from deflection.routes import route_for, route_of, words_for
from screening import emergency
from screening.emergency import Assessment, Sign

log = logging.getLogger(__name__)

PLACES = [
    ("questions", _("Questions")),
    ("cases", _("Case studies")),
    ("discussion", _("Discussion")),
    ("support", _("Support")),
    ("reply", _("A reply to a question")),
]
DECLARED = {
    _("Still going on"): Declaration(Started.TODAY, Symptomatic.YES),
    _("Over, outcome known"): Declaration(Started.OVER_MONTH, Symptomatic.NO),
    _("Not about a patient"): Declaration(Started.NO_PATIENT, Symptomatic.NO_PATIENT),
    _("Not sure"): Declaration(Started.UNSURE, Symptomatic.UNSURE),
    _("Nothing declared"): None,
}
IN_WORDS: dict[str, str] = {
    "publish": _("published"),
    "sample": _("published, and a moderator reads it"),
    "ask": _("asked: is it still going on?"),
    "advise": _("pauses with advice, may go on"),
    "unresolved": _("stopped: a case study is told when it is over"),
    "not_a_case": _("stopped: not one event that is over"),
    "hold": _("held for a moderator"),
    "deflect": _("deflected: number, vault, bell"),
}


class OutOfOrder(RuntimeError):
    """The reader raised; on a real text that means Hold."""


@dataclass(frozen=True)
class Row:
    """One declaration, what happens first, and after each answer where the author is asked."""

    declared: str
    first: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tried:
    reading: Assessment
    route: str
    words: str
    rows: tuple[Row, ...]

    @property
    def chances(self) -> list[tuple[str, int]]:
        return [(label, round(100 * chance)) for label, chance in self.reading.probabilities.items()]

    @property
    def signs(self) -> list[tuple[Sign, str, str]]:
        return [(sign, words_for(sign.event), route_of(sign.event)) for sign in self.reading.signs]


def degraded() -> str | None:
    """What the reader has to do without, in words; None when it is whole."""
    return emergency.degraded()


def try_text(*, place: str, title: str, body: str) -> Tried:
    try:
        reading = emergency.assess(title, body, place)
    except Exception as error:  # whatever it was, the page says so and no log repeats the text
        log.error("the emergency reader failed while it was tried: %s", type(error).__name__)
        raise OutOfOrder(gettext("The reader is out of order. Texts are held for a moderator meanwhile.")) from None
    route, event = route_for(reading)
    is_brief = is_too_brief(title, body, is_reply=place == "reply")
    return Tried(reading, route, words_for(event), tuple(row(reading, place, name, is_brief) for name in DECLARED))


def row(reading: Assessment, place: str, name: str, is_brief: bool = False) -> Row:
    first = decided(reading, place, name, Answer.NONE, is_brief)
    answers: tuple[str, ...] = ()
    if first == "ask":
        answers = (Answer.STILL_ON, Answer.OVER, Answer.NO_PATIENT)
    elif first == "advise":
        answers = (Answer.ADVISED,)
    after = tuple(
        (Answer(answer).label, IN_WORDS[decided(reading, place, name, answer, is_brief)]) for answer in answers
    )
    return Row(name, IN_WORDS[first], after)


def decided(reading: Assessment, place: str, name: str, answer: str, is_brief: bool) -> policy.Verdict:
    is_reply = place == "reply"
    where = "questions" if is_reply else place
    return policy.decide(reading, policy.Setting(where, is_reply, DECLARED[name], answer, is_brief))
