"""The teacher: a far larger encoder, fitted first, never shipped; the small one learns from what it says (torch)."""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor

from screening.emergency.assessment import LABELS
from screening.emergency.encoder import shelf
from screening.emergency.encoder.net import Reader, seeded
from screening.emergency.encoder.train import Lesson, fit, lessons_of, margins_for
from screening.emergency.encoder.variations import woven
from screening.emergency.encoder.wordpiece import Vocabulary
from screening.emergency.examples import Post

SOURCE_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
FROZEN = 5
HEAD_RATE = 5e-4
TOP_RATE = 4e-5
DECAY = 0.88
EPOCHS = 3
SHIFT, START, END, NOTHING = 4, 0, 2, 1  # the same word pieces as the small one's, counted from another place


class Teacher(Reader):
    """Twelve layers of 768; the lowest five and the words stay as they were."""

    def __init__(self, source: Path) -> None:
        super().__init__(source, promised=SOURCE_SHA256, frozen=FROZEN)

    def pooled(self, ids: Tensor, mask: Tensor) -> Tensor:
        return super().pooled(renumbered(ids, mask), mask)

    def by_rate(self) -> Iterator[dict]:
        yield {"params": list(self.head.parameters()), "lr": HEAD_RATE}
        yield {"params": list(self.body.encoder.relative_attention_bias.parameters()), "lr": TOP_RATE / 4}
        for height, layer in enumerate(reversed(self.body.encoder.layer[FROZEN:])):
            yield {"params": list(layer.parameters()), "lr": TOP_RATE * DECAY**height}


def renumbered(ids: Tensor, mask: Tensor) -> Tensor:
    """Numbers of the small encoder's vocabulary as the teacher's own."""
    own = ids + SHIFT
    own = torch.where(ids == 101, START, torch.where(ids == 102, END, own))
    return torch.where(mask == 0, NOTHING, own)


def lessons(teacher: Teacher, words: Vocabulary, posts: Sequence[Post]) -> Iterator[Lesson]:
    """What it says of each post, mixed with the label, and of the variations."""
    for post, said in zip(posts, softened(teacher, words, [(p.title, p.body) for p in posts]), strict=True):
        own = [0.9 * share for share in said]
        own[LABELS.index(post.label)] += 0.1
        told = [0.5 * share + 0.5 * (post.label == label) for label, share in zip(LABELS, own, strict=True)]
        yield Lesson(post.title, post.body, told)
    texts = list(woven(posts, shelf.SEED))
    for (title, body), said in zip(texts, softened(teacher, words, texts), strict=True):
        yield Lesson(title, body, said)


def softened(teacher: Teacher, words: Vocabulary, texts: Sequence[tuple[str, str]]) -> list[list[float]]:
    return [torch.tensor(row).softmax(0).tolist() for row in margins_for(teacher, words, texts)]


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the teacher and write down what it says.")
    parser.add_argument("source", type=Path, help="folder with the teacher's original model.safetensors, config.json")
    parser.add_argument("vocabulary", type=Path, help="vocab.txt of the small encoder")
    parser.add_argument("out", type=Path, help="lessons, as JSON lines")
    given = parser.parse_args()
    seeded(shelf.SEED)
    words, posts = Vocabulary(given.vocabulary), shelf.seen(*shelf.FIRST_FILES)
    teacher = Teacher(given.source)
    fit(teacher, words, lessons_of(posts), shelf.SEED, EPOCHS)
    with given.out.open("w", encoding="utf-8") as out:
        for lesson in lessons(teacher, words, posts):
            out.write(json.dumps(lesson._asdict()) + "\n")


if __name__ == "__main__":
    main()
