"""Rules in and out: CSV for spreadsheets, TOML for people. What comes in is checked row by row and shown first."""

import csv
import io
import json
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deflection.models import Match, RuleDeed, WordRule
from deflection.models.words import MAX_NOTE, MAX_TAG, MAX_WORDS
from deflection.words.drafted import PLACES, Drafted
from deflection.words.matching import Unreadable, pattern_of

COLUMNS = ("words", "match", "deed", "note", "tag", "places")
MAX_CHARS, MAX_ROWS = 200_000, 2_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NOT_A_TABLE = _("This cannot be read: neither CSV with the columns words, match, deed … nor TOML with [[rule]] tables.")


class NotATable(ValueError):
    """What was pasted is neither CSV nor TOML."""


@dataclass(frozen=True)
class Row:
    """One rule that would come in: what it is, what would happen, or why it cannot."""

    number: int
    drafted: Drafted
    fate: str
    wrong: str = ""


def as_csv(rules: Iterable[WordRule]) -> str:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for rule in rules:
        cells = (rule.words, rule.match, rule.deed, rule.note, rule.tag, " ".join(rule.places))
        table.writerow([harmless(cell) for cell in cells])
    return out.getvalue()


def harmless(cell: str) -> str:
    """A spreadsheet must not take words for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def as_toml(rules: Iterable[WordRule]) -> str:
    """A string of JSON is a string of TOML as well."""
    tables = []
    for rule in rules:
        said = {name: getattr(rule, name) for name in COLUMNS if getattr(rule, name)}
        tables.append("\n".join(["[[rule]]", *(f"{name} = {json.dumps(value)}" for name, value in said.items())]))
    return "\n\n".join(tables) + "\n"


def rows_in(text: str, standing: Sequence[WordRule]) -> list[Row]:
    """Each rule of the text with its fate. Raises NotATable."""
    told = read_toml(text) if "[[rule]]" in text else read_csv(text)
    if len(told) > MAX_ROWS:
        raise NotATable(
            gettext("That is %(number)s rules; at most %(max_rows)s at once, please.")
            % {"number": len(told), "max_rows": MAX_ROWS}
        )
    known = {(rule.words, rule.match, rule.deed): rule for rule in standing}
    seen: set[tuple[str, str, str]] = set()
    rows = []
    for number, one in enumerate(told, start=1):
        drafted = drafted_from(one)
        key = (drafted.words, drafted.match, drafted.deed)
        wrong = trouble_with(drafted) or (gettext("It stands twice in this file.") if key in seen else "")
        seen.add(key)
        rows.append(Row(number, drafted, "" if wrong else fate_of(drafted, known.get(key)), wrong))
    return rows


def fate_of(drafted: Drafted, rule: WordRule | None) -> str:
    if rule is None:
        return "new"
    same = (rule.note, rule.tag, tuple(rule.places)) == (drafted.note, drafted.tag, drafted.places)
    return "same" if same else "changed"


def read_csv(text: str) -> list[dict[str, Any]]:
    try:
        table = csv.DictReader(io.StringIO(text.strip("\ufeff\r\n")), strict=True)
        rows = list(table)
    except csv.Error as error:
        raise NotATable(NOT_A_TABLE) from error
    if not {"words", "deed"} <= set(table.fieldnames or ()):
        raise NotATable(NOT_A_TABLE)
    return rows


def read_toml(text: str) -> list[dict[str, Any]]:
    try:
        rules = tomllib.loads(text).get("rule", [])
    except tomllib.TOMLDecodeError as error:
        raise NotATable(NOT_A_TABLE) from error
    return [rule for rule in rules if isinstance(rule, dict)] if isinstance(rules, list) else []


def drafted_from(row: dict[str, Any]) -> Drafted:
    said = {name: row.get(name) or "" for name in COLUMNS}
    places = said.pop("places")
    listed = places if isinstance(places, list) else str(places).split()
    plain = {name: unharmed(str(value)).strip() for name, value in said.items()}
    return Drafted(**{**plain, "match": plain["match"] or Match.WORD.value}, places=tuple(map(str, listed)))


def unharmed(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def trouble_with(drafted: Drafted) -> str:
    if drafted.deed not in RuleDeed.values:
        return gettext("What it does is one of %(list)s.") % {"list": ", ".join(RuleDeed.values)}
    if unknown := set(drafted.places) - set(PLACES):
        return gettext("There is no place called %(place)s.") % {"place": sorted(unknown)[0][:30]}
    if len(drafted.words) > MAX_WORDS or len(drafted.note) > MAX_NOTE or len(drafted.tag) > MAX_TAG:
        return gettext(
            "Too long: %(max_words)s characters for words, %(max_note)s for a note, %(max_tag)s for a tag."
        ) % {"max_words": MAX_WORDS, "max_note": MAX_NOTE, "max_tag": MAX_TAG}
    if (drafted.deed == RuleDeed.SUGGEST and not drafted.note) or (drafted.deed == RuleDeed.TAG and not drafted.tag):
        return gettext("A suggestion needs a note, and filing needs a word.")
    try:
        pattern_of(drafted.words, drafted.match)
    except Unreadable as sentence:
        return str(sentence)
    return ""
