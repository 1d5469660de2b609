"""Rows of lists: laid out once for what they say, and laid out anew when that changes."""

from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from forum.models import Topic
from forum.naming import Alias
from members.models import Member

MOST = 4_000
kept: dict[tuple[Any, ...], SafeString] = {}


def row_of(topic: Topic) -> SafeString:
    """One topic of a list. It looks the same to everybody."""
    return laid_out("forum/topic_row.html", topic, timezone.localdate())


def case_row_of(topic: Topic) -> SafeString:
    """One case study of theirs."""
    case = topic.case
    more = (case.event_kind, case.procedure, case.area, case.outcome, topic.told_after, standing_of(topic.by))
    return laid_out("forum/case_row.html", topic, timezone.localdate(), *more)


def standing_of(author: Member | Alias) -> tuple[bool, bool]:
    return author.is_verified, author.is_expert


def laid_out(template: str, topic: Topic, today: date, *more: Any) -> SafeString:
    """From memory, if every fact that the row shows is the same: the day of the reader's calendar is one of them."""
    facts = (template, today, *facts_of(topic), *more)
    if (row := kept.get(facts)) is None:
        if len(kept) >= MOST:
            kept.clear()
        row = render_to_string(template, {"topic": topic})
        if not settings.DEBUG:
            kept[facts] = row
    return row


def facts_of(topic: Topic) -> tuple[Any, ...]:
    return (
        topic.pk, topic.kind, topic.title, topic.status, topic.area, topic.by.name, topic.reply_count,
        topic.endorsed_count, topic.created_at, topic.last_post_at, topic.first_verified_answer_at,
        topic.lane and topic.wait_in_words,
    )  # fmt: skip
