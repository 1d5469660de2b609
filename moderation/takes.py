"""Who has an item in hand, as its page and the list show it."""

from typing import Any

from django.utils import timezone

from members.models import Member
from moderation.models import Take
from moderation.sources import SOURCES

PAGES = {source.page for source in SOURCES}


def page_context(*, kind: str, subject_id: int, viewer: Member, seen: object = "") -> dict[str, Any]:
    """For `moderation/take.html`, and the state that the form sends back. `kind` is the page: post, deflection …"""
    take = Take.objects.held(timezone.now()).of(kind, subject_id).select_related("moderator").first()
    return {
        "take": take,
        "take_is_mine": take is not None and take.moderator_id == viewer.pk,
        "take_kind": kind,
        "take_subject": subject_id,
        "seen": str(seen),
    }
