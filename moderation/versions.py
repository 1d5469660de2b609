"""The state of a post as a moderator saw it, so that nobody decides about what they did not read."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format

from forum.models import Post, Status


class Seen(NamedTuple):
    """How often it changed, where it stood, and how many reports and decisions there were."""

    changes: int
    status: str
    edited: int
    reports: int
    decisions: int

    def __str__(self) -> str:
        return ".".join(map(str, self))

    @property
    def in_words(self) -> str:
        words = [Status(self.status).label.lower(), number(self.reports, "report"), number(self.decisions, "decision")]
        if self.edited:
            when = timezone.localtime(datetime.fromtimestamp(self.edited, tz=timezone.get_default_timezone()))
            words.append(f"last changed {date_format(when, 'j M, H:i')}")
        return f"{', '.join(words[:-1])} and {words[-1]}"


def number(how_many: int, noun: str) -> str:
    return f"{how_many or 'no'} {noun}{'' if how_many == 1 else 's'}"


def version_of(post: Post) -> Seen:
    return versions_of([post])[post.pk]


def edited_of(post: Post) -> int:
    return int(post.edited_at.timestamp()) if post.edited_at else 0


def read(words: str) -> Seen | None:
    """What a form sends back; nothing where it is not one of ours."""
    parts = words.split(".")
    if len(parts) != len(Seen._fields) or parts[1] not in Status.values:
        return None
    changes, status, *numbers = parts
    try:
        return Seen(int(changes), status, *map(int, numbers))
    except ValueError:
        return None


def versions_of(posts: Iterable[Post]) -> dict[int, Seen]:
    """For many at once, in one query."""
    known = {post.pk: post for post in posts}
    counted = (
        Post.objects.filter(pk__in=known)
        .order_by()
        .annotate(reported=Count("flags", distinct=True), decided=Count("decisions", distinct=True))
    )
    return {
        pk: Seen(known[pk].version, known[pk].status, edited_of(known[pk]), reports, decisions)
        for pk, reports, decisions in counted.values_list("pk", "reported", "decided")
    }
