"""The features of a candidate: what it is made of and what stands around it, each a plain yes."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from screening.identity.names.around import signs
from screening.identity.names.candidates import Candidate, candidates
from screening.identity.names.lists import is_given, is_nobody, is_ordinary, is_surname
from screening.identity.page import Page

CLINICAL_TITLES = frozenset("dr doctor prof professor nurse sister sr".split())
COURTESY = frozenset(
    "mrs miss ms mx lady lord sir dame councillor cllr councilor rev reverend baroness countess fr father auntie aunty "
    "aunt uncle nan granny grandma grandad".split()
)
OWN = frozenset(
    {
        "before patient",
        "before relative",
        "before strong_object",
        "after owns_body",
        "after age",
        "after born",
        "after verb",
    }
)
FOREIGN = frozenset(
    {
        "before staff",
        "before author",
        "before clinician",
        "before posted",
        "after stated",
        "after staff",
        "after owns_work",
        "after year",
        "after et_al",
        "title clinical",
    }
)
# Signs of other company: somebody is greeted, quoted, compared, or a place is meant.
ASIDE = frozenset(
    {
        "near staff", "near business", "near forum", "before greeting", "after addressed", "before likeness",
        "after look", "before place", "before self", "before signing", "before joined", "after organisation",
    }
)  # fmt: skip
CROWD = 4  # names in one text, beyond which it tells of many people
Spots = list[tuple[int, int]]


def features(page: Page, candidate: Candidate, details: Spots) -> set[str]:
    found = plain(page, candidate, details)
    return found | set(together(found))


def plain(page: Page, candidate: Candidate, details: Spots) -> set[str]:
    """Each sign by itself."""
    found = {*made_of(candidate), *said_of(page, candidate)}
    found |= set(elsewhere(page, candidate))
    if candidate.shape == "small" and page.is_small:
        found.add("shape small in a small text")
    if beside(candidate, details, page):
        found.add("beside detail")
    return found


def said_of(page: Page, candidate: Candidate) -> frozenset[str]:
    kept: dict[tuple[int, int], frozenset[str]] = page.remembered("said", lambda _: {})
    place = candidate.start, candidate.end
    if place not in kept:
        kept[place] = frozenset(signs(page, *place))
    return kept[place]


def elsewhere(page: Page, candidate: Candidate) -> Iterator[str]:
    """What the text says of the same name in other places, and how many names it has."""
    known = page.remembered("mentions", mentions_of)
    here = told_of(page, candidate)
    others = [known[word.bare] - here for word in candidate.words if word.bare in known]
    yield from {sign for counted in others for sign, times in counted.items() if times > 0}
    if len(known) > CROWD:
        yield "crowd"


def mentions_of(page: Page) -> dict[str, Counter[str]]:
    """How often each word that is a name stands in the text, and in whose company."""
    kept: dict[str, Counter[str]] = {}
    for candidate in candidates(page):
        for word in {word.bare for word in candidate.words}:
            if is_given(word) or is_surname(word):
                kept.setdefault(word, Counter()).update(told_of(page, candidate))
    return kept


def told_of(page: Page, candidate: Candidate) -> Counter[str]:
    found = said_of(page, candidate) | set(made_of(candidate))
    told = Counter({"named again": 1})
    told["elsewhere somebody else"] = int(bool((FOREIGN | {"before mine", "before indefinite"}) & found))
    told["elsewhere a patient"] = int(bool(OWN & found))
    return told


def together(found: set[str]) -> Iterator[str]:
    """Signs that mean more, or less, in company."""
    if "given that is a word" in found and not {"two words", "many words"} & found and OWN & found:
        yield "word as name with own sign"
    if "given" in found and {"surname", "last unknown", "surname that is a word", "last given"} & found:
        yield "full name"
    if "given" in found and not {"two words", "many words"} & found and not FOREIGN & found:
        yield "given alone"
    if "full name" in found and not FOREIGN & found:
        yield "full name, nobody else's"
    if "before place" in found and {"given that is a word", "first nobody"} & found and "two words" not in found:
        yield "a place"
    if {"before signing", "quoted", "writer is patient"} <= found:
        yield "patient signs"
    if "title courtesy" in found and not FOREIGN & found:
        yield "courtesy, nobody else's"
    if "given alone" in found and {"near clinical", "near pronoun"} <= found and "near staff" not in found:
        yield "given alone, clinical talk"
    if {"before self", "before greeting", "before its", "before signing"} & found and "writer is patient" in found:
        yield "patient speaks"
    if not FOREIGN & found and "near staff" not in found:
        yield "no foreign sign"
    if "given" in found and not (FOREIGN | ASIDE) & found:
        yield from (f"given, nobody else, {name[5:]}" for name in ("near pronoun", "near clinical") if name in found)
    yield from of_letters_and_pages(found)


def of_letters_and_pages(found: set[str]) -> Iterator[str]:
    """A letter that is answered, a text about nobody's treatment, the writer's own people."""
    if {"before greeting", "after letter"} <= found and {"title courtesy", "title mr"} & found:
        yield "answered letter"
    if "page without harm" in found and not OWN & found:
        yield "nothing of its own, page without harm"
    if {"near harm", "before mine"} <= found:
        yield "before mine, harm"


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
    if candidate.opens:
        yield "opens ordinary" if is_ordinary(first.bare) else "opens"


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


def beside(candidate: Candidate, details: Spots, page: Page) -> bool:
    """A date of birth, a number or an address within a few letters and no end of sentence between."""
    at = bisect_left(details, (candidate.start, 0))
    for start, end in details[max(0, at - 2) : at + 3]:
        between = page.even[candidate.end : start] if start >= candidate.end else page.even[end : candidate.start]
        apart = start >= candidate.end or end <= candidate.start
        if apart and len(between) <= 24 and not re.search(r"[.!?]\s+[A-Z]|\n\n", between):
            return True
    return False
