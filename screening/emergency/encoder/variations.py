"""The loom: other texts woven from the sentences of known posts. Nobody labels them; the teacher says how they read."""

import random
import re
from collections.abc import Iterator, Sequence

from screening.emergency.encoder.augment import disguised
from screening.emergency.examples import Post

BREAK = re.compile(r"(?<=[.!?;\n])\s+|\s+(?=(?:but|and then|so|though|because)\s)")
EACH = 2


def woven(posts: Sequence[Post], seed: int) -> Iterator[tuple[str, str]]:
    """A few variations of each post: titles and bodies."""
    chance = random.Random(seed)
    for post in posts:
        for weave in chance.sample(WEAVES, EACH):
            title, body = weave(post, chance.choice(posts), chance)
            if body.strip():
                yield disguised(title, body, chance)


def pieces(text: str) -> list[str]:
    """Sentences, and clauses that turn a sentence around."""
    return [piece for piece in BREAK.split(text) if piece.strip()]


def shortened(post: Post, _: Post, chance: random.Random) -> tuple[str, str]:
    """One to three pieces left out: often the very one that gave the label."""
    kept = pieces(post.body)
    for _left in range(chance.randint(1, 3)):
        if len(kept) > 1:
            kept.pop(chance.randrange(len(kept)))
    return post.title if chance.random() < 0.7 else "", " ".join(kept)


def excerpt(post: Post, _: Post, chance: random.Random) -> tuple[str, str]:
    """One or two pieces alone, as in a short reply."""
    parts = pieces(post.body)
    start = chance.randrange(len(parts)) if parts else 0
    return "", " ".join(parts[start : start + chance.randint(1, 2)])


def joined(post: Post, other: Post, chance: random.Random) -> tuple[str, str]:
    """A piece of another post before, after or within."""
    own, strange = pieces(post.body), pieces(other.body)
    if strange:
        own.insert(chance.randint(0, len(own)), chance.choice(strange))
    return post.title, " ".join(own)


def ended(post: Post, other: Post, chance: random.Random) -> tuple[str, str]:
    """Two pieces of each, as when one patient follows another."""
    return post.title, " ".join(pieces(post.body)[: chance.randint(2, 5)] + pieces(other.body)[-chance.randint(1, 2) :])


def retitled(post: Post, other: Post, _: random.Random) -> tuple[str, str]:
    return other.title, post.body


def plain(post: Post, _: Post, __: random.Random) -> tuple[str, str]:
    return post.title, post.body


WEAVES = (shortened, shortened, excerpt, joined, ended, retitled, plain)
