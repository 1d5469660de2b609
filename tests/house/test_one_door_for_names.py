"""Whoever shows whose a post or a topic is asks `by` (forum/naming.py), and never the author's name itself."""

import re
from pathlib import Path

from django.conf import settings

ROOMS = ("api", "deflection", "forum", "moderation", "notifications", "privacy", "reports", "webhooks", "templates")
WRITTEN = (".py", ".html", ".txt", ".typ")
ASKS = re.compile(r"\b(?:post|topic|reply|answer|case)\.author\.name\b|\bauthor__name\b")
# Where a name is read that is not shown, or is shown only after the door was asked.
KNOWS = {
    "forum/models/topics.py": "what a row of a list is read with",
    "forum/public.py": "compares, and shows nothing",
    "moderation/sources.py": "the name of whoever was stopped; for a post, the alias in its place",
    "templates/forum/post.html": "after it has asked whether the post is unnamed",
}  # fmt: skip


def files() -> list[Path]:
    found = [path for room in ROOMS for path in (settings.BASE_DIR / room).rglob("*") if path.is_file()]
    return [
        path for path in found if path.suffix in (".py", ".html", ".txt", ".typ") and "migrations" not in path.parts
    ]


def test_nobody_goes_round_it():
    asking = {str(path.relative_to(settings.BASE_DIR)) for path in files() if ASKS.search(path.read_text("utf-8"))}
    assert asking == set(KNOWS)
