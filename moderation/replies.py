"""Replies that stand ready: their variables, and what they say about one post. Pure but for the post that it reads."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from forum.models import Post
from members.models import Member
from moderation.models import CannedReply, Flag, Reason
from moderation.models.replies import Language

VARIABLES = {
    "author": _("the name of whoever wrote the post"),
    "topic": _("the title of its topic"),
    "section": _("the section it stands in"),
    "reason": _("what was reported, in small letters"),
    "moderator_role": _("moderator or administrator"),
    "due": _("the day a week from today"),
}
DUE_IN = timedelta(days=7)
NAMED = re.compile(r"\{([^{}]*)\}")
EXAMPLE = {
    "author": "Ada Author", "topic": "How do you store your kit?", "section": "Questions",
    "reason": "unsafe or uncited advice", "moderator_role": "moderator",
}  # fmt: skip


def unknown_in(words: str) -> list[str]:
    """Variables that nobody fills, and braces that stand alone."""
    strangers = [name for name in NAMED.findall(words) if name not in VARIABLES]
    rest = NAMED.sub("", words)
    return strangers + [brace for brace in "{}" if brace in rest]


def filled(words: str, values: Mapping[str, str]) -> str:
    return NAMED.sub(lambda found: values.get(found[1], found[0]), words)


def due() -> str:
    return date_format(timezone.localdate() + DUE_IN, "j F")


def example() -> dict[str, str]:
    return EXAMPLE | {"due": due()}


def values_for(post: Post, moderator: Member, flags: Iterable[Flag]) -> dict[str, str]:
    reported = next((flag.get_reason_display() for flag in flags), Reason.OTHER.label)
    return {
        "author": post.by.name, "topic": post.topic.title, "section": post.topic.section.name,
        "reason": reported.lower(), "moderator_role": moderator.role, "due": due(),
    }  # fmt: skip


def named(reply: CannedReply) -> str:
    """Its title, with the language where it is not English."""
    return reply.title if reply.language == Language.ENGLISH else f"{reply.title} ({reply.get_language_display()})"


@dataclass(frozen=True)
class Ready:
    """A reply as it would read about this post."""

    pk: int
    title: str
    words: str
    fits: bool


def ready_for(post: Post, moderator: Member, flags: list[Flag]) -> list[Ready]:
    """Those that answer what was reported come first, then the ones used most."""
    values, reported = values_for(post, moderator, flags), {flag.reason for flag in flags}
    replies = CannedReply.objects.ready().order_by("-times_used", "title")
    found = [Ready(row.pk, named(row), filled(row.words, values), row.reason in reported) for row in replies]
    return sorted(found, key=lambda reply: not reply.fits)
