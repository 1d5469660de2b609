"""The judge: the weights of what speaks for and against, added up, and the line above which a name is a patient's."""

import tomllib
from collections.abc import Iterator
from functools import cache

from screening.identity.identifier import Identifier
from screening.identity.names.candidates import Candidate, candidates, files
from screening.identity.names.features import features
from screening.identity.names.lists import DATA
from screening.identity.page import Page


@cache
def weights() -> dict[str, float]:
    return tomllib.loads((DATA / "name-weights.toml").read_text(encoding="utf-8"))["weights"]


def names(page: Page, details: list[tuple[int, int]]) -> Iterator[Identifier]:
    for candidate in candidates(page):
        if score(page, candidate, details) > 0:
            yield Identifier(candidate.start, candidate.end, "name")
    for start, end in files(page):
        yield Identifier(start, end, "name")


def score(page: Page, candidate: Candidate, details: list[tuple[int, int]]) -> float:
    known = weights()
    return known["always"] + sum(known.get(feature, 0.0) for feature in features(page, candidate, details))
