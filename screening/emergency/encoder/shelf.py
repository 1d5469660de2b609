"""The encoder's practice shelf: labelled posts by several hands, and folds of whole voices and pairs."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parents[2] / "data"
FILES = ("deflection-dev.jsonl", "voices-a.jsonl", "voices-b.jsonl")
FOLDS = 4
SEED = 20261125


@dataclass(frozen=True)
class Told:
    """One labelled post, with whose voice it is in where we know it."""

    id: str
    title: str
    body: str
    label: str
    category: str
    hard: tuple[str, ...]
    pair: str | None
    group: str


def load(*names: str) -> list[Told]:
    """Every post of these files, in order."""
    return [to_told(json.loads(line), name) for name in names for line in (DATA / name).open(encoding="utf-8")]


def to_told(row: dict, name: str) -> Told:
    group = f"{name} {row.get('voice') or row['pair_id'] or row['id']}"
    return Told(
        row["id"], row["title"], row["body"], row["label"], row["category"],
        tuple(row["hard"]), row["pair_id"], group,
    )  # fmt: skip


def fold_of_each(posts: Sequence[Told], folds: int = FOLDS) -> list[int]:
    """A fold for every post: whole voices and whole pairs, the fullest groups dealt out first."""
    sizes: dict[str, int] = {}
    for post in posts:
        sizes[post.group] = sizes.get(post.group, 0) + 1
    groups = sorted(sizes)
    random.Random(SEED).shuffle(groups)
    groups.sort(key=lambda group: -sizes[group])
    filled = [0] * folds
    home = {}
    for group in groups:
        home[group] = filled.index(min(filled))
        filled[home[group]] += sizes[group]
    return [home[post.group] for post in posts]
