"""Deeds where two devices wrote one text: neither overwrites the other, and their author chooses when they like."""

from uuid import uuid4

from django.db import transaction
from django.urls import reverse

from deflection.vault import Unreadable
from forum.models import Draft
from members.models import Member

OTHER = "other:"


def set_aside(draft: Draft, sealed: bytes | None = None) -> Draft:
    """What it says now, or what is `sealed` for its author, is kept beside it as a draft of its own.

    Call it with the author's row locked.
    """
    key = f"{OTHER}{uuid4().hex[:8]}:{draft.key}"[:60]
    other = Draft.objects.create(
        author_id=draft.author_id, key=key, label=draft.label, sealed=sealed or draft.sealed, url="/"
    )
    other.url = reverse("draft-choose", args=[other.pk])
    Draft.objects.filter(pk=other.pk).update(url=other.url, saved_at=draft.saved_at)
    return other


def says_no_more(draft: Draft, sent: str) -> bool:
    """An autosave of the same page that arrived late holds the beginning of what was sent after it."""
    try:
        body = draft.fields_for(draft.author_id).get("body", "")
    except Unreadable:
        return False
    return " ".join(body.split()) in " ".join(sent.split())


def stands_for(draft: Draft) -> str:
    """The form that a text set aside belongs to."""
    return draft.key.removeprefix(OTHER).partition(":")[2] if draft.key.startswith(OTHER) else draft.key


@transaction.atomic
def take_other(*, author: Member, other: Draft, url: str) -> Draft:
    """The text that was set aside goes on in its form; the one that stood there is set aside instead."""
    key = stands_for(other)
    Member.objects.select_for_update(no_key=True).get(pk=author.pk)
    standing = Draft.objects.filter(author=author, key=key).first()
    if standing is None:
        other.key, other.url = key, url
        other.save(update_fields=["key", "url"])
        return other
    standing.sealed, other.sealed = other.sealed, standing.sealed
    standing.sequence += 1
    standing.save(update_fields=["sealed", "sequence", "saved_at"])
    other.save(update_fields=["sealed"])
    return standing
