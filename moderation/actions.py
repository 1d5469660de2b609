"""Flagging and deciding."""

from django.db import transaction
from django.utils import timezone

from deflection.actions import close_deflection
from deflection.gate import Writing, screen
from deflection.models import Deflection
from deflection.outcomes import Hold
from forum.actions.endorsements import settle_warnings
from forum.actions.posts import hide_post, mark_looked_at, show_post
from forum.models import Endorsement, Post, Status
from forum.rules import may_decide
from members.models import Member
from members.permission import require
from moderation import rules
from moderation.events import PostFlagged, QueueShortened
from moderation.models import Correction, Decision, Flag, Reason, Verdict, WasLive
from notifications.actions import notify
from notifications.models import Notification
from realtime.door import announce


class AlreadyDecided(Exception):
    """Another moderator was first; `decision` is theirs."""

    def __init__(self, decision: Decision | None) -> None:
        super().__init__(
            f"{decision.moderator.name} decided this already." if decision else "Nothing waits here any more."
        )
        self.decision = decision


class NotNow(Exception):
    """The reader is out of order, so a reason cannot be stored."""


@transaction.atomic
def flag_post(*, post: Post, member: Member, reason: str, note: str = "") -> Flag:
    """Tell the moderators about a post, with a picture of what it said. Flagging twice gives the first flag back."""
    require(rules.may_flag(member, post), "You cannot report your own post, or one that is not public.")
    Post.objects.select_for_update().get(pk=post.pk)
    if standing := post.flags.waiting().filter(member=member).first():
        return standing
    read_first(note, author=member, place="flag")
    flag = Flag.objects.create(post=post, member=member, reason=reason, note=note, snapshot=post.body)
    announce(PostFlagged(flag))
    return flag


@transaction.atomic
def raise_unsafe(warning: Endorsement) -> Flag:
    """An answer was called unsafe, in words that passed the gate: it goes into the queue, and duty is rung."""
    post = warning.post
    post.flags.waiting().filter(member=warning.expert).update(closed_at=timezone.now())
    flag = Flag.objects.create(
        post=post, member=warning.expert, reason=Reason.UNSAFE_ADVICE, note=warning.reason, snapshot=post.body
    )
    announce(PostFlagged(flag))
    return flag


@transaction.atomic
def decide_post(
    *, post: Post, moderator: Member, verdict: str, reason: str, was_live: str = WasLive.UNCLEAR
) -> Decision:
    """Decide about a post for a reason: effect, log line, closed flags and messages stand or fall together.

    `was_live` is what the moderator found where the post is an appeal against a deflection: its author is told, and it
    is kept for the reader. Raises AlreadyDecided if another moderator was first: nothing is overwritten.
    """
    require(may_decide(moderator, post), "A moderator cannot decide about their own post.")
    require(rules.may_follow(verdict, was_live), "A text that was live is not published.")
    read_first(reason, author=moderator, place="decision")
    post.topic.lock()
    post = Post.objects.select_for_update().select_related("topic", "author").get(pk=post.pk)
    flags = list(post.flags.waiting().select_related("member"))
    if not (flags or post.status == Status.HELD or post.wants_a_look) and not would_change(post, verdict):
        raise AlreadyDecided(post.decisions.select_related("moderator").first())
    appealed = deflection_appealed_in(post)
    carry_out(post, moderator, verdict)
    settle_warnings(post=post, hidden=verdict == Verdict.HIDE)
    decision = Decision.objects.create(moderator=moderator, post=post, verdict=verdict, reason=reason)
    Flag.objects.filter(pk__in=[flag.pk for flag in flags]).update(closed_at=timezone.now())
    if appealed:
        keep_correction(appealed, decision, WasLive(was_live))
    tell_author(post, decision, appealed)
    tell_reporters(post, decision, [flag.member for flag in flags])
    announce(QueueShortened())
    return decision


def would_change(post: Post, verdict: str) -> bool:
    return (verdict == Verdict.HIDE and post.is_published) or (
        verdict == Verdict.PUBLISH and post.status == Status.HIDDEN
    )


def carry_out(post: Post, moderator: Member, verdict: str) -> None:
    match verdict:
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


def tell_author(post: Post, decision: Decision, appealed: Deflection | None) -> None:
    """The author hears the outcome and its reason, from a role and not a name. Nothing changed: nothing is said."""
    if decision.verdict == Verdict.KEEP:
        return
    about = Notification.About.RELEASED if decision.verdict == Verdict.PUBLISH else Notification.About.DECIDED
    note = f"{decision.get_verdict_display()}: {decision.reason}"
    if appealed:
        about, note = outcome_of_appeal(decision), decision.reason
    notify(
        members=[post.author], about=about, actor="A moderator", subject=post.topic.title, note=note,
        url=post.get_absolute_url(),
    )  # fmt: skip


def outcome_of_appeal(decision: Decision) -> Notification.About:
    """ "It was not live" is said only where the moderator found so."""
    if decision.verdict != Verdict.PUBLISH:
        return Notification.About.APPEAL_LOST
    sure = decision.correction.found != WasLive.UNCLEAR
    return Notification.About.APPEAL_WON if sure else Notification.About.RELEASED


def tell_reporters(post: Post, decision: Decision, reporters: list[Member]) -> None:
    """Whoever reported it always hears what was decided."""
    notify(
        members=reporters, about=Notification.About.FLAG_DECIDED, actor="A moderator", subject=post.topic.title,
        url=post.get_absolute_url(), note=decision.get_verdict_display(),
    )  # fmt: skip


@transaction.atomic
def decide_deflection(*, deflection: Deflection, moderator: Member, reason: str) -> Decision:
    """Say that a deflection was dealt with, and how. Raises AlreadyDecided if another moderator was first."""
    require(rules.may_close(moderator, deflection), "Another moderator must close this one.")
    read_first(reason, author=moderator, place="decision")
    if not close_deflection(deflection=deflection, moderator=moderator):
        raise AlreadyDecided(deflection.decisions.select_related("moderator").first())
    decision = Decision.objects.create(
        moderator=moderator, deflection=deflection, verdict=Verdict.CONTACTED, reason=reason
    )
    announce(QueueShortened())
    return decision


def read_first(text: str, *, author: Member, place: str) -> None:
    """Moderators' and reporters' words pass the gate too; only a reader that is out of order stops them."""
    if text and isinstance(screen(Writing(title="", body=text, place=place), author=author), Hold):
        raise NotNow("The safety reader is out of order, so this was not stored. Please try again in a few minutes.")
