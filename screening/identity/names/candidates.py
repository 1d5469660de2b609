"""Candidates: runs of words that could be somebody's name, by capitals, by lists, by titles and in file names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from screening.identity.names.around import parts
from screening.identity.names.lists import is_given, is_nobody, is_ordinary, is_surname
from screening.identity.page import Page, Word

TITLES = frozenset(
    "mrs mr miss ms mx master lady lord sir dame madam councillor cllr "
    "councilor rev reverend fr father canon rabbi imam baroness "
    "baron viscount countess sr sister dr doctor prof professor nurse sgt "
    "capt captain major col colonel auntie aunty uncle "
    "nan granny grandma grandad hon mme mlle senora signora frau herr pani pan".split()
)
PLAIN_TITLES = frozenset("mrs mr miss ms mx dr prof".split())
PARTICLES = frozenset(
    "de del della da das dos do di du la le van von der den ten ter bin "
    "binti bint ibn al el ul ur ap ab ferch y e i abu st mac ní ni ó nic".split()
)
STOPS = frozenset(
    "i i'm i've i'd i'll it it's a an and or but if so my we our the this "
    "that these those he she they you your her his "
    "when where who what why how is are was were do does did has have had can could would should might must not no yes "
    "in on at by for from to of with as after before since because just im id ive chi dob d.o.b".split()
)
FILE = re.compile(
    r"(?<![\w])(?P<name>[a-z]{2,20}(?:[_\-][a-z]{2,20}){0,3})(?:[_\-]?[\w\-]{0,40})?\.(?:jpe?g|"
    r"png|heic|pdf|docx?|mov|mp4|gif|webp|tiff?)\b"
)
ADORNING = frozenset("big little young old wee poor lovely our dear auld wor sweet bless good saint darling".split())
INITIALS = re.compile(r"(?<![\w.])[a-z]\.(?: ?[a-z]\.)? ?[a-z]{3,20}(?:-[a-z]{3,20})?(?![\w@.])")
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
LONGEST = 6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of words, with the title before it where there is one."""

    words: tuple[Word, ...]
    title: Word | None
    shape: str  # capital, small, file, turned (SURNAME, Given)
    opens: bool  # at the start of a sentence

    @property
    def start(self) -> int:
        return (self.title or self.words[0]).start

    @property
    def end(self) -> int:
        return self.words[-1].end


def candidates(page: Page) -> list[Candidate]:
    """All of a page, looked for once."""
    return page.remembered("candidates", lambda page: list(looked_for(page)))


def looked_for(page: Page) -> Iterator[Candidate]:
    words, at = page.words, 0
    while at < len(words):
        found = titled(page, at) or turned(page, at) or capitals(page, at) or small(page, at)
        if found:
            yield found[0]
        at = found[1] if found else at + 1


def titled(page: Page, at: int) -> tuple[Candidate, int] | None:
    word = page.words[at]
    if word.bare not in TITLES or word.owns or at + 1 == len(page.words):
        return None
    if not (word.is_capital or word.bare in PLAIN_TITLES):
        return None
    if (
        not re.fullmatch(r"\.? ?", between(page, at))
        or word.bare in ("miss", "master")
        and not word.is_capital
        and not likely(page, at + 1)
    ):
        return None
    end = run(page, at + 1)
    if end == at + 1 and page.words[at + 1].bare in PARTICLES:
        end = max(end, run(page, at + 2))
    if end == at + 1 and word.bare in PLAIN_TITLES:
        end = small_run(page, at + 1)
    named = page.words[at + 1 : end]
    if only_stops(named) or all(len(word.text) == 1 for word in named):
        return None
    return Candidate(tuple(page.words[at + 1 : end]), word, "capital", opens(page, at)), end


def likely(page: Page, at: int) -> bool:
    word = page.words[at]
    return word.is_capital or is_given(word.bare) or is_surname(word.bare)


def turned(page: Page, at: int) -> tuple[Candidate, int] | None:
    """HENSHAW, Patricia or HUGHES / Delyth."""
    words = page.words
    if at + 1 == len(words) or not words[at].is_all_capitals or len(words[at].text) < 3:
        return None
    if (
        not re.fullmatch(r"(?:,| /|/) ?|, ?\n?| ", between(page, at))
        or not words[at + 1].is_capital
        or words[at + 1].is_all_capitals
    ):
        return None
    if is_nobody(words[at].bare) or not is_given(words[at + 1].bare):
        return None
    end = at + 2
    while (
        end < len(words)
        and end < at + 4
        and between(page, end - 1) == " "
        and words[end].is_capital
        and is_given(words[end].bare)
    ):
        end += 1
    return Candidate(tuple(words[at:end]), None, "turned", opens(page, at)), end


def capitals(page: Page, at: int) -> tuple[Candidate, int] | None:
    end = run(page, at)
    if end == at:
        return None
    first = at
    while first < end and (leads(page, first) or adorns(page, first, end)):
        first += 1
    kept = page.words[first:end]
    if not kept or only_stops(kept) or all(is_nobody(word.bare) and not is_given(word.bare) for word in kept):
        return None
    if all(len(word.text) == 1 for word in kept) or touches_digit(page, kept):
        return None
    if len(kept) == 1 and (len(kept[0].text) == 1 or kept[0].is_all_capitals and not is_given(kept[0].bare)):
        return None
    shape = "script" if kept[0].text[0].lower() == kept[0].text[0].upper() else "capital"
    return Candidate(tuple(kept), None, shape, opens(page, first)), end


def leads(page: Page, at: int) -> bool:
    """A capital that only the start of a sentence gave to an ordinary word."""
    word = page.words[at]
    follows = page.words[at + 1].bare if at + 1 < len(page.words) else ""
    if is_nobody(word.bare) and not is_given(word.bare) and is_given(follows) and not is_ordinary(follows):
        return True
    if word.bare in STOPS:
        return word.text != "I" or page.even[word.end : word.end + 1] != "."
    return opens(page, at) and is_ordinary(word.bare) and not is_given(word.bare)


def adorns(page: Page, at: int, end: int) -> bool:
    """Big Kev, Young Callum, Our Denise: the name begins after it."""
    return at + 1 < end and page.words[at].bare in ADORNING and is_given(page.words[at + 1].bare)


def run(page: Page, at: int) -> int:
    """Where the run of capitals that starts here ends."""
    words, end = page.words, at
    while end < len(words) and end - at < LONGEST:
        if end > at and (
            words[end - 1].owns or not joined(page, end - 1) or words[end].bare in TITLES or words[end].bare in WEEKDAYS
        ):
            break
        if words[end].is_capital and not (end > at and words[end].bare in STOPS):
            end += 1
        elif (
            end > at
            and words[end].bare in PARTICLES
            and end + 1 < len(words)
            and words[end + 1].is_capital
            and between(page, end) == " "
        ):
            end += 2
        else:
            break
    return end


def small_run(page: Page, at: int) -> int:
    """After mrs or mr in small letters: words that nobody knows as ordinary ones."""
    words, end = page.words, at
    while end < len(words) and end - at < 3:
        if end > at and (words[end - 1].owns or between(page, end - 1) != " "):
            break
        if is_ordinary(words[end].bare) and not (end == at and is_surname(words[end].bare)):
            break
        end += 1
    return end


def small(page: Page, at: int) -> tuple[Candidate, int] | None:
    """A given name without its capital, or k.l. ramsay."""
    word = page.words[at]
    if found := INITIALS.match(page.even, word.start):
        last = next((index for index in range(at, len(page.words)) if page.words[index].end >= found.end()), at)
        if not is_ordinary(page.words[last].bare):
            return Candidate(tuple(page.words[at : last + 1]), None, "small", opens(page, at)), last + 1
    if (
        word.is_capital
        or len(word.bare) < 3
        or is_ordinary(word.bare)
        or not (is_given(word.bare) or owns_part(page, at))
    ):
        return None
    end = at + 1
    while end < len(page.words) and end < at + 3 and not page.words[end - 1].owns and between(page, end - 1) == " ":
        if is_ordinary(page.words[end].bare) or page.words[end].is_capital:
            break
        end += 1
    return Candidate(tuple(page.words[at:end]), None, "small", opens(page, at)), end


def owns_part(page: Page, at: int) -> bool:
    """An unknown word that has lips or a refund: becki's tear troughs."""
    word = page.words[at]
    return (
        word.owns
        and len(word.bare) > 3
        and not is_nobody(word.bare)
        and bool(parts().match(page.low[word.end : word.end + 40]))
    )


def files(page: Page) -> Iterator[tuple[int, int]]:
    """Names in the names of files: a given name and what follows it that is no ordinary word."""
    for found in FILE.finditer(page.low):
        parts = list(re.finditer(r"[a-z]+", found["name"]))
        base = found.start("name")
        first = next((at for at, part in enumerate(parts) if stands_alone(part.group())), None)
        if first is not None:
            last = first
            while last + 1 < len(parts) and not is_ordinary(parts[last + 1].group()):
                last += 1
            yield base + parts[first].start(), base + parts[last].end()


def stands_alone(word: str) -> bool:
    """A given name that is nothing else."""
    return len(word) > 2 and is_given(word) and not is_ordinary(word)


def between(page: Page, at: int) -> str:
    """What stands between this word and the next."""
    here = page.words[at]
    return page.even[here.end + 2 * here.owns : page.words[at + 1].start] if at + 1 < len(page.words) else "\n"


def joined(page: Page, at: int) -> bool:
    gap = between(page, at)
    return (
        gap == " "
        or len(page.words[at].text) <= 2
        and gap in (". ", ".", " ")
        or gap == ". "
        and page.words[at].bare in ("wm", "st", "jas", "chas")
    )


def opens(page: Page, at: int) -> bool:
    before = page.even[max(0, page.words[at].start - 4) : page.words[at].start].rstrip(" ")
    return not before or before[-1] in '.!?:\n"(*-/|>'


def touches_digit(page: Page, words: list[Word]) -> bool:
    """The G of 22G and the SpO of SpO2."""
    before, after = page.even[max(0, words[0].start - 1) : words[0].start], page.even[words[-1].end : words[-1].end + 1]
    return before.isdigit() or after.isdigit()


def only_stops(words: list[Word]) -> bool:
    return all(word.bare in STOPS for word in words)
