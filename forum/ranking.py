"""How endorsements weigh and answers are ordered. Pure: same inputs, same order."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

WEIGHT = {0: 0.0, 1: 0.62, 2: 1.21, 3: 1.82}  # log-odds of the tier's assumed accuracy (design: detection 6.3)


class Ranked(Protocol):
    """What the order needs to know of an answer."""

    pk: int
    created_at: datetime
    author_tier: int
    endorser_tiers: Sequence[int]


class Place(NamedTuple):
    """Compared left to right; smaller stands higher. Unverified authors stand below all verified ones."""

    unverified: bool
    minus_weight: float
    created_at: datetime
    pk: int


def place(answer: Ranked) -> Place:
    vetted = answer.author_tier > 0
    weight = WEIGHT[answer.author_tier] + sum(WEIGHT[tier] for tier in answer.endorser_tiers) if vetted else 0.0
    return Place(not vetted, -round(weight, 4), answer.created_at, answer.pk)


def in_order(answers: Iterable[Ranked]) -> list[Ranked]:
    return sorted(answers, key=place)
