"""The training bench: python -m screening.emergency.encoder.train fits the small encoder to the lessons (slow)."""

import argparse
import json
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor
from torch.nn import functional

from screening.emergency.assessment import LABELS
from screening.emergency.encoder import shelf
from screening.emergency.encoder.augment import disguised
from screening.emergency.encoder.net import Net, Reader, seeded
from screening.emergency.encoder.text import written
from screening.emergency.encoder.wordpiece import Vocabulary
from screening.emergency.examples import Post

EPOCHS = 3
BATCH = 16
LONGEST = 192
SMOOTHING = 0.05
WARM = 0.1
Batch = tuple[Tensor, Tensor, Tensor]


class Lesson(NamedTuple):
    """A text and how much of it is each label: a share for each, adding up to one."""

    title: str
    body: str
    shares: list[float]


def lessons_of(posts: Iterable[Post]) -> list[Lesson]:
    """What the labels alone teach, smoothed a little."""
    rest = SMOOTHING / len(LABELS)
    return [Lesson(p.title, p.body, [rest + (1 - SMOOTHING) * (p.label == label) for label in LABELS]) for p in posts]


def fit(net: Reader, words: Vocabulary, lessons: Sequence[Lesson], seed: int, epochs: int) -> None:
    """Fine-tune on these lessons, each epoch in other disguises."""
    chance = random.Random(seed)
    steps = epochs * ((len(lessons) + BATCH - 1) // BATCH)
    optimiser = torch.optim.AdamW(net.by_rate(), weight_decay=0.01)
    slope = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate_at(step / steps))
    for epoch in range(epochs):
        start, total = time.time(), 0.0
        net.train()
        for batch in batches(words, lessons, chance):
            loss = loss_of(net, *batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            slope.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total * epochs / steps:.3f}, {time.time() - start:.0f} s", flush=True)


def rate_at(done: float) -> float:
    """Warm up, then down in a straight line."""
    return done / WARM if done < WARM else max(0.02, (1 - done) / (1 - WARM))


def loss_of(net: Reader, ids: Tensor, mask: Tensor, shares: Tensor) -> Tensor:
    """Cross-entropy against the shares."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        pooled = net.pooled(ids, mask)
    return functional.cross_entropy(net.head(net.drop(pooled.float())), shares)


def batches(words: Vocabulary, lessons: Sequence[Lesson], chance: random.Random) -> Iterator[Batch]:
    """Lessons of like length together, in random order."""
    rows = [(numbers(words, *disguised(one.title, one.body, chance)), one.shares) for one in lessons]
    rows.sort(key=lambda row: len(row[0]) // 24 + chance.random())
    parts = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
    chance.shuffle(parts)
    for part in parts:
        yield *padded([ids for ids, _ in part]), torch.tensor([shares for _, shares in part])


def numbers(words: Vocabulary, title: str, body: str) -> list[int]:
    """Token numbers; of a long post, its beginning and its end."""
    ids = words.numbers(written(title, body))
    return ids if len(ids) <= LONGEST else ids[: LONGEST // 2] + ids[-LONGEST // 2 :]


def padded(rows: Sequence[list[int]]) -> tuple[Tensor, Tensor]:
    longest = max(map(len, rows))
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    return ids, torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])


def margins_for(net: Reader, words: Vocabulary, texts: Sequence[tuple[str, str]]) -> list[list[float]]:
    """One row of margins per text, as written; texts of like length are read together."""
    net.eval()
    rows = [numbers(words, *text) for text in texts]
    order = sorted(range(len(rows)), key=lambda place: len(rows[place]))
    found: list[list[float]] = [[] for _ in rows]
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for start in range(0, len(order), BATCH):
            places = order[start : start + BATCH]
            for place, margins in zip(places, net(*padded([rows[place] for place in places])), strict=True):
                found[place] = margins.float().tolist()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the encoder to the teacher's lessons.")
    parser.add_argument("source", type=Path, help="folder with the original weights, config.json and vocab.txt")
    parser.add_argument("lessons", type=Path, help="what the teacher wrote of the first files")
    parser.add_argument("out", type=Path, help="the fitted weights")
    given = parser.parse_args()
    seeded(shelf.SEED)
    with given.lessons.open(encoding="utf-8") as lines:
        lessons = [Lesson(**json.loads(line)) for line in lines]
    lessons += lessons_of(shelf.seen(*shelf.LATER_FILES))
    net, words = Net(given.source), Vocabulary(given.source / "vocab.txt")
    fit(net, words, lessons, shelf.SEED, EPOCHS)
    torch.save(net.state_dict(), given.out)


if __name__ == "__main__":
    main()
