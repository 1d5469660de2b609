"""The encoder's training bench: python -m screening.emergency.encoder.train fits it to screening/data (torch, slow)."""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from screening.emergency.assessment import LABELS
from screening.emergency.encoder import shelf
from screening.emergency.encoder.augment import disguised
from screening.emergency.encoder.net import Net, seeded
from screening.emergency.encoder.shelf import Told
from screening.emergency.encoder.text import written
from screening.emergency.encoder.wordpiece import Vocabulary

EPOCHS = 5
BATCH = 16
LONGEST = 192
SMOOTHING = 0.05
CONTRAST = 0.1
HEAT = 0.2
WARM = 0.1
Batch = tuple[Tensor, Tensor, Tensor]


def fit(net: Net, words: Vocabulary, posts: Sequence[Told], seed: int) -> Net:
    """Fine-tune on these posts, each epoch in other disguises."""
    chance = random.Random(seed)
    steps = EPOCHS * ((len(posts) + BATCH - 1) // BATCH)
    optimiser = torch.optim.AdamW(net.by_rate(), weight_decay=0.01)
    slope = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate_at(step / steps))
    for epoch in range(EPOCHS):
        start, total = time.time(), 0.0
        net.train()
        for batch in batches(words, posts, chance):
            loss = loss_of(net, *batch)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            slope.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total * EPOCHS / steps:.3f}, {time.time() - start:.0f} s", flush=True)
    return net


def rate_at(done: float) -> float:
    """Warm up, then down in a straight line."""
    return done / WARM if done < WARM else max(0.02, (1 - done) / (1 - WARM))


def loss_of(net: Net, ids: Tensor, mask: Tensor, labels: Tensor) -> Tensor:
    """Cross-entropy, and a pull between posts of one label against those of others."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        pooled = net.pooled(ids, mask)
    margins = net.head(net.drop(pooled.float()))
    plain = functional.cross_entropy(margins, labels, label_smoothing=SMOOTHING)
    return plain + CONTRAST * contrast(functional.normalize(pooled.float(), dim=1), labels)


def contrast(points: Tensor, labels: Tensor) -> Tensor:
    """Supervised contrastive loss over one batch."""
    apart = points @ points.T / HEAT - 1e9 * torch.eye(len(points))
    chances = apart - torch.logsumexp(apart, 1, keepdim=True)
    same = (labels[:, None] == labels[None]).float() - torch.eye(len(points))
    counted = same.sum(1)
    return -((chances * same).sum(1)[counted > 0] / counted[counted > 0]).mean() if counted.any() else points.sum() * 0


def batches(words: Vocabulary, posts: Sequence[Told], chance: random.Random) -> Iterator[Batch]:
    """Posts of like length together, the halves of a pair mostly side by side, in random order."""
    rows = [(numbers(words, *disguised(post.title, post.body, chance)), post) for post in posts]
    rows.sort(key=lambda row: (len(row[0]) // 24 + chance.random(), row[1].pair or ""))
    parts = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
    chance.shuffle(parts)
    for part in parts:
        yield *padded([ids for ids, _ in part]), torch.tensor([LABELS.index(post.label) for _, post in part])


def numbers(words: Vocabulary, title: str, body: str) -> list[int]:
    """Token numbers; of a long post, its beginning and its end."""
    ids = words.numbers(written(title, body))
    return ids if len(ids) <= LONGEST else ids[: LONGEST // 2] + ids[-LONGEST // 2 :]


def padded(rows: Sequence[list[int]]) -> tuple[Tensor, Tensor]:
    longest = max(map(len, rows))
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    return ids, torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])


def margins_for(net: Net, words: Vocabulary, posts: Sequence[Told]) -> list[list[float]]:
    """One row of margins per post, as written."""
    net.eval()
    with torch.no_grad():
        return [net(*padded([numbers(words, post.title, post.body)]))[0].tolist() for post in posts]


def fold_margins(source: Path, fold: int) -> dict[str, list[float]]:
    """Margins for one fold by an encoder that has not seen it."""
    posts = shelf.load(*shelf.FILES)
    folds = shelf.fold_of_each(posts)
    seen = [post for post, home in zip(posts, folds, strict=True) if home != fold]
    unseen = [post for post, home in zip(posts, folds, strict=True) if home == fold]
    net, words = started(source)
    fit(net, words, seen, shelf.SEED + fold)
    return dict(zip([post.id for post in unseen], margins_for(net, words, unseen), strict=True))


def started(source: Path) -> tuple[Net, Vocabulary]:
    return Net(source), Vocabulary(source / "vocab.txt")


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the encoder to the practice posts.")
    parser.add_argument("source", type=Path, help="folder with the original weights, config.json and vocab.txt")
    parser.add_argument("out", type=Path, help="the fitted weights, or with --fold the margins of the fold")
    parser.add_argument("--fold", type=int, help="leave this fold out and read it afterwards")
    given = parser.parse_args()
    seeded(shelf.SEED)
    if given.fold is not None:
        given.out.write_text(json.dumps(fold_margins(given.source, given.fold)), encoding="utf-8")
        return
    net, words = started(given.source)
    torch.save(fit(net, words, shelf.load(*shelf.FILES), shelf.SEED).state_dict(), given.out)


if __name__ == "__main__":
    main()
