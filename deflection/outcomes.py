"""The ways a reading may end, short of a deflection (which is a row: models.Deflection)."""

from dataclasses import dataclass
from typing import Literal

from django.db import models

PromptKind = Literal["ask", "current", "unresolved", "not_a_case"]
PromptCause = Literal["", "tongue", "brief"]


class Answer(models.TextChoices):
    """What the author says to a prompt."""

    NONE = "", "Not asked yet"
    STILL_ON = "still_on", "Yes, it is still going on"
    OVER = "over", "No, it is over and the outcome is known"
    NO_PATIENT = "no_patient", "There is no real patient"
    ADVISED = "advised", "I have read this and want to go on"


@dataclass(frozen=True)
class Prompt:
    """Pause with advice. Nothing is stored but the draft; the author answers and may go on, unless `final`."""

    kind: PromptKind
    reasons: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    final: bool = False
    because: PromptCause = ""


@dataclass(frozen=True)
class Hold:
    """Stored, visible to the author and the moderators only, until a person has looked."""

    why: Literal["reader_failed", "disagreement", "critical_sign"]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sample:
    """Published, and looked at afterwards: the author said that what the reader doubted is over."""

    reasons: tuple[str, ...] = ()
