"""What a visitor's page shows, in short: the facts that the database holds of it, asked in a statement or two.

As long as they are the same, so is the page. Nobody has to say that something changed.
"""

import re
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from forum.models import Kind, Section, Topic
from forum.models.topics import LISTED
from forum.statements import NUMBER, WORD, ask
from members.models import Credential

LATEST = 5  # of each section on the home page
SECTION = ("kind", "slug", "name", "purpose", "members_only", "position")
ROOM = tuple(f"section__{name}" for name in SECTION)
TOLD = tuple(f"case__{name}" for name in ("event_kind", "procedure", "area", "outcome", "happened_on"))
BRAKED, LANE = 0, 1

Facts = tuple[Any, ...]


def facts_of(path: str, length: int) -> Facts | None:
    """None: not a page of visitors, or one that the clock changes at any moment. `length`: topics in a list."""
    for shape, asked in PAGES:
        if found := shape.fullmatch(path):
            facts = asked(length, *found.groups())
            return (timezone.localdate(), *facts) if facts else None
    return None


def of_topic(_: int, number: str) -> Facts:
    """Its version counts every change of posts and marks; a brake, and a wait in the same-day lane, go by the clock."""
    rows = ask(one_topic, number=int(number))
    return () if rows and (rows[0][BRAKED] or rows[0][LANE]) else rows


def one_topic() -> QuerySet:
    own = [field.attname for field in Topic._meta.concrete_fields if field.name != "lane"]
    names = ("brake__pk", "lane", *own, *ROOM, "author__name", "continued_in__status", "continued_in__title")
    return visible().filter(pk=NUMBER).values_list(*names)


def of_section(length: int, slug: str) -> Facts:
    """In a list of questions whoever waits stands on top for as long as the clock says."""
    rows = ask(newest, length + 1, word=slug)
    return rows if rows and rows[0][0] != Kind.QUESTIONS else ()


def newest(length: int) -> QuerySet:
    topics = visible().filter(section__slug=WORD).order_by("-last_post_at", "-pk")
    return topics.values_list(*ROOM, "pk", *LISTED)[:length]


def of_cases(length: int) -> Facts:
    return ask(newest_cases, length + 1) + ask(standing_of_tellers, length + 1)


def newest_cases(length: int) -> QuerySet:
    topics = visible().filter(kind=Kind.CASES).order_by("-last_post_at", "-pk")
    return topics.values_list(*ROOM, "pk", *LISTED, *TOLD)[:length]


def standing_of_tellers(length: int) -> QuerySet:
    topics = visible().filter(kind=Kind.CASES).order_by("-last_post_at", "-pk")
    theirs = Credential.objects.filter(member__in=topics.values("author")[:length]).order_by("pk")
    return theirs.values_list("pk", "tier", "checked_at", "valid_until", "revoked_at")


def of_home(_: int) -> Facts:
    rooms = ask(public_sections)
    return rooms + tuple(ask(newest, LATEST, word=slug) for kind, slug, *_ in rooms)


def public_sections() -> QuerySet:
    return Section.objects.visible_to(AnonymousUser()).values_list(*SECTION)


def visible() -> QuerySet:
    return Topic.objects.visible_to(AnonymousUser())


PAGES: tuple[tuple[re.Pattern[str], Callable[..., Facts]], ...] = (
    (re.compile(r"/(?:topics|cases)/(\d{1,15})/"), of_topic),
    (re.compile(r"/sections/([\w-]{1,50})/"), of_section),
    (re.compile(r"/cases/"), of_cases),
    (re.compile(r"/"), of_home),
)
