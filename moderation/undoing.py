"""Which decisions can still be taken back."""

from members.models import Member
from moderation import rules
from moderation.models import Decision


def last_of(post_id: int, viewer: Member) -> Decision | None:
    """The newest decision about a post, where this moderator could take it back."""
    newest = Decision.objects.filter(post=post_id).select_related("moderator", "post__author", "post__topic", "before")
    return can_go(newest.first(), viewer)


def just_decided(sent: str, viewer: Member) -> Decision | None:
    """The one that the list says was made a moment ago; only one's own."""
    if not sent.isdecimal() or len(sent) > 18:
        return None
    mine = Decision.objects.filter(pk=int(sent), moderator=viewer, post__isnull=False)
    return can_go(mine.select_related("moderator", "post__author", "post__topic", "before").first(), viewer)


def can_go(decision: Decision | None, viewer: Member) -> Decision | None:
    if decision is None or not rules.may_undo(viewer, decision) or not decision.before.is_within_time:
        return None
    return decision
