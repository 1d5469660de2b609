"""Everything a moderator needs to decide about one post, gathered for one screen."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from forum.actions.live import LIVE
from forum.agreeing import agreement_for, lacks_agreement
from forum.case_texts import told_in
from forum.completeness import completeness_of
from forum.differences import FieldChange, between
from forum.fields import LABELS, label_of, labels_of, said_in
from forum.models import Agreement, Post, Return, Status
from forum.naming import by_name
from members.models import Member
from moderation import rules
from moderation.accuracy import Accuracy, accuracy_of
from moderation.actions import deflection_appealed_in
from moderation.models import Flag, LiveReport, Measure, Reason, Verdict
from moderation.replies import ready_for
from moderation.sources import HELD_BECAUSE
from moderation.urgency import OTHER, SEVERE, SEVERITY

MANY = 50
NEW_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Report:
    """A flag with what the post said then against what it says now, and how often its reporter was right."""

    flag: Flag
    changes: list[FieldChange]
    accuracy: Accuracy


@dataclass(frozen=True)
class Asked:
    """One comment of a return, and whether its field was changed since."""

    label: str
    words: str
    answered: bool


@dataclass(frozen=True)
class SentBack:
    """The last return: what was asked, and what its author made of it."""

    row: Return
    asked: list[Asked]
    changes: list[FieldChange]


@dataclass(frozen=True)
class ToReview:
    """What whoever reviews a case study sees beside it, and no other member does."""

    score: int
    missing: list[str]
    permission_from: str
    agreement: Agreement | None


def page_for(post: Post, viewer: Member) -> dict[str, Any]:
    reports = reports_of(post)
    waiting = [report.flag for report in reports if not report.flag.closed_at]
    return {
        "not_for_you": rules.why_not_for(viewer, post, waiting),
        "folded": grave_reason(post, waiting) if viewer.folds_severe else "",
        "post": post,
        "to_review": to_review(post),
        "appealed": deflection_appealed_in(post),
        "reports": reports,
        "sent_back": sent_back(post),
        "held_because": HELD_BECAUSE.get(post.held_because, ""),
        "glance": glance_at(post.author),
        "replies": ready_for(post, viewer, waiting),
    }


def to_review(post: Post) -> ToReview | None:
    case = post.topic.case if post.is_opening else None
    if case is None:
        return None
    told = completeness_of(told_in(case))
    return ToReview(told.score, [label_of(name) for name in told.missing], case.permission_from, agreement_for(post))


def grave_reason(post: Post, flags: list[Flag]) -> str:
    """Why a text may be hard to read: shown before it to whoever wants grave texts folded (MO20)."""
    grave = [flag for flag in flags if SEVERITY.get(Reason(flag.reason), OTHER) <= SEVERE]
    if grave:
        return min(grave, key=lambda flag: SEVERITY[Reason(flag.reason)]).get_reason_display()
    return HELD_BECAUSE.get(post.held_because, "") if post.is_held else ""


def reports_of(post: Post) -> list[Report]:
    """The newest reports, open ones first."""
    flags = list(post.flags.select_related("member", "question__moderator", "decision").order_by("-created_at")[:MANY])
    flags.sort(key=lambda flag: (flag.closed_at is not None, flag.created_at))
    known = accuracy_of(flag.member_id for flag in flags)
    # Many report the same version: it is compared once.
    versions = {repr(flag.said or flag.snapshot): flag for flag in flags}
    changes = {said: changed_since(flag, post) for said, flag in versions.items()}
    return [
        Report(flag, changes[repr(flag.said or flag.snapshot)], known.get(flag.member_id, Accuracy())) for flag in flags
    ]


def changed_since(flag: Flag, post: Post) -> list[FieldChange]:
    """Reports of earlier days kept the text as a whole."""
    if flag.said:
        return between(flag.said, said_in(post), labels_of(post))
    return between({"body": flag.snapshot}, {"body": post.body}, LABELS)


def sent_back(post: Post) -> SentBack | None:
    row = post.returns.select_related("moderator").first()
    if row is None:
        return None
    now, labels = said_in(post), labels_of(post)
    asked = [
        Asked(labels.get(name, name), words, row.said.get(name) != now.get(name))
        for name, words in row.comments.items()
    ]
    return SentBack(row, asked, between(row.said, now, labels))


def glance_at(author: Member) -> dict[str, Any]:
    """What became of this author and the posts that bear their name so far, in numbers."""
    posts = author.posts.filter(by_name()).exclude(status=Status.WITHDRAWN)
    return {
        "posts": posts.count(),
        "hidden": posts.filter(status=Status.HIDDEN).count(),
        "returned": Return.objects.filter(by_name("post"), post__author=author).count(),
        "reports": Flag.objects.filter(by_name("post"), post__author=author).count(),
        "measures": Measure.objects.filter(member=author).count(),
        "is_new": timezone.now() - author.date_joined < NEW_FOR,
    }


def asks_whether_live(post: Post) -> bool:
    """An appeal against a deflection, or somebody says that it is happening now; and nobody has judged that yet."""
    return bool(deflection_appealed_in(post)) or LiveReport.objects.waiting().filter(flag__post=post).exists()


def verdicts_for(post: Post) -> list[Verdict]:
    """Nobody publishes what the colleague who treated has not agreed to."""
    offered = verdicts_by_status(post)
    return [one for one in offered if one != Verdict.PUBLISH] if lacks_agreement(post) else offered


def verdicts_by_status(post: Post) -> list[Verdict]:
    if post.status == Status.PUBLISHED:
        return [Verdict.KEEP, Verdict.RETURN, Verdict.HIDE]
    if post.is_returned:
        return [Verdict.PUBLISH, Verdict.HIDE]
    if post.is_held:
        return [Verdict.PUBLISH, Verdict.RETURN, Verdict.HIDE]
    if post.held_because == LIVE:
        return [Verdict.PUBLISH, Verdict.HIDE]
    return [Verdict.PUBLISH, Verdict.KEEP] if post.status == Status.HIDDEN else [Verdict.KEEP]
