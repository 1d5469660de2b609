"""What an author says to what was found in their text, as the form sends it, and the text with it put in."""

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.crypto import salted_hmac

from screening import identity

log = logging.getLogger(__name__)

REPLACE, KEEP, NO_PATIENT = "replace", "keep", "no_patient"
UNCLEAR = "unclear"  # a reason was written, and the replacement chosen
PREFIX, WITH, BECAUSE, SEEN = "find-", "-with", "-because", "remark-seen"
MAX_INSTEAD = 60
MIN_BECAUSE, MAX_BECAUSE = 10, 300
NOT_TEXT = ("csrfmiddlewaretoken", "client_id", "answer", SEEN)


@dataclass(frozen=True)
class Said:
    """To one find: what is done with it, and why."""

    choice: str
    instead: str = ""
    because: str = ""


@dataclass(frozen=True)
class Answers:
    """To all finds, by key; the keys of the remarks that were seen; and what was answered when it was sent before."""

    said: Mapping[str, Said] = field(default_factory=dict)
    seen: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.said or self.seen)

    @property
    def reasons(self) -> list[str]:
        return [said.because for said in self.said.values() if said.because and said.choice != REPLACE]

    def as_fields(self, without: Collection[str] = ()) -> tuple[tuple[str, str], ...]:
        """As the form sends them: for a page in between that asks about something else."""
        sent = [(SEEN, key) for key in sorted(self.seen)]
        for key, said in self.said.items():
            if said.choice != REPLACE and key not in without and key not in self.known:
                name = PREFIX + key
                sent += [(name, said.choice), (name + BECAUSE, said.because)]
        return tuple(sent)


NOTHING_SAID = Answers()


def key_of(kind: str, words: str) -> str:
    """The same for the same words and no others, and no way back to them: an answer holds for nothing else."""
    return salted_hmac("deflection.answering", f"{kind}\n{words}", algorithm="sha256").hexdigest()[:20]


def answers_in(data: QueryDict) -> Answers:
    keys = [name.removeprefix(PREFIX) for name in data if name.startswith(PREFIX) and name.count("-") == 1]
    said = {key: said_to(key, data) for key in keys}
    return Answers(said, frozenset(key[:20] for key in data.getlist(SEEN))) if said or SEEN in data else NOTHING_SAID


def said_to(key: str, data: QueryDict) -> Said:
    def sent(ending: str, longest: int) -> str:
        return data.get(PREFIX + key + ending, "").replace("\x00", "").strip()[:longest]

    choice, because = sent("", 20), sent(BECAUSE, MAX_BECAUSE)
    return Said(UNCLEAR if because and choice == REPLACE else choice, sent(WITH, MAX_INSTEAD), because)


def put_in(data: QueryDict) -> QueryDict:
    """What was sent, with everything replaced that its author replaces. The gate reads it all again afterwards."""
    said = answers_in(data).said
    if not any(one.choice == REPLACE for one in said.values()):
        return data
    changed = data.copy()
    for name in data:
        if is_text(name):
            changed[name] = with_replacements(data[name], said)
    return changed


def is_text(name: str) -> bool:
    return name not in NOT_TEXT and not name.startswith(PREFIX)


def with_replacements(text: str, said: Mapping[str, Said]) -> str:
    """From the last find to the first, so that the places of the others stay. If the reader fails, the text stays."""
    try:
        found = identity.find(text)
    except Exception as error:  # the gate meets the same failure, holds the text and rings
        log.warning("nothing was replaced: the identity reader failed (%s)", type(error).__name__)
        return text
    for find in reversed(found):
        one = said.get(key_of(find.kind, text[find.start : find.end]))
        if one and one.choice == REPLACE:
            text = text[: find.start] + one.instead + text[find.end :]
    return text
