"""Reports that were decided, second looks at some of those decisions, and posts that a reader took for live."""

from datetime import datetime, timedelta

from audit.models import Deed
from demo.history.past import Past, put
from forum.fields import said_in
from forum.models import Post
from moderation.causes import OWN_ACCORD
from moderation.models import Decision, Flag, LiveReport, Reason, SecondLook, Verdict, WasLive
from moderation.models.second_looks import SAME, View
from moderation.urgency import DUE_AFTER, OTHER, SEVERITY

REPORTS, LIVE = 46, 7
REASONS = (
    Reason.UNSAFE_ADVICE, Reason.UNPROFESSIONAL_TONE, Reason.ADVERTISING, Reason.PATIENT_IDENTIFIABLE,
    Reason.UNDECLARED_INTEREST, Reason.OTHER,
)  # fmt: skip
# As shares of the time that there is for it; one in nine is late.
WAITED = (0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.6, 0.8, 1.4)
KEPT = "Read twice: it keeps to our rules, and the reader was told so."
BACK = "One sentence reads as a promise. Please say what it rests on."
AGAIN = "It says now what it rests on. Thank you."
IT_WAS_OVER = "The author was reached: it was over when it was written."
FOUND = (WasLive.OVER, WasLive.OVER, WasLive.UNCLEAR, WasLive.NO_PATIENT)


def put_decided(past: Past) -> None:
    posts = others_posts(past)
    for nth, at in enumerate(past.moments(REPORTS)):
        if older := [post for post in posts if post.created_at < at - timedelta(hours=6)]:
            decide(past, past.dice.choice(older), REASONS[nth % len(REASONS)], at, nth)
    for nth, at in enumerate(past.moments(LIVE)):
        if older := [post for post in posts if post.created_at < at - timedelta(hours=6)]:
            mark_live(past, past.dice.choice(older), at, FOUND[nth % len(FOUND)])


def others_posts(past: Past) -> list[Post]:
    """Of members who are neither a login of the demo nor a moderator."""
    rows = Post.objects.published().replies().filter(author__in=past.members)
    return list(rows.select_related("topic__section", "author").order_by("pk"))


def report(past: Past, post: Post, reason: Reason, at: datetime, closed: datetime, decision: Decision) -> Flag:
    by = past.dice.choice([member for member in past.members if member != post.author])
    return put(
        Flag(
            post=post, member=by, reason=reason, snapshot=post.body, said=said_in(post), created_at=at,
            closed_at=closed, decision=decision,
        )
    )  # fmt: skip


def decide(past: Past, post: Post, reason: Reason, at: datetime, nth: int) -> None:
    """Two in three stay as they are; the others went back to their authors and were published again."""
    severity = SEVERITY.get(reason, OTHER)
    waited = DUE_AFTER[severity] * WAITED[nth % len(WAITED)]
    closed = min(at + waited, past.now - timedelta(minutes=5))
    verdict = Verdict.RETURN if nth % 3 == 0 else Verdict.KEEP
    words = BACK if verdict == Verdict.RETURN else KEPT
    decision = log(past, post, verdict, words, closed, reason, severity, closed - at)
    report(past, post, reason, at, closed, decision)
    if verdict == Verdict.RETURN and (sent := closed + timedelta(hours=9)) < past.now:
        log(past, post, Verdict.PUBLISH, AGAIN, sent, "sent_again", 1, timedelta(minutes=35))
    if nth % 4 != 1:
        look_again(past, decision, closed + timedelta(days=2), nth)


def log(
    past: Past, post: Post, verdict: Verdict, reason: str, at: datetime, cause: str, severity: int, waited: timedelta
) -> Decision:
    by = past.dice.choice(past.moderators)
    decision = put(Decision(moderator=by, post=post, verdict=verdict, reason=reason, created_at=at))
    past.did(
        Deed.POST_DECIDED, at, by, post, cause=str(cause), severity=severity, waited=int(waited.total_seconds()),
        late=waited > DUE_AFTER[severity], section=post.topic.section_id, was="published",
        reports=0 if cause == OWN_ACCORD else 1, decision=decision.pk, verdict=str(verdict),
    )  # fmt: skip
    return decision


def look_again(past: Past, decision: Decision, at: datetime, nth: int) -> None:
    """By somebody else, who comes to another view one time in seven."""
    if at >= past.now:
        return
    by = past.dice.choice([one for one in past.moderators if one != decision.moderator])
    first = SAME[Verdict(decision.verdict)]
    view = (View.STANDS if first == View.RETURN else View.RETURN) if nth % 7 == 3 else first
    put(
        SecondLook(
            decision=decision, said=said_in(decision.post), cause=decision.flags.first().reason,
            chosen_at=decision.created_at, moderator=by, verdict=view, judged_at=at,
        )
    )  # fmt: skip


def mark_live(past: Past, post: Post, at: datetime, found: WasLive) -> None:
    """Reported as happening now, out of sight for minutes, and back: the reader of the post was careful."""
    closed = at + timedelta(minutes=4)
    decision = log(past, post, Verdict.PUBLISH, IT_WAS_OVER, closed, Reason.LIVE_EMERGENCY, 0, timedelta(minutes=4))
    flag = report(past, post, Reason.LIVE_EMERGENCY, at, closed, decision)
    put(LiveReport(flag=flag, hid_post=True, found=found, decided_at=closed))
