"""The ways a reading may end, short of a deflection (which is a row: models.Deflection)."""

from dataclasses import dataclass
from typing import Literal

from django.db import models
from django.utils.translation import gettext_lazy as _

PromptKind = Literal["ask", "current", "unresolved", "not_a_case", "look"]
PromptCause = Literal["", "tongue", "brief"]


class Answer(models.TextChoices):
    """What the author says to a prompt."""

    NONE = "", _("Not asked yet")
    STILL_ON = "still_on", _("Yes, it is still going on")
    OVER = "over", _("No, it is over and the outcome is known")
    NO_PATIENT = "no_patient", _("There is no real patient")
    ADVISED = "advised", _("I have read this and want to go on")


@dataclass(frozen=True)
class Passage:
    """Words of the author, in their place."""

    words: str
    before: str
    after: str
    fields: tuple[str, ...]
    times: int = 1


@dataclass(frozen=True)
class Find:
    """Something by which a patient could be known, what may be done with it, and what its author chose so far."""

    key: str
    kind: str
    passage: Passage
    instead: str
    choice: str = "replace"
    because: str = ""
    wrong: str = ""
    may_keep: bool = False
    may_be_nobody: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A kind word about tone or wording. Seen once, it stands in nobody's way, unless it is `final`."""

    key: str
    kind: str
    passage: Passage
    says: str
    final: bool = False


@dataclass(frozen=True)
class Prompt:
    """Pause with advice. Nothing is stored but the draft; the author answers and may go on, unless `final`."""

    kind: PromptKind
    reasons: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    final: bool = False
    because: PromptCause = ""
    finds: tuple[Find, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    carried: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Noticed:
    """What moderators are told about a text that stands: kinds and places, never its words."""

    kind: str
    field: str = ""
    start: int = 0
    end: int = 0
    choice: str = ""
    because: str = ""
    key: str = ""
    rule_id: int | None = None


@dataclass(frozen=True)
class Hold:
    """Stored, visible to the author and the moderators only, until a person has looked."""

    why: Literal["reader_failed", "disagreement", "critical_sign", "identity", "conduct", "word_rule", "rules_failed"]
    reasons: tuple[str, ...] = ()
    noticed: tuple[Noticed, ...] = ()


@dataclass(frozen=True)
class Sample:
    """Published, and looked at afterwards: the author said that what the reader doubted is over."""

    reasons: tuple[str, ...] = ()
    noticed: tuple[Noticed, ...] = ()


@dataclass(frozen=True)
class Noted:
    """Published; what was noticed is kept beside it."""

    noticed: tuple[Noticed, ...]
