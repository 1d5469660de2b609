"""Deciding about posts and about stopped texts."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deflection.actions import close_deflection
from deflection.models import Deflection
from forum.actions.endorsements import settle_warnings
from forum.actions.posts import hide_post, mark_looked_at, return_post, show_post
from forum.actions.putting_back import Stood, standing_of
from forum.models import Post, Status
from forum.rules import WHO_MAY_DECIDE, may_decide
from members.models import Member
from members.permission import require
from moderation import rules
from moderation.actions.again import keep_for_second_look
from moderation.actions.live import settle_post
from moderation.actions.reading import read_first
from moderation.actions.recording import record_closing, record_decision
from moderation.actions.takes import require_free, settle_take
from moderation.actions.telling import tell_author, tell_reporters
from moderation.actions.undoing import keep_standing
from moderation.causes import cause_of
from moderation.conflicts import AlreadyDecided, ChangedSince
from moderation.events import QueueShortened
from moderation.models import Correction, Decision, Flag, Verdict, WasLive
from moderation.versions import Seen, version_of
from realtime.door import announce


@transaction.atomic
def decide_post(
    *,
    post: Post,
    moderator: Member,
    verdict: str,
    reason: str,
    was_live: str = WasLive.UNCLEAR,
    comments: Mapping[str, str] | None = None,
    seen: Seen | None = None,
) -> Decision:
    """Decide about a post for a reason: effect, log line, closed flags and messages stand or fall together.

    `comments` are what its author is asked to change, field by field, where it is sent back. `was_live` is what the
    moderator found where the post is an appeal against a deflection: its author is told, and it is kept for the reader.
    `seen` is the state that was read. Raises Conflict if another moderator was first, or has it, or it changed.
    """
    require(may_decide(moderator, post), WHO_MAY_DECIDE)
    require(rules.may_follow(verdict, was_live), _("A text that was live is not published."))
    read_first("\n\n".join([reason, *(comments or {}).values()]), author=moderator, place="decision")
    post.topic.lock()
    post = Post.objects.select_for_update().select_related("topic", "author").get(pk=post.pk)
    flags = list(post.flags.waiting().select_related("member"))
    require(rules.may_answer_reports(moderator, flags), rules.OWN_REPORT)
    require_as_seen(post, moderator, seen, is_open=waits(post, flags, verdict) or would_change(post, verdict))
    appealed = deflection_appealed_in(post)
    cause = cause_of(post, flags)
    stood = standing_of(post)
    carry_out(post, moderator, verdict, words=reason, comments=comments or {}, since=cause.since)
    settle_warnings(post=post, hidden=verdict in (Verdict.HIDE, Verdict.RETURN))
    decision = Decision.objects.create(moderator=moderator, post=post, verdict=verdict, reason=reason)
    settle_item(decision, stood, flags)
    if appealed and verdict != Verdict.RETURN:
        keep_correction(appealed, decision, WasLive(was_live))
    settle_post(post=post, moderator=moderator, flags=flags, was_live=was_live)
    tell_author(post, decision, appealed)
    tell_reporters(post, decision, [flag.member for flag in flags])
    keep_for_second_look(decision, cause)
    record_decision(decision, cause)
    announce(QueueShortened())
    return decision


def require_as_seen(post: Post, moderator: Member, seen: Seen | None, *, is_open: bool) -> None:
    """Nobody was first, nobody else has it in hand, and it is as it was read. Raises Conflict."""
    if not is_open:
        raise AlreadyDecided(post.decisions.select_related("moderator").first())
    require_free(kind="post", subject_id=post.pk, moderator=moderator)
    if seen is None:
        return
    now = version_of(post)
    if seen.decisions != now.decisions:
        raise AlreadyDecided(post.decisions.select_related("moderator").first(), seen.in_words, now.in_words)
    if seen != now:
        raise ChangedSince(seen.in_words, now.in_words)


def settle_item(decision: Decision, stood: Stood, flags: list[Flag]) -> None:
    """Keep what was there before, close its reports and let it out of everybody's hands."""
    keep_standing(decision, stood)
    close_flags(flags, decision)
    settle_take(kind="post", subject_id=decision.post_id)


def close_flags(flags: list[Flag], decision: Decision) -> None:
    Flag.objects.filter(pk__in=[flag.pk for flag in flags]).update(closed_at=timezone.now(), decision=decision)


def waits(post: Post, flags: list[Flag], verdict: str) -> bool:
    """Whether somebody has to decide. What is with its author already is not sent back a second time."""
    if post.is_returned and verdict == Verdict.RETURN:
        return False
    return bool(flags or post.is_held or post.wants_a_look)


def would_change(post: Post, verdict: str) -> bool:
    return (verdict in (Verdict.HIDE, Verdict.RETURN) and post.is_published) or (
        verdict == Verdict.PUBLISH and post.status == Status.HIDDEN
    )


def carry_out(
    post: Post, moderator: Member, verdict: str, *, words: str, comments: Mapping[str, str], since: datetime
) -> None:
    match verdict:
        case Verdict.RETURN:
            return_post(post=post, moderator=moderator, words=words, comments=comments, since=since)
        case Verdict.HIDE:
            hide_post(post=post, moderator=moderator)
        case Verdict.PUBLISH:
            show_post(post=post, moderator=moderator)
        case Verdict.KEEP:
            mark_looked_at(post=post, moderator=moderator)


def deflection_appealed_in(post: Post) -> Deflection | None:
    """The stopped text whose author said "this is not live", while nobody has answered."""
    if post.status != Status.HELD or post.held_because != "appeal":
        return None
    return Deflection.objects.filter(author_id=post.author_id, client_id=post.client_id, correction=None).first()


def keep_correction(deflection: Deflection, decision: Decision, found: WasLive) -> None:
    """What the reader said and what a person found."""
    Correction.objects.create(
        decision=decision, deflection=deflection, post=decision.post, band=deflection.band, label=deflection.label,
        reader=deflection.reader, found=found,
    )  # fmt: skip


@transaction.atomic
def decide_deflection(*, deflection: Deflection, moderator: Member, reason: str) -> Decision:
    """Say that a deflection was dealt with, and how. Raises AlreadyDecided if another moderator was first."""
    require(rules.may_close(moderator, deflection), _("Another moderator must close this one."))
    read_first(reason, author=moderator, place="decision")
    require_free(kind="deflection", subject_id=deflection.pk, moderator=moderator)
    if not close_deflection(deflection=deflection, moderator=moderator):
        raise AlreadyDecided(deflection.decisions.select_related("moderator").first())
    decision = Decision.objects.create(
        moderator=moderator, deflection=deflection, verdict=Verdict.CONTACTED, reason=reason
    )
    settle_take(kind="deflection", subject_id=deflection.pk)
    record_closing(decision, deflection)
    announce(QueueShortened())
    return decision
