"""What is done with a reading, in that place, under that declaration. A table that a clinician can read.

The text alone cannot tell "now" from "then", and the author alone may be wrong: the two together decide, and where
they disagree the forum asks or holds; it never publishes. Signs that call for 999 always win.
"""

from dataclasses import dataclass
from typing import Literal

from deflection.declaration import Declaration
from deflection.outcomes import Answer
from screening.emergency import Assessment

Verdict = Literal["publish", "sample", "ask", "advise", "unresolved", "not_a_case", "hold", "deflect"]

CLINICAL_PLACES = ("cases", "questions")
STAFF_PLACES = ("decision", "flag")  # read by moderators only, and often quoting the very post they are about

#      declared       the text reads as: clear     ask        deflect
TABLE: dict[str, dict[str, Verdict]] = {
    "live":       {"clear": "advise",  "ask": "deflect", "deflect": "deflect"},
    "over":       {"clear": "publish", "ask": "ask",     "deflect": "hold"},
    "no_patient": {"clear": "publish", "ask": "ask",     "deflect": "deflect"},
    "unsure":     {"clear": "publish", "ask": "ask",     "deflect": "deflect"},
    "undeclared": {"clear": "publish", "ask": "ask",     "deflect": "deflect"},
}  # fmt: skip

#      what the author answered when asked          and then
ANSWERS: dict[str, Verdict] = {
    Answer.STILL_ON: "deflect",
    Answer.OVER: "sample",
    Answer.NO_PATIENT: "sample",
}


@dataclass(frozen=True)
class Setting:
    """Where the text is written and what its author has said so far."""

    place: str
    is_reply: bool
    declaration: Declaration | None
    answer: str
    is_brief: bool = False


def decide(reading: Assessment, setting: Setting) -> Verdict:
    """One of the verdicts above. Pure: same reading and setting, same verdict."""
    if setting.place in STAFF_PLACES:
        return "publish"
    state = setting.declaration.state if setting.declaration else "undeclared"
    verdict = TABLE[state][band_of(reading, setting, state)]
    if verdict == "hold" and is_critical(reading):
        return "deflect"
    if verdict == "ask":
        return answered(reading, setting)
    if verdict in ("publish", "advise"):
        return in_its_place(reading, setting, state)
    return verdict


def band_of(reading: Assessment, setting: Setting, state: str) -> str:
    """A few words or a picture say too little to be clear in a clinical section, unless no patient is declared."""
    unsaid = setting.is_brief and setting.place in CLINICAL_PLACES and state != "no_patient"
    return "ask" if unsaid and reading.band == "clear" else reading.band


def answered(reading: Assessment, setting: Setting) -> Verdict:
    """The reader doubts: ask once, then believe the answer, except about a sign that calls for 999."""
    verdict = ANSWERS.get(setting.answer, "ask")
    return "hold" if verdict == "sample" and is_critical(reading) else verdict


def in_its_place(reading: Assessment, setting: Setting, state: str) -> Verdict:
    """The text is no emergency; does it belong here, and does its author want advice on a patient under care?"""
    if setting.is_reply or setting.place not in CLINICAL_PLACES:
        return "publish"
    if setting.place == "cases":
        return case_study_in_its_place(reading, setting, state)
    if setting.answer == Answer.ADVISED:
        return "publish"
    return "advise" if state == "live" or reading.label == "current" else "publish"


def case_study_in_its_place(reading: Assessment, setting: Setting, state: str) -> Verdict:
    if state == "no_patient":
        return "not_a_case"
    if state in ("live", "unsure", "undeclared"):
        return "unresolved"
    if setting.answer == Answer.ADVISED or reading.label in ("retrospective", "emergency"):
        return "publish"
    return "not_a_case" if reading.label == "general" else "advise"


def is_live_by_rule(declaration: Declaration | None, answer: str) -> bool:
    """A rule that asks is a doubt like the reader's: whoever says that it is going on is sent to help."""
    return answer == Answer.STILL_ON or bool(declaration and declaration.state == "live")


def is_critical(reading: Assessment) -> bool:
    return any(sign.critical for sign in reading.signs)
