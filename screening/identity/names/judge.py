"""The judge: the weights of what speaks for and against, added up, and the line above which a name is a patient's."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache

from screening.identity.identifier import Identifier
from screening.identity.names.candidates import Candidate, candidates, files, stands_alone
from screening.identity.names.features import ASIDE, FOREIGN, Spots, features
from screening.identity.names.lists import DATA, is_given, is_surname
from screening.identity.page import Page

LINE = -1.0  # a name above it is a patient's: a missed one costs more than one asked about for nothing
UNLIKELY = -2.0  # below it, even a name with nobody else around it is left
ADJECTIVES = frozenset({"innocent"})
MONTHS = frozenset("april may june august".split())
WHEN = frozenset("last this next since until till early late mid in during each every".split())
Judged = tuple[Candidate, bool, set[str]]
# Signs that somebody is greeted, quoted or compared, or that staff is spoken of.
ELSEWHERE = ASIDE - {"near business", "near forum", "before place", "before joined"} | {
    "page without harm",
    "elsewhere somebody else",
}


@cache
def tables() -> dict[str, dict[str, float]]:
    return tomllib.loads((DATA / "name-weights.toml").read_text(encoding="utf-8"))


def weights() -> dict[str, float]:
    return tables()["weights"]


def names(page: Page, details: Spots) -> Iterator[Identifier]:
    judged = [judge(page, candidate, details) for candidate in candidates(page)]
    known = {word.bare for candidate, yes, _ in judged if yes for word in candidate.words if stands_alone(word.bare)}
    for index, one in enumerate(judged):
        if one[1] or is_known(one, known) or is_paired(page, judged, index):
            yield Identifier(one[0].start, one[0].end, "name")
    for start, end in files(page):
        yield Identifier(start, end, "name")


def judge(page: Page, candidate: Candidate, details: Spots) -> Judged:
    found = features(page, candidate, details)
    return (
        candidate,
        is_a_patients(found, weights()) and not is_month(page, candidate) and not is_deed(candidate),
        found,
    )


def is_deed(candidate: Candidate) -> bool:
    """“Referring her was right”: a verb at the head of a sentence, and an adjective that is somewhere a given name."""
    if candidate.title or len(candidate.words) != 1 or candidate.words[0].owns:
        return False
    word = candidate.words[0].bare
    is_verb = word.endswith("ing") and len(word) > 6 and not (is_given(word) or is_surname(word))
    return is_verb or (candidate.shape == "small" and word in ADJECTIVES)


def is_month(page: Page, candidate: Candidate) -> bool:
    """“Last June”, “since April”, “May 2024”: a month that is a given name as well."""
    alone = candidate.title is None and len(candidate.words) == 1 and not candidate.words[0].owns
    if not alone or candidate.words[0].bare not in MONTHS:
        return False
    before = page.low[max(0, candidate.start - 12) : candidate.start].split()
    after = page.low[candidate.end : candidate.end + 3].strip(" ,")
    return bool(before and before[-1] in WHEN) or after[:1].isdigit()


def is_a_patients(found: set[str], known: dict[str, float]) -> bool:
    score = known["always"] + sum(known.get(feature, 0.0) for feature in found)
    return score > LINE or score > UNLIKELY and is_nobody_elses(found)


def is_nobody_elses(found: set[str]) -> bool:
    """Plainly somebody's name, in talk of a he or she or of a treatment, and with no sign of anybody else."""
    if FOREIGN & found or ELSEWHERE & found:
        return False
    talk = {"near pronoun", "after pronoun", "near clinical"} & found
    return bool(talk and {"title courtesy", "title mr", "full name", "given", "initial first"} & found)


def is_known(one: Judged, known: set[str]) -> bool:
    """The same given name as a patient's elsewhere in the text, unless it is plainly somebody else's here."""
    return not FOREIGN & one[2] and any(word.bare in known for word in one[0].words)


def is_paired(page: Page, judged: list[Judged], index: int) -> bool:
    """Iman and Sahra: a given name joined to a patient's."""
    candidate, _, found = judged[index]
    if not (is_given(candidate.words[0].bare) and not FOREIGN & found):
        return False
    for other in judged[max(0, index - 1) : index] + judged[index + 1 : index + 2]:
        first, second = sorted((candidate.start, candidate.end) for candidate in (candidate, other[0]))
        if other[1] and re.fullmatch(
            r",? (?:and|&|or) (?:her |his |their )?(?:[\w-]+ ){0,2}", page.low[first[1] : second[0]]
        ):
            return True
    return False
