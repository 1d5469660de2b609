"""Flagging: by a member, or by an expert who calls an answer unsafe."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.fields import said_in
from forum.models import Endorsement, Post
from members.models import Member
from members.permission import require
from moderation import rules
from moderation.accuracy import head_start
from moderation.actions.live import act_on_live_report
from moderation.actions.reading import read_first
from moderation.events import PostFlagged
from moderation.models import Flag, Reason
from realtime.door import announce


@transaction.atomic
def flag_post(*, post: Post, member: Member, reason: str, note: str = "") -> Flag:
    """Tell the moderators about a post, with a picture of what it said. Flagging twice gives the first flag back."""
    require(rules.may_flag(member, post), _("You cannot report your own post, or one that is not public."))
    post.topic.lock()  # first, as a decision does: two who lock in different order wait for each other for ever
    Post.objects.select_for_update().get(pk=post.pk)
    if standing := standing_flag(post, member, reason):
        return standing
    read_first(note, author=member, place="flag")
    flag = store_flag(post, member, reason, note)
    announce(PostFlagged(flag))
    if reason == Reason.LIVE_EMERGENCY:
        act_on_live_report(flag=flag, now=timezone.now())
    return flag


def store_flag(post: Post, member: Member, reason: str, note: str) -> Flag:
    """The report, with all that the post said at that moment."""
    return Flag.objects.create(
        post=post, member=member, reason=reason, note=note, snapshot=post.body, said=said_in(post),
        revision=post.revisions.first(), ranked_from=timezone.now() - head_start(member.pk, reason),
    )  # fmt: skip


def standing_flag(post: Post, member: Member, reason: str) -> Flag | None:
    """Their flag that still waits. That it is happening now is said anew, whatever else they reported before."""
    standing = post.flags.waiting().filter(member=member)
    if reason == Reason.LIVE_EMERGENCY:
        standing.exclude(reason=reason).update(closed_at=timezone.now())
    return standing.first()


@transaction.atomic
def raise_unsafe(warning: Endorsement) -> Flag:
    """An answer was called unsafe, in words that passed the gate: it goes into the queue, and duty is rung."""
    post = warning.post
    post.flags.waiting().filter(member=warning.expert).update(closed_at=timezone.now())
    flag = store_flag(post, warning.expert, Reason.UNSAFE_ADVICE, warning.reason)
    announce(PostFlagged(flag))
    return flag
