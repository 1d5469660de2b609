"""How marks weigh and answers are ordered. Pure: same inputs, same order. Members read it in words at /weighing/."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from math import fsum, log, sqrt
from typing import NamedTuple, Protocol

ASSUMED = {0: 0.52, 1: 0.65, 2: 0.77, 3: 0.86}  # how often somebody of this tier is taken to judge an answer rightly
PRIOR = {0: 0.42, 1: 0.52, 2: 0.65, 3: 0.75}  # what an answer is taken to be worth by its author's tier alone
KAPPA = 2.0  # the prior counts as much as this weight of marks
Z = 1.28  # one-sided 90 %: few marks are believed less
LEAST, MOST = 0.5, 0.95  # between these lies what may be believed of anybody
NEW_FOR = 14  # days in which an account's marks weigh nothing
TOGETHER = 1.25  # what a cluster weighs at most, of its heaviest mark
BADGE_VALUE, BADGE_VOTES, BADGE_CLUSTERS = 0.50, 3, 2


def log_odds(believed: float) -> float:
    return log(believed / (1 - believed))


WEIGHT = {tier: log_odds(believed) for tier, believed in ASSUMED.items()}


class Vote(NamedTuple):
    """One mark: the tier it was given under, with whom it counts together (None: alone), and the account's age then."""

    tier: int
    cluster: str | None
    account_age_days: float
    competence: float | None = None


class Score(NamedTuple):
    """The value that answers are ordered by, the mean that it stays below, and whether enough experts stand behind."""

    value: float
    mean: float
    badge: bool


def score(author_tier: int, endorsements: Sequence[Vote], disagreements: Sequence[Vote]) -> Score:
    """The lower bound of what an answer is worth, after its author's tier and the marks for and against it."""
    alpha = KAPPA * PRIOR[author_tier] + total(endorsements)
    beta = KAPPA * (1 - PRIOR[author_tier]) + total(disagreements)
    mean = alpha / (alpha + beta)
    value = mean - Z * sqrt(mean * (1 - mean) / (alpha + beta + 1))
    return Score(value, mean, author_tier > 0 and value >= BADGE_VALUE and is_broad(endorsements))


def weight(vote: Vote) -> float:
    """The log-odds of judging rightly. Whoever is unverified, or new here, weighs nothing."""
    tier, _, age, competence = vote
    if tier <= 0 or age < NEW_FOR:
        return 0.0
    return WEIGHT[tier] if competence is None else log_odds(min(max(competence, LEAST), MOST))


def total(votes: Iterable[Vote]) -> float:
    """All marks of one side; a cluster weighs at most a quarter more than its heaviest mark."""
    return fsum(shares(votes))


def shares(votes: Iterable[Vote]) -> list[float]:
    """What each cluster adds, and each mark that stands alone; in no particular order."""
    return [
        weights[0] if len(weights) == 1 else min(fsum(weights), TOGETHER * max(weights)) for weights in clustered(votes)
    ]


def clustered(votes: Iterable[Vote]) -> list[list[float]]:
    alone: list[list[float]] = []
    together: dict[str, list[float]] = {}
    for vote in votes:
        if (weighs := weight(vote)) <= 0:
            continue
        if vote.cluster is None:
            alone.append([weighs])
        else:
            together.setdefault(vote.cluster, []).append(weighs)
    return alone + list(together.values())


def is_broad(endorsements: Sequence[Vote]) -> bool:
    groups = clustered(endorsements)
    return len(groups) >= BADGE_CLUSTERS and sum(map(len, groups)) >= BADGE_VOTES


class Ranked(Protocol):
    """What the order needs to know of an answer."""

    pk: int
    created_at: datetime
    author_tier: int
    score: Score
    evidence_at: datetime | None


class Place(NamedTuple):
    """Compared left to right; smaller stands higher. Unverified authors stand below all verified ones.

    Below a value of nothing the mean decides: there the bound would rise again with each mark against an answer.
    """

    unverified: bool
    minus_value: float
    minus_mean: float
    minus_evidence: int
    created_at: datetime
    pk: int


def place(answer: Ranked) -> Place:
    value, mean, _ = answer.score
    evidence = int(answer.evidence_at.timestamp()) if answer.evidence_at else 0
    return Place(
        answer.author_tier <= 0, -round(max(value, 0.0), 6), -round(mean, 6), -evidence, answer.created_at, answer.pk
    )


def in_order(answers: Iterable[Ranked]) -> list[Ranked]:
    return sorted(answers, key=place)


def as_text(answer: Ranked) -> str:
    """Sorts as text in the browser exactly as `in_order` sorts here, among verified or among unverified answers."""
    found = place(answer)
    worth = f"{1 + found.minus_value:.6f}|{1 + found.minus_mean:.6f}"
    evidence = f"{9_999_999_999 + found.minus_evidence:010d}"
    return f"{worth}|{evidence}|{found.created_at:%Y%m%d%H%M%S%f}|{found.pk:012d}"
