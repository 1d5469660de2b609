"""What is told of a thing: what its page shows, and no more."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from api.problems import site
from forum import rules
from forum.case_reading import AsRead
from forum.models import Endorsement, Post, Section, Topic
from forum.search.results import Result
from forum.search.snippets import plain
from forum.writing import without_gone
from notifications.models import Notification


def name_of(thing: Topic | Post | Endorsement) -> dict[str, Any]:
    """The one door for names: who told a case study without theirs has neither name nor number here either."""
    by = thing.expert if isinstance(thing, Endorsement) else thing.by
    return {"id": getattr(by, "pk", None), "name": by.name}


def section(row: Section) -> dict[str, Any]:
    return {
        "slug": row.slug, "name": row.name, "purpose": row.purpose, "kind": row.kind,
        "url": site() + row.get_absolute_url(),
    }  # fmt: skip


def topic(row: Topic, slug: str) -> dict[str, Any]:
    return {
        "id": row.pk, "section": slug, "kind": row.kind, "title": row.title, "author": name_of(row),
        "status": row.status, "area": row.area, "replies": row.reply_count, "endorsed": row.endorsed_count,
        "created_at": row.created_at, "last_post_at": row.last_post_at, "url": site() + row.get_absolute_url(),
    }  # fmt: skip


def topic_whole(row: Topic, request: HttpRequest) -> dict[str, Any]:
    takes = rules.may_reply(request.user, row) and not row.is_closed
    return topic(row, row.section.slug) | {"version": row.version, "takes_replies": takes}


def case_row(row: Topic, slug: str) -> dict[str, Any]:
    case = row.case
    return topic(row, slug) | {
        "event_kind": case.event_kind, "procedure": case.procedure, "body_area": case.area, "outcome": case.outcome,
        "told": row.told_after,
    }  # fmt: skip


def case_whole(opening: Post) -> dict[str, Any]:
    """As it is laid out for reading; of one whose words were removed, nothing but that it stood here."""
    row, read = opening.topic, AsRead(opening.topic.case)
    gone = opening.is_removed
    chapters = [] if gone else read.chapters
    return case_row(row, row.section.slug) | {
        "version": row.version,
        "opening": opening.pk,
        "facts": [] if gone else [fact._asdict() for fact in read.facts],
        "course": [] if gone else [{"when": step.moment.spoken, "what": step.moment.what} for step in read.course],
        "chapters": [
            {"name": each.name, "heading": str(each.heading), "html": each.html, "factors": list(each.chips)}
            for each in chapters
        ],
        "interests": "" if gone else row.case.interests,
    }


def post(row: Post, request: HttpRequest) -> dict[str, Any]:
    warning = row.warning if row.is_answer else None
    return {
        "id": row.pk, "topic": row.topic_id, "author": name_of(row) | {"standing": str(row.by.standing_in_words)},
        "is_opening": row.is_opening, "role": row.role, "status": row.status, "html": row.body_html,
        "words": own_words(row, request), "version": row.version,
        "created_at": row.created_at, "edited_at": row.edited_at, "rests_on": row.rests_on, "citation": row.citation,
        "interest": row.interest, "interest_words": row.interest_words,
        "endorsements": len(row.endorsed_by) if row.is_answer else 0,
        "is_expert_endorsed": row.is_answer and row.is_expert_endorsed, "is_unvetted": row.is_unvetted_answer,
        "called_unsafe": warning.reason if warning else None,
        "source_retracted": row.source_retracted_at is not None,
        "superseded_by": row.superseded_by_id if row.is_superseded else None, "url": site() + row.get_absolute_url(),
    }  # fmt: skip


def own_words(row: Post, request: HttpRequest) -> str | None:
    """A case study is edited field by field, in its own form."""
    is_theirs = row.author_id == request.user.pk and not row.is_removed
    return without_gone(row.body) if is_theirs and not (row.is_opening and row.topic.is_case) else None


def mark(row: Endorsement) -> dict[str, Any]:
    return {
        "by": name_of(row), "stance": row.stance, "worn_as": row.worn_as, "reason": row.reason,
        "evidence": row.evidence, "created_at": row.created_at, "stands": bool(row.stands),
    }  # fmt: skip


def hit(row: Result) -> dict[str, Any]:
    return {
        "post": row.post.pk, "topic": row.post.topic_id, "title": row.post.topic.title,
        "snippet": plain(row.snippet), "author": name_of(row.post), "created_at": row.post.created_at,
        "url": site() + row.post.get_absolute_url(),
    }  # fmt: skip


def told(row: Notification) -> dict[str, Any]:
    return {
        "id": row.pk, "about": row.about, "words": row.in_words, "url": site() + row.url,
        "created_at": row.created_at, "read_at": row.read_at,
    }  # fmt: skip


def me(request: HttpRequest) -> dict[str, Any]:
    member, token = request.user, request.auth
    return {
        "id": member.pk, "name": member.name, "role": member.role, "standing": str(member.standing_in_words),
        "may_write": member.may_write, "scopes": token.scopes, "section": token.section,
        "expires_at": token.expires_at,
    }  # fmt: skip


def line(row: Any) -> dict[str, str]:
    """Whom to ring."""
    return {"name": row.name, "number": row.number, "tel": row.tel}


def page_of_stopped(number: int) -> dict[str, str]:
    return {
        "page": site() + reverse("deflection-show", args=[number]),
        "vault": site() + reverse("vault-show", args=[number]),
    }
