"""A text on its way in, with all its author said about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4, uuid5

from deflection.answering import NOTHING_SAID, Answers
from deflection.declaration import Declaration


@dataclass(frozen=True)
class Writing:
    """What the gate reads. `fields` goes to the vault: every word typed.

    `beside` is read with the body though it is stored elsewhere: the reason of an edit, declared interests. `parts`
    are the fields of the form that others will read, by their names, each looked at for itself. `is_part`: the rest of
    it is still to come, so nobody is asked yet whether it belongs here.
    """

    title: str
    body: str
    place: str
    section: str = ""
    beside: str = ""
    is_reply: bool = False
    is_part: bool = False
    parent: str = ""
    declaration: Declaration | None = None
    answer: str = ""
    client_id: UUID = field(default_factory=uuid4)
    fields: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)
    answers: Answers = NOTHING_SAID

    @property
    def words(self) -> str:
        """Also why something is kept: an emergency is read wherever it is told."""
        return "\n\n".join(filter(None, (self.body, self.beside, *self.answers.reasons)))

    @property
    def public(self) -> dict[str, str]:
        """Every field that others will read; an action that names none has them all looked at."""
        parts = self.parts or {"title": self.title, "body": self.body, "beside": self.beside}
        return {name: text for name, text in parts.items() if text}

    @property
    def fingerprint(self) -> UUID:
        """The same form sent twice is one deflection; the same form with other words is read anew."""
        return uuid5(self.client_id, f"{self.title}\n{self.words}")
