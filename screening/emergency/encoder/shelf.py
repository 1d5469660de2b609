"""The encoder's practice shelf: labelled posts by several hands, without those that are kept for calibration."""

from screening.emergency.examples import DATA, Post, kept_ids, load_posts

FIRST_FILES = ("deflection-dev.jsonl", "voices-a.jsonl", "voices-b.jsonl")  # the teacher learns from these
LATER_FILES = ("voices-d.jsonl", "voices-e.jsonl", "voices-f.jsonl", "voices-g.jsonl", "voices-i.jsonl")
FILES = (*FIRST_FILES, *LATER_FILES)
SEED = 20261125


def load(*names: str) -> list[Post]:
    """Every post of these files, in order."""
    return [post for name in names for post in load_posts(DATA / name)]


def seen(*names: str) -> list[Post]:
    """Those of these files that the encoder may learn from."""
    kept = kept_ids()
    return [post for post in load(*names) if post.id not in kept]
