"""The state of a post as a moderator saw it, so that nobody decides about what they did not read."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from forum.models import Post, Status
from members.wording import in_a_sentence


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
        words = [
            in_a_sentence(Status(self.status).label),
            number(self.reports, NO_REPORTS, REPORTS),
            number(self.decisions, NO_DECISIONS, DECISIONS),
        ]
        if self.edited:
            when = timezone.localtime(datetime.fromtimestamp(self.edited, tz=timezone.get_default_timezone()))
            words.append(gettext("last changed %(day)s") % {"day": date_format(when, "j M, H:i")})
        return gettext("%(list)s and %(last)s") % {"list": ", ".join(words[:-1]), "last": words[-1]}


NO_REPORTS, NO_DECISIONS = _("no reports"), _("no decisions")
REPORTS = ngettext_lazy("%(number)s report", "%(number)s reports", "number")
DECISIONS = ngettext_lazy("%(number)s decision", "%(number)s decisions", "number")


def number(how_many: int, none: Promise, some: Promise) -> str:
    return some % {"number": how_many} if how_many else str(none)


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
