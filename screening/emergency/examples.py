"""The practice shelf: labelled posts from a file, read once and made ready for training or measuring."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from screening.emergency.assessment import LABELS
from screening.emergency.evidence import Evidence, evidence_of
from screening.emergency.reading import read
from screening.emergency.state import judge

DATA = Path(__file__).parents[1] / "data"
PRACTICE = ("deflection-*.jsonl", "voices-*.jsonl")  # the blind posts are never practised on
KEPT = DATA / "calibration.txt"


@dataclass(frozen=True)
class Example:
    """One labelled post, already read."""

    evidence: Evidence
    label: int
    group: str


@dataclass(frozen=True)
class Post:
    """One labelled post as it stands in the file."""

    id: str
    title: str
    body: str
    label: str
    category: str
    hard: tuple[str, ...]
    pair: str | None

    @property
    def group(self) -> str:
        return self.pair or self.id


def load_posts(path: Path) -> list[Post]:
    """Every line of a JSON Lines file in the format of screening/data/README.md."""
    with path.open(encoding="utf-8") as lines:
        return [to_post(json.loads(line)) for line in lines if line.strip()]


def to_post(row: dict) -> Post:
    return Post(
        row["id"], row.get("title", ""), row["body"], row["label"], row.get("category", ""),
        tuple(row.get("hard", ())), row.get("pair_id"),
    )  # fmt: skip


def kept_ids() -> frozenset[str]:
    """Posts that neither reader learns from, whole voices and pairs: the lines are drawn on them."""
    return frozenset(KEPT.read_text(encoding="ascii").split())


def practice_posts() -> list[Post]:
    return [post for pattern in PRACTICE for path in sorted(DATA.glob(pattern)) for post in load_posts(path)]


def training_posts() -> list[Post]:
    """All posts we may learn from."""
    kept = kept_ids()
    return [post for post in practice_posts() if post.id not in kept]


def calibration_posts() -> list[Post]:
    kept = kept_ids()
    return [post for post in practice_posts() if post.id in kept]


def to_examples(posts: Iterable[Post]) -> list[Example]:
    return [to_example(post) for post in posts]


def to_example(post: Post) -> Example:
    reading = read(f"{post.title}\n{post.body}")
    return Example(evidence_of(reading, judge(reading)), LABELS.index(post.label), post.group)
