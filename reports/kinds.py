"""Which files can be asked for. Each app names its own in a module `exports`, found when the site starts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from members.models import Member
from reports.models import Export
from reports.models.exports import KEPT_FOR

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Made:
    """A file, and what to know about it. A note tells of what was left out, never what that was."""

    name: str
    content_type: str
    data: bytes
    note: str = ""


class NotMade(Exception):
    """It cannot be made, and the sentence says why: its owner reads it."""


@dataclass(frozen=True)
class Kind:
    """`may_ask` is asked again before the file is made; `make` may call progress(per cent) whenever it likes."""

    name: str
    title_of: Callable[[dict[str, Any]], str]
    may_ask: Callable[[Member, dict[str, Any]], bool]
    make: Callable[[Export, Progress], Made]
    kept_for: timedelta = KEPT_FOR
    asks_who: bool = False  # before it is handed over, its owner proves again who they are


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    KINDS[kind.name] = kind
    return kind
