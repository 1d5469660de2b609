"""Two texts for one form, field by field. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

NAMES = {
    "title": _("Title"),
    "body": _("Text"),
    "citation": _("Source"),
    "interest_words": _("Interest"),
    "reason": _("Why the edit"),
}


class Pair(NamedTuple):
    name: str
    here: str
    there: str

    @property
    def differ(self) -> bool:
        return self.here != self.there


def in_pairs(here: Mapping[str, str], there: Mapping[str, str]) -> list[Pair]:
    """Every field that says something in one of them, as the form names it."""
    names = list(dict.fromkeys([*NAMES, *here, *there]))
    pairs = [Pair(called(name), plain(here.get(name, "")), plain(there.get(name, ""))) for name in names]
    return [pair for pair in pairs if pair.differ]


def called(name: str) -> str:
    return NAMES.get(name) or name.replace("_", " ").capitalize()


def plain(words: str) -> str:
    return words.replace("\r\n", "\n").strip()
