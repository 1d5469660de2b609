"""Deciding about posts and about stopped texts."""

from django.db import transaction
from django.utils import timezone

from deflection.actions import close_deflection
from deflection.models import Deflection
from forum.actions.endorsements import settle_warnings
from forum.actions.posts import hide_post, mark_looked_at, show_post
from forum.models import Post, Status
from forum.rules import may_decide
from members.models import Member
from members.permission import require
from moderation import rules
from moderation.actions.live import settle_post
from moderation.actions.reading import read_first
from moderation.events import QueueShortened
from moderation.models import Correction, Decision, Flag, Verdict, WasLive
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
    settle_post(post=post, moderator=moderator, flags=flags, was_live=was_live)
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
