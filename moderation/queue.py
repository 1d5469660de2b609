"""What waits and in what order: deflections, flags, held and sampled posts, claims; gravest and oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.urls import reverse
from django.utils import timezone

from deflection.models import Deflection
from deflection.routes import words_for
from forum.models import Post, Status
from forum.models.held import RETURNED, SENT_AGAIN
from members.waiting import claims_waiting
from moderation.models import Flag, Reason

DUE_AFTER = {0: timedelta(minutes=5), 1: timedelta(hours=1), 2: timedelta(hours=24), 3: timedelta(hours=72)}
SEVERITY = {
    Reason.LIVE_EMERGENCY: 0,
    Reason.PATIENT_IDENTIFIABLE: 1,
    Reason.NO_CONSENT: 1,
    Reason.UNSAFE_ADVICE: 1,
    Reason.UNPROFESSIONAL_TONE: 2,
    Reason.PATIENT_DISPARAGED: 2,
    Reason.ADVERTISING: 2,
    Reason.UNDECLARED_INTEREST: 2,
    Reason.IMPERSONATION: 2,
}
OTHER = 3
KINDS = {"deflection": "Deflections", "flag": "Flags", "held": "Held posts", "sample": "To look at", "claim": "Claims"}
LIMIT = 500  # a queue longer than this is a staffing problem; the rest waits its turn


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a moderator."""

    kind: str
    title: str
    where: str
    since: datetime
    severity: int
    url: str
    count: int = 1

    @property
    def due_at(self) -> datetime:
        return self.since + DUE_AFTER[self.severity]

    @property
    def is_late(self) -> bool:
        return timezone.now() > self.due_at

    @property
    def kind_in_words(self) -> str:
        return KINDS[self.kind]


def waiting(kind: str = "") -> list[Waiting]:
    """Everything that waits, or one kind of it. Four queries, however long the queue."""
    items = [*deflections(), *flagged(), *unseen_posts(), *claims()]
    return sorted((item for item in items if kind in ("", item.kind)), key=lambda item: (item.severity, item.since))


def counts(items: Iterable[Waiting]) -> dict[str, int]:
    found = list(items)
    return {kind: sum(item.kind == kind for item in found) for kind in KINDS}


def deflections() -> Iterable[Waiting]:
    for deflection in Deflection.objects.waiting().select_related("author")[:LIMIT]:
        yield Waiting(
            "deflection", f"Stopped: {words_for(deflection.event)}",
            f"{deflection.author.name}, {deflection.section or deflection.place}",
            deflection.created_at, 0, reverse("moderation-deflection", args=[deflection.pk]),
        )  # fmt: skip


def flagged() -> Iterable[Waiting]:
    flags = (
        Flag.objects.waiting()
        .select_related("post__topic__section", "post__author")
        .order_by("post_id", "created_at")[:LIMIT]
    )
    for _, group in groupby(flags, key=lambda flag: flag.post_id):
        same_post = list(group)
        gravest = min(same_post, key=lambda flag: SEVERITY.get(Reason(flag.reason), OTHER))
        yield post_waiting(
            "flag",
            gravest.post,
            gravest.get_reason_display(),
            same_post[0].created_at,
            SEVERITY.get(Reason(gravest.reason), OTHER),
            len(same_post),
        )


def unseen_posts() -> Iterable[Waiting]:
    waits = Post.objects.filter(status=Status.HELD).exclude(held_because=RETURNED)
    posts = waits | Post.objects.filter(wants_a_look=True, status=Status.PUBLISHED)
    for post in posts.select_related("topic__section", "author").order_by("created_at")[:LIMIT]:
        held = post.is_held
        title = HELD_BECAUSE.get(post.held_because, "Held") if held else "Published on its author's word"
        soon = held and (post.held_because != "new_member" or post.topic.is_same_day)
        yield post_waiting(
            "held" if held else "sample",
            post,
            title,
            post.pending_since if held else post.edited_at or post.created_at,
            1 if soon else 2,
        )


def claims() -> Iterable[Waiting]:
    """Within a working day: a claim keeps somebody's answers below all others."""
    for claim in claims_waiting()[:LIMIT]:
        look = "Second look" if claim.needs_second else "Look up"
        yield Waiting(
            "claim", f"{look}: {claim.get_wanted_tier_display().lower()}, {claim.register.name}", claim.member.name,
            claim.created_at, 2, reverse("claim-review", args=[claim.pk]),
        )  # fmt: skip


HELD_BECAUSE = {
    "live": "Hidden: a colleague says that it may be happening now",
    "reader_failed": "Held: the reader was out of order",
    "disagreement": "Held: text and declaration disagree",
    "new_member": "Held: one of the first posts of a new member",
    "appeal": "Held: its author says that it is not live",
    RETURNED: "With its author, who was asked to change it",
    SENT_AGAIN: "Sent in again, as a moderator asked",
    "critical_sign": "Held: names a sign that calls for the emergency number",
}


def post_waiting(kind: str, post: Post, title: str, since: datetime, severity: int, count: int = 1) -> Waiting:
    where = f"{post.author.name} in “{post.topic.title}”, {post.topic.section.name}"
    return Waiting(kind, title, where, since, severity, reverse("moderation-post", args=[post.pk]), count)
