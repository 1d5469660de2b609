"""Six rules on one invented crowd, and how long ours takes: `python -m benchmarks.ranking [threads]`."""

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log2, sqrt
from random import Random
from typing import NamedTuple

from benchmarks.crowd import NOON, Answer, Setting, Thread, thread
from forum import ranking
from forum.clusters import Mark, clusters_of
from forum.ranking import Score, Vote

SEEDS = (1, 2, 3, 4)
SHARES = (0.70, 0.80, 0.90, 0.95)
VIEWERS = (8, 20, 30)
THREADS = 1500
GATE = Setting(0.90, 20, ring=8)
# In words; how many accounts, how many of them registered, and how many of them experts.
RINGS = (
    ("no ring", 0),
    ("ring of 8", 8),
    ("ring of 25", 25),
    ("ring of 8, one an expert", 8, 0, 1),
    ("ring of 8, one an expert and four registered", 8, 4, 1),
    ("ring of 8, three of them experts", 8, 0, 3),
    ("ring of 8, all of them experts", 8, 0, 8),
)

Worth = Callable[[Answer], tuple[float, ...]]


def likes(answer: Answer) -> tuple[float, ...]:
    return (len(answer.up),)


def raw(answer: Answer) -> tuple[float, ...]:
    return (len(answer.up) - len(answer.down),)


def lower_bound(answer: Answer, z: float) -> tuple[float, ...]:
    up, n = len(answer.up), len(answer.up) + len(answer.down)
    if not n:
        return (0.0,)
    share = up / n
    spread = z * sqrt((share * (1 - share) + z * z / (4 * n)) / n)
    return ((share + z * z / (2 * n) - spread) / (1 + z * z / n),)


def wilson(answer: Answer) -> tuple[float, ...]:
    return lower_bound(answer, 1.96)


def reddit(answer: Answer) -> tuple[float, ...]:
    return lower_bound(answer, 1.2816)


def log_odds(answer: Answer) -> tuple[float, ...]:
    """Weights by tier, the unverified at their small one; no prior, no caution, no clusters."""
    weights = (0.08, 0.62, 1.21, 1.82)
    return (sum(weights[vote.tier] for vote in answer.up) - sum(weights[vote.tier] for vote in answer.down),)


def ours_by(loosen: Callable[[list[Vote]], list[Vote]]) -> Worth:
    def worth(answer: Answer) -> tuple[float, ...]:
        found = ranking.score(answer.author_tier, loosen(answer.up), loosen(answer.down))
        place = ranking.place(Placed(answer.pk, answer.created_at, answer.author_tier, found))
        return (-float(place.unverified), -place.minus_value, -place.minus_mean)

    return worth


class Placed(NamedTuple):
    """An answer as forum.ranking wants to see it; none of the invented ones names a source."""

    pk: int
    created_at: datetime
    author_tier: int
    score: Score
    evidence_at: None = None


def as_given(votes: list[Vote]) -> list[Vote]:
    return votes


def apart(votes: list[Vote]) -> list[Vote]:
    return [vote._replace(cluster=None) for vote in votes]


RULES: dict[str, Worth] = {
    "likes": likes, "raw score": raw, "Wilson 95 %": wilson, "Reddit best": reddit, "log-odds sum": log_odds,
    "ours, no clusters": ours_by(apart), "ours": ours_by(as_given),
}  # fmt: skip


@dataclass
class Found:
    """What a rule reached: means over threads."""

    ndcg: float = 0.0
    harmful: float = 0.0
    harmful_attacked: float = 0.0


def measured(setting: Setting, *, threads: int = THREADS, seeds: tuple[int, ...] = SEEDS) -> dict[str, Found]:
    """Every rule on the same threads; shares in per cent."""
    sums = {name: [0.0, 0, 0] for name in RULES}
    attacked = 0
    for one in invented(setting, threads, seeds):
        attacked += one.attacked
        for name, worth in RULES.items():
            order = sorted(one.answers, key=lambda answer: (*(-part for part in worth(answer)), answer.pk))
            harmful = order[0].grade == 0
            sums[name][0] += ndcg(order)
            sums[name][1] += harmful
            sums[name][2] += harmful and one.attacked
    count = threads * len(seeds)
    return {
        name: Found(total / count, 100 * harm / count, 100 * hit / attacked if attacked else 0.0)
        for name, (total, harm, hit) in sums.items()
    }


def invented(setting: Setting, threads: int, seeds: tuple[int, ...]) -> Iterator[Thread]:
    for seed in seeds:
        dice = Random(seed)
        for _ in range(threads):
            yield thread(dice, setting)


def ndcg(order: list[Answer]) -> float:
    """Of the first three, with gains 2^grade - 1. Where nothing is worth anything, every order is as good."""
    best = sorted(order, key=lambda answer: -answer.grade)
    ideal = gain(best)
    return gain(order) / ideal if ideal else 1.0


def gain(order: list[Answer]) -> float:
    return sum((2**answer.grade - 1) / log2(place + 2) for place, answer in enumerate(order[:3]))


def pure_milliseconds(answers: int = 200, marks: int = 10) -> float:
    """Finding clusters, scoring and ordering one long topic: the best of nine."""
    dice, given = Random(7), []
    for answer in range(answers):
        at = [NOON + timedelta(minutes=dice.randint(0, 9999)) for _ in range(marks)]
        mails = [f"m{dice.randint(1, 99)}@clinic{dice.randint(1, 30)}.co.uk" for _ in range(marks)]
        given.append([Mark(answer * marks + n, mails[n], None, at[n]) for n in range(marks)])
    return 1000 * min(seconds_for(given) for _ in range(9))


def seconds_for(given: list[list[Mark]]) -> float:
    started = time.perf_counter()
    topic = []
    for pk, marks in enumerate(given):
        together = clusters_of(marks)
        votes = [Vote(1 + mark.pk % 3, together.get(mark.pk), 100.0) for mark in marks]
        topic.append(Placed(pk, NOON, pk % 4, ranking.score(pk % 4, votes[:7], votes[7:])))
    ranking.in_order(topic)
    return time.perf_counter() - started


def show(title: str, settings: list[Setting], threads: int) -> None:
    print(f"\n{title}\n{'':20}" + "".join(f"{f'u {one.uninformed:.2f}':>20}" for one in settings))
    columns = [measured(setting, threads=threads) for setting in settings]
    for name in RULES:
        cells = [f"{c[name].ndcg:.3f} {c[name].harmful:5.1f} {c[name].harmful_attacked:5.1f}" for c in columns]
        print(f"{name:20}" + "".join(f"{cell:>20}" for cell in cells))


def main(threads: int) -> None:
    print(f"NDCG@3, harmful on top %, the same in attacked threads; {len(SEEDS)} seeds of {threads} threads each.")
    for viewers in VIEWERS:
        for words, *ring in RINGS:
            show(f"{viewers} viewers, {words}", [Setting(share, viewers, *ring) for share in SHARES], threads)
    print(f"\n200 answers with 10 marks each, scored and ordered: {pure_milliseconds():.2f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else THREADS)
