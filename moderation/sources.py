"""The kinds of things that wait. A new kind is one more line in SOURCES: its rows, how grave, and the words."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Count, F, IntegerField, Min, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from deflection.models import Deflection
from deflection.routes import words_for
from forum.models import MutualPair, Post, Status
from forum.models.held import (
    ASKED,
    CHANGED_PART,
    DECLINED,
    FIRST_POSTS,
    RETURNED,
    SENT_AGAIN,
    WITH_OTHERS,
)
from forum.models.topics import Lane
from forum.naming import ALIAS
from members.models import Claim, Member
from members.wording import in_a_sentence
from moderation.models import Appeal, Concern, Flag, LineReport, Proposal, Reason, SecondLook
from moderation.models.keys import Act
from moderation.urgency import OTHER, SEVERITY

HELD_BECAUSE = {
    "live": gettext_lazy("Hidden: a colleague says that it may be happening now"),
    "reader_failed": gettext_lazy("Held: the reader was out of order"),
    "disagreement": gettext_lazy("Held: text and declaration disagree"),
    FIRST_POSTS: gettext_lazy("Held: one of the first posts of a new member"),
    "appeal": gettext_lazy("Held: its author says that it is not live"),
    "moved": gettext_lazy("Held: it was moved in among patients, and may be about something live"),
    "incomplete": gettext_lazy("Held: a case study that says little yet"),
    "permission": gettext_lazy("Held: a case study told with a colleague's permission. Ask that colleague first"),
    ASKED: gettext_lazy("With the colleague who treated, who was asked whether it may be told"),
    DECLINED: gettext_lazy("Held: the colleague who treated does not agree that it is told"),
    CHANGED_PART: gettext_lazy("Held: its author changed what they say of their own part in it"),
    RETURNED: gettext_lazy("With its author, who was asked to change it"),
    SENT_AGAIN: gettext_lazy("Sent in again, as a moderator asked"),
    "identity": gettext_lazy("Held: its author keeps what may tell who a patient is"),
    "conduct": gettext_lazy("Held: words that belittle a patient"),
    "word_rule": gettext_lazy("Held: a rule about words"),
    "rules_failed": gettext_lazy("Held: the rules about words could not be read"),
    "critical_sign": gettext_lazy("Held: names a sign that calls for the emergency number"),
}


class Told(NamedTuple):
    """One thing in words: what it is, where it stands, where it is decided, and whose it is."""

    title: str
    where: str
    url: str
    author: int | None = None


def as_grave_as(severity: int) -> Q:
    return Q(severity__lte=severity)


def reported_as(severity: int) -> Q:
    """The same, asked of the reports before they are grouped: most posts need not be grouped at all."""
    grave = [reason for reason, known in SEVERITY.items() if known <= severity]
    reports = Flag.objects.waiting().order_by().filter(reason__in=grave)
    return as_grave_as(severity) & (Q(post__in=reports.values("post")) if severity < OTHER else Q())


@dataclass(frozen=True)
class Source:
    """`rows` come from `waits`; `told` reads the few that are on the page; `page` names where they are decided.

    `section` and `area` are the paths to a section's slug and a topic's area: without them the filter leaves it out.
    """

    kind: str
    label: str
    page: str
    rows: Callable[[], QuerySet[Any]]
    told: Callable[[Sequence[int]], dict[int, Told]]
    section: str = ""
    area: str = ""
    upto: Callable[[int], Q] = as_grave_as

    def named_rows(self) -> QuerySet[Any]:
        return self.rows().annotate(kind=Value(self.kind, output_field=CharField()))


def waits(
    rows: QuerySet[Any], *, severity: Any, since: Any = "created_at", ranked: Any = None, subject: str = "pk",
    count: Any = None,
) -> QuerySet[Any]:  # fmt: skip
    """The columns that every source has. `ranked` is its place where that is not simply `since`."""
    grave = Value(severity, output_field=IntegerField()) if isinstance(severity, int) else severity
    when = F(since) if isinstance(since, str) else since
    number = count if count is not None else Value(1, output_field=IntegerField())
    return rows.order_by().annotate(severity=grave, since=when, ranked=ranked or when, subject=F(subject), count=number)


def flagged() -> QuerySet[Any]:
    """A post once, however many reported it: as grave as the gravest report, as old as the oldest."""
    cases = [When(reason__in=group, then=Value(grave)) for grave, group in reasons_by_severity().items()]
    return waits(
        Flag.objects.waiting().order_by().values("post_id"), subject="post_id", since=Min("created_at"),
        ranked=Min(Coalesce("ranked_from", "created_at")), count=Count("pk"),
        severity=Min(Case(*cases, default=Value(OTHER), output_field=IntegerField())),
    )  # fmt: skip


def reasons_by_severity() -> dict[int, list[Reason]]:
    found: dict[int, list[Reason]] = defaultdict(list)
    for reason, severity in SEVERITY.items():
        found[severity].append(reason)
    return found


def held() -> QuerySet[Any]:
    """Soon, but for the first posts of new members: those are read within a day, unless the question is for today."""
    unhurried = When(~Q(topic__lane=Lane.SAME_DAY), held_because=FIRST_POSTS, then=Value(2))
    return waits(
        Post.objects.filter(status=Status.HELD).exclude(held_because__in=WITH_OTHERS),
        severity=Case(unhurried, default=Value(1), output_field=IntegerField()),
        since=Coalesce("waits_since", "created_at"),
    )  # fmt: skip


def sampled() -> QuerySet[Any]:
    rows = Post.objects.filter(wants_a_look=True, status=Status.PUBLISHED)
    return waits(rows, severity=2, since=Coalesce("edited_at", "created_at"))


OF_A_POST = (
    "pk", "held_because", "author__name", "topic__title", "topic__section__name", "author", "topic__unnamed_as",
    "topic__author",
)  # fmt: skip


def told_posts(title: Callable[[int, str], str]) -> Callable[[Sequence[int]], dict[int, Told]]:
    """`title` is handed the post's id and why it is held."""

    def told(keys: Sequence[int]) -> dict[int, Told]:
        rows = Post.objects.order_by().filter(pk__in=keys).values_list(*OF_A_POST)
        where = gettext("%(name)s in “%(topic)s”, %(section)s")
        return {
            pk: Told(
                title(pk, because),
                where % {"name": ALIAS if facet and author == opener else name, "topic": topic, "section": section},
                f"/moderation/posts/{pk}/",
                author,
            )
            for pk, because, name, topic, section, author, facet, opener in rows
        }

    return told


def told_flagged(keys: Sequence[int]) -> dict[int, Told]:
    gravest: dict[int, str] = {}
    for post, reason in (
        Flag.objects.waiting().order_by().filter(post__in=keys).values_list("post", "reason").distinct()
    ):
        gravest[post] = min(gravest.get(post, reason), reason, key=lambda known: SEVERITY.get(Reason(known), OTHER))
    return told_posts(lambda pk, _: Reason(gravest.get(pk, Reason.OTHER)).label)(keys)


def told_deflections(keys: Sequence[int]) -> dict[int, Told]:
    rows = Deflection.objects.filter(pk__in=keys).order_by()
    return {
        pk: Told(
            gettext("Stopped: %(words_for)s") % {"words_for": words_for(event)},
            f"{name}, {section or place}",
            f"/moderation/deflections/{pk}/",
            author,
        )
        for pk, event, name, section, place, author in rows.values_list(
            "pk", "event", "author__name", "section", "place", "author"
        )
    }


def told_claims(keys: Sequence[int]) -> dict[int, Told]:
    rows = Claim.objects.select_related("member").in_bulk(keys)
    return {
        pk: Told(title_of(row), row.member.name, reverse("claim-review", args=[pk]), row.member_id)
        for pk, row in rows.items()
    }


def title_of(claim: Claim) -> str:
    look = gettext("Second look") if claim.needs_second else gettext("Look up")
    return f"{look}: {in_a_sentence(claim.get_wanted_tier_display())}, {claim.register.name}"


def told_second_looks(keys: Sequence[int]) -> dict[int, Told]:
    """Not a word of what was decided, nor by whom."""
    rows = SecondLook.objects.select_related("decision__post__topic__section").in_bulk(keys)
    return {
        pk: Told(
            gettext("A decision to judge again"),
            gettext("a post in %(name)s") % {"name": row.decision.post.topic.section.name},
            reverse("again-show", args=[pk]),
            row.decision.post.author_id,
        )
        for pk, row in rows.items()
    }


def told_appeals(keys: Sequence[int]) -> dict[int, Told]:
    rows = Appeal.objects.select_related("decision__post__topic", "measure", "member").in_bulk(keys)
    return {
        pk: Told(
            gettext("Appeal: %(against)s") % {"against": against(row)},
            row.by.name,
            reverse("appeal-show", args=[pk]),
            row.member_id,
        )
        for pk, row in rows.items()
    }


def against(appeal: Appeal) -> str:
    if appeal.decision:
        return in_a_sentence(appeal.decision.get_verdict_display())
    return in_a_sentence(appeal.measure.get_rung_display()) if appeal.measure else gettext("a refused claim")


def told_keys(keys: Sequence[int]) -> dict[int, Told]:
    """Whom a referral is about is read by few, so the queue does not say."""
    rows = Proposal.objects.select_related("member", "post__topic").in_bulk(keys)
    return {
        pk: Told(
            gettext("Second key: %(what)s") % {"what": in_a_sentence(row.get_act_display())},
            "" if row.act == Act.REFER else row.by.name,
            reverse("key-show", args=[pk]),
            row.member_id,
        )
        for pk, row in rows.items()
    }


def told_pairs(keys: Sequence[int]) -> dict[int, Told]:
    rows = MutualPair.objects.select_related("first", "second").in_bulk(keys)
    return {
        pk: Told(
            gettext("Two who endorse each other above all"),
            gettext("%(first)s and %(second)s") % {"first": row.first.name, "second": row.second.name},
            reverse("moderation-pair", args=[pk]),
        )
        for pk, row in rows.items()
    }


def wants_second_key() -> QuerySet[Any]:
    return waits(Proposal.objects.waiting(timezone.now()), severity=2, since="proposed_at")


def told_concerns(keys: Sequence[int]) -> dict[int, Told]:
    """Not a word of what they wrote: it is sealed, and read on its page."""
    rows = Concern.objects.select_related("post__topic__section").in_bulk(keys)
    return {
        pk: Told(
            gettext("Somebody believes that they are shown here"),
            row.post.topic.section.name if row.post else gettext("They could not give a link"),
            reverse("concern-show", args=[pk]),
            row.post.author_id if row.post else None,
        )
        for pk, row in rows.items()
    }


def reported_lines() -> QuerySet[Any]:
    """A member's lines once, however many reported them: as grave as the gravest report, as old as the oldest."""
    cases = [When(reason__in=group, then=Value(grave)) for grave, group in reasons_by_severity().items()]
    return waits(
        LineReport.objects.waiting().order_by().values("whose_id"), subject="whose_id", since=Min("created_at"),
        ranked=Min("created_at"), count=Count("pk"),
        severity=Min(Case(*cases, default=Value(OTHER), output_field=IntegerField())),
    )  # fmt: skip


def told_lines(keys: Sequence[int]) -> dict[int, Told]:
    named = Member.objects.filter(pk__in=keys).order_by().values_list("pk", "name")
    return {
        pk: Told(gettext("Lines on a member's page"), name, reverse("lines-take-off", args=[pk]), pk)
        for pk, name in named
    }


SOURCES = (
    Source(
        "concern",
        gettext_lazy("From patients"),
        "concern",
        lambda: waits(Concern.objects.waiting(), severity=0),
        told_concerns,
    ),
    Source(
        "deflection",
        gettext_lazy("Deflections"),
        "deflection",
        lambda: waits(Deflection.objects.waiting(), severity=0),
        told_deflections,
        section="section",
    ),
    Source(
        "flag",
        gettext_lazy("Flags"),
        "post",
        flagged,
        told_flagged,
        section="post__topic__section__slug",
        area="post__topic__area",
        upto=reported_as,
    ),
    Source(
        "held",
        gettext_lazy("Held posts"),
        "post",
        held,
        told_posts(lambda _, because: HELD_BECAUSE.get(because, gettext("Held"))),
        section="topic__section__slug",
        area="topic__area",
    ),
    Source(
        "sample",
        gettext_lazy("To look at"),
        "post",
        sampled,
        told_posts(lambda *_: gettext("Published on its author's word")),
        section="topic__section__slug",
        area="topic__area",
    ),
    Source("lines", gettext_lazy("Lines on pages"), "lines", reported_lines, told_lines),
    Source("claim", gettext_lazy("Claims"), "claim", lambda: waits(Claim.objects.waiting(), severity=2), told_claims),
    Source(
        "appeal", gettext_lazy("Appeals"), "appeal", lambda: waits(Appeal.objects.waiting(), severity=2), told_appeals
    ),
    Source("key", gettext_lazy("Second keys"), "key", wants_second_key, told_keys),
    Source(
        "pair",
        gettext_lazy("Pairs"),
        "pair",
        lambda: waits(MutualPair.objects.waiting(), severity=3, since="found_at"),
        told_pairs,
    ),
    Source(
        "again",
        gettext_lazy("Second looks"),
        "again",
        lambda: waits(SecondLook.objects.waiting(), severity=3, since="chosen_at"),
        told_second_looks,
        section="decision__post__topic__section__slug",
        area="decision__post__topic__area",
    ),
)
BY_KIND = {source.kind: source for source in SOURCES}
KINDS = {source.kind: source.label for source in SOURCES}
