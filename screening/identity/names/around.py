"""What stands around a name: the tables of screening/data/identity/around.toml, made ready for reading."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from screening.identity.names.lists import DATA
from screening.identity.page import Page

OPENING = r"(?:^|[^\w'])"
CLOSING = r"(?:[\s,:;(\"'\-*=/]{0,4}|\s(?:an?|one|this|our|my|the|poor|dear|old|young|lovely|little)\s)$"
REACH = 120
LONG = 30


@cache
def table(section: str) -> dict[str, re.Pattern[str]]:
    """One section, each of its rows as one pattern."""
    kept = tomllib.loads((DATA / "around.toml").read_text(encoding="utf-8"))
    return {name: ready(section, "|".join(row), kept["lists"]) for name, row in kept[section].items()}


def parts() -> re.Pattern[str]:
    """Becki's tear troughs: what a patient owns."""
    return table("after")["owns_body"]


def ready(section: str, words: str, lists: dict[str, list[str]]) -> re.Pattern[str]:
    for name, entries in lists.items():
        words = words.replace("{" + name + "}", "|".join(entries))
    if section == "before":
        return re.compile(f"{OPENING}(?:{words}){CLOSING}")
    return re.compile(rf"\b(?:{words})\b" if section == "near" else words)


def signs(page: Page, start: int, end: int) -> Iterator[str]:
    """The names of the rows that speak at this place."""
    before, after = page.before(start), page.after(end)
    for section in ("before", "before_as_written"):
        yield from (f"before {name}" for name, words in table(section).items() if words.search(before))
    yield from (f"after {name}" for name, words in table("after").items() if words.match(after))
    spoken = page.remembered("near", nearby)
    yield from (name for name, places in spoken.items() if is_within(places, start - REACH, end + REACH))
    sentence = start - len(before), end + len(after)
    yield from (f"sentence {name[5:]}" for name, places in spoken.items() if is_within(places, *sentence))
    if spoken["page of patients"]:
        yield "page of patients, anywhere"
    yield from page.remembered("whole", of_the_whole)
    if '"' in before or '"' in after[:12]:
        yield "quoted"


def nearby(page: Page) -> dict[str, list[int]]:
    """Where in the whole page each row of "near" speaks."""
    return {name: [found.start() for found in words.finditer(page.low)] for name, words in table("near").items()}


def of_the_whole(page: Page) -> list[str]:
    """What the whole page is about: much of treatments, or much of other people and little of treatments."""
    found = page.remembered("near", nearby)
    said = {
        name: len(found[name]) for name in ("near clinical", "near pronoun", "near staff", "near business", "near harm")
    }
    if len(page.words) < LONG:
        return ["page short", *(["page short, without harm"] if not said["near harm"] else [])]
    told = {
        "page clinical, little": said["near clinical"] < 2,
        "page clinical, much": said["near clinical"] > 4,
        "page without harm": said["near harm"] == 0,
        "page of much harm": said["near harm"] > 3,
        "page of company": said["near staff"] + said["near business"] > 2,
        "page long, of no patients": not found["page of patients"],
        "page without she or he": not said["near pronoun"],
    }
    return [name for name, holds in told.items() if holds]


def is_within(places: list[int], first: int, last: int) -> bool:
    at = bisect_left(places, first)
    return at < len(places) and places[at] < last
