"""The features of a candidate: what it is made of and what stands around it, each a plain yes."""

import re
from collections.abc import Iterator

from screening.identity.names.around import AFTER, BEFORE, NEAR_PATIENT, NEAR_STAFF
from screening.identity.names.candidates import Candidate
from screening.identity.names.lists import is_given, is_nobody, is_ordinary, is_surname
from screening.identity.page import Page

CLINICAL_TITLES = frozenset("dr doctor prof professor nurse".split())
COURTESY = frozenset(
    "mrs miss ms mx lady lord sir dame councillor cllr councilor rev reverend "
    "baroness countess fr father auntie aunty aunt uncle nan granny grandma "
    "grandad".split()
)


def features(page: Page, candidate: Candidate, details: list[tuple[int, int]]) -> Iterator[str]:
    yield from made_of(candidate)
    before, after = page.before(candidate.start), page.after(candidate.end)
    yield from (f"before {name}" for name, words in BEFORE.items() if words.search(before))
    yield from (f"after {name}" for name, words in AFTER.items() if words.search(after))
    near = page.near(candidate.start, candidate.end, 120)
    if NEAR_PATIENT.search(near):
        yield "near patient"
    if NEAR_STAFF.search(near):
        yield "near staff"
    if beside(candidate, details, page):
        yield "beside detail"


def made_of(candidate: Candidate) -> Iterator[str]:
    yield f"shape {candidate.shape}"
    if candidate.title:
        yield title_of(candidate)
    words = candidate.words
    first, last = words[0], words[-1]
    yield given_of(first.bare)
    if len(words) > 1:
        yield surname_of(last.bare)
        yield "two words" if len(words) == 2 else "many words"
    if len(words) > 1 and len(first.text) == 1:
        yield "initial first"
    if len(words) > 1 and len(last.text) == 1:
        yield "initial last"
    if any(is_nobody(word.bare) and not is_given(word.bare) for word in words):
        yield "nobody"
    if candidate.opens and is_ordinary(first.bare):
        yield "opens ordinary"
    if candidate.opens:
        yield "opens"
    if re.search(r"\d", words[-1].text):
        yield "digit"


def title_of(candidate: Candidate) -> str:
    title = candidate.title.bare
    if title in CLINICAL_TITLES:
        return "title clinical"
    return "title courtesy" if title in COURTESY else f"title {'mr' if title in ('mr', 'master') else 'other'}"


def given_of(word: str) -> str:
    if is_given(word):
        return "given that is a word" if is_ordinary(word) or is_nobody(word) else "given"
    if is_nobody(word):
        return "first nobody"
    if is_ordinary(word):
        return "first ordinary"
    return "first surname" if is_surname(word) else "first unknown"


def surname_of(word: str) -> str:
    if is_nobody(word):
        return "last nobody"
    if is_surname(word):
        return "surname that is a word" if is_ordinary(word) else "surname"
    if is_ordinary(word):
        return "last ordinary"
    return "last given" if is_given(word) else "last unknown"


def beside(candidate: Candidate, details: list[tuple[int, int]], page: Page) -> bool:
    """A date of birth, a number or an address within a few letters and no end of sentence between."""
    for start, end in details:
        between = page.even[candidate.end : start] if start >= candidate.end else page.even[end : candidate.start]
        if (
            len(between) <= 24
            and max(start, candidate.start) >= min(end, candidate.end)
            and not re.search(r"[.!?]\s+[A-Z]|\n\n", between)
        ):
            return True
    return False
