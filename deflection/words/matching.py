"""Which rules fire in a text. Words and wildcards only: the time grows with the text, whatever a rule says."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from deflection.models import Match, RuleDeed, WordRule

EVEN = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2010": "-", "\u2011": "-", "\u00a0": " "})
GRAVEST_FIRST = tuple(RuleDeed)
MOST_WILDCARDS, LEAST_LETTERS = 2, 3
ANY_LETTERS = r"[\w'-]{0,40}"
ANYWHERE = 5  # how many places of one rule are kept


class Spot(NamedTuple):
    """Where it stands in its field."""

    start: int
    end: int


class Unreadable(ValueError):
    """A rule that cannot be read; the sentence says why."""


@dataclass(frozen=True)
class Fired:
    """A rule that fits a text, with its first places."""

    rule: WordRule
    places: tuple[tuple[str, Spot], ...]

    @property
    def deed(self) -> str:
        return self.rule.deed


@lru_cache(maxsize=4096)
def pattern_of(words: str, match: str) -> re.Pattern[str]:
    """Built from the letters of the rule alone: nothing that somebody types is read as a regular expression."""
    if match not in Match.values:
        raise Unreadable(_("It does not say how to look for its words."))
    even = " ".join(words.translate(EVEN).split())
    has_wildcard = match == Match.PATTERN and "*" in even
    if sum(letter.isalnum() for letter in even) < (LEAST_LETTERS if has_wildcard else 1):
        raise Unreadable(
            _("A rule needs letters or digits: %(least_letters)s of them beside a *.")
            % {"least_letters": LEAST_LETTERS}
        )
    if match == Match.PATTERN and even.count("*") > MOST_WILDCARDS:
        raise Unreadable(_("At most %(most_wildcards)s times * in one rule.") % {"most_wildcards": MOST_WILDCARDS})
    parts = even.split("*") if match == Match.PATTERN else [even]
    body = ANY_LETTERS.join(re.escape(part).replace(r"\ ", r"\s+") for part in parts)
    if match != Match.PART:
        body = rf"(?<!\w){body}(?!\w)"
    return re.compile(body, re.IGNORECASE)


def hint_of(words: str, match: str) -> str:
    """The longest piece without a gap: a text without it need not be searched."""
    pieces = words.translate(EVEN).lower().replace("*" if match == Match.PATTERN else "\0", " ").split()
    return max(pieces, key=len, default="")


def fired(rules: Iterable[WordRule], parts: Mapping[str, str], place: str) -> list[Fired]:
    """The rules that fit, gravest first. Raises Unreadable: such a rule holds every text until it is mended."""
    texts = {name: text.translate(EVEN) for name, text in parts.items()}
    low = "\n".join(texts.values()).lower()
    found = [one for rule in rules if fits(rule, place) and (one := look_for(rule, texts, low))]
    return sorted(found, key=lambda one: (GRAVEST_FIRST.index(RuleDeed(one.deed)), one.rule.pk or 0))


def fits(rule: WordRule, place: str) -> bool:
    if rule.deed not in RuleDeed.values or not isinstance(rule.places, list):
        raise Unreadable(_("It does not say what to do, or where."))
    return not rule.places or place in rule.places


def look_for(rule: WordRule, texts: Mapping[str, str], low: str) -> Fired | None:
    pattern = pattern_of(rule.words, rule.match)
    if hint_of(rule.words, rule.match) not in low:
        return None
    places = [(name, Spot(*hit.span())) for name, text in texts.items() for hit in pattern.finditer(text)]
    return Fired(rule, tuple(places[:ANYWHERE])) if places else None


def does(found: list[Fired], deed: RuleDeed) -> list[Fired]:
    return [one for one in found if one.deed == deed]
