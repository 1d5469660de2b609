"""One timeline of a post, a topic or a member, for moderators: everything that happened, newest first."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, Q, QuerySet, Value
from django.utils.translation import gettext

from forum.models import Endorsement, Post, Revision, Stance, Topic
from forum.naming import Alias, by_name
from members.models import Claim, Credential, Look, Member
from members.wording import in_a_sentence
from moderation.models import Appeal, Decision, Flag, Measure, Note, ReportQuestion

PER_PAGE = 20
Subject = Post | Topic | Member


@dataclass(frozen=True)
class Entry:
    """One thing that happened. `who` is the person who did it; `words` are theirs."""

    kind: str
    at: datetime
    title: str
    who: str
    words: str = ""
    url: str = ""
    about: str = ""


@dataclass(frozen=True)
class Source:
    """Where entries of one kind come from: which rows, dated by which column, read with what, told how."""

    kind: str
    rows: Callable[[Subject], QuerySet[Any]]
    dated: str
    beside: tuple[str, ...]
    told: Callable[[Any], tuple[str, Member | Alias | None, str]]
    post: str = ""

    def dates(self, subject: Subject) -> QuerySet[Any]:
        named = Value(self.kind, output_field=CharField())
        dated = self.rows(subject).exclude(**{self.dated: None}).order_by()
        return dated.annotate(dated_at=F(self.dated), sort=named, row=F("pk")).values_list("dated_at", "sort", "row")


def on(path: str, subject: Subject) -> Q:
    """Rows whose post, reached by this path, is the subject, stands in it, or was written by it under its name."""
    match subject:
        case Post():
            return Q(**{path: subject})
        case Topic():
            return Q(**{f"{path}__topic": subject})
        case _:
            return Q(**{f"{path}__author": subject}) & by_name(path)


def notes_about(subject: Subject) -> QuerySet[Note]:
    own = {Post: "post", Topic: "topic", Member: "member"}[type(subject)]
    return Note.objects.filter(Q(**{own: subject}) | on("post", subject))


def measures_about(subject: Subject) -> QuerySet[Measure]:
    return Measure.objects.filter(member=subject) if isinstance(subject, Member) else Measure.objects.filter(
        on("post", subject), by_name("post")
    )  # fmt: skip


def appeals_about(subject: Subject) -> QuerySet[Appeal]:
    if isinstance(subject, Member):
        return Appeal.objects.filter(Q(decision__post=None) | by_name("decision__post"), member=subject)
    return Appeal.objects.filter(on("decision__post", subject) | on("measure__post", subject))


def of_member(model: Any, path: str) -> Callable[[Subject], QuerySet[Any]]:
    """What belongs to a member alone: on the timeline of a post or a topic there is none of it."""
    return lambda subject: (
        model.objects.filter(**{path: subject}) if isinstance(subject, Member) else model.objects.none()
    )


SOURCES = (
    Source(
        "flag",
        lambda subject: Flag.objects.filter(on("post", subject)),
        "created_at",
        ("member", "post__topic"),
        lambda row: (gettext("Reported: %(reason)s") % {"reason": row.get_reason_display()}, row.member, row.note),
        "post",
    ),
    Source(
        "asked",
        lambda subject: ReportQuestion.objects.filter(on("flag__post", subject)),
        "asked_at",
        ("moderator",),
        lambda row: (gettext("Asked the reporter"), row.moderator, row.words),
    ),
    Source(
        "note",
        notes_about,
        "created_at",
        ("author", "post__topic"),
        lambda row: (gettext("Note"), row.author, row.words),
        "post",
    ),
    Source(
        "decision",
        lambda subject: Decision.objects.filter(on("post", subject)),
        "created_at",
        ("moderator", "post__topic"),
        lambda row: (
            gettext("Decided: %(what)s") % {"what": in_a_sentence(row.get_verdict_display())},
            row.moderator,
            row.reason,
        ),
        "post",
    ),
    Source(
        "edit",
        lambda subject: Revision.objects.filter(on("post", subject)),
        "created_at",
        ("editor", "post__topic"),
        lambda row: (gettext("Edited"), row.by, row.reason),
        "post",
    ),
    Source(
        "warning",
        lambda subject: Endorsement.objects.filter(on("post", subject), stance=Stance.UNSAFE),
        "created_at",
        ("expert", "post__topic"),
        lambda row: (gettext("Called unsafe"), row.expert, row.reason),
        "post",
    ),
    Source(
        "measure",
        measures_about,
        "created_at",
        ("by",),
        lambda row: (gettext("Measure: %(what)s") % {"what": in_a_sentence(row.get_rung_display())}, row.by, row.text),
    ),
    Source(
        "measure_ended",
        measures_about,
        "ended_at",
        ("ended_by",),
        lambda row: (
            gettext("%(rung)s ended. %(ended_how)s")
            % {"rung": row.get_rung_display(), "ended_how": row.get_ended_how_display()},
            row.ended_by,
            "",
        ),
    ),
    Source(
        "appeal",
        appeals_about,
        "created_at",
        ("member", "decision__post__topic"),
        lambda row: (gettext("Appealed"), row.by, row.text),
    ),
    Source(
        "appeal_decided",
        appeals_about,
        "decided_at",
        ("decided_by",),
        lambda row: (
            gettext("Appeal answered. %(outcome)s") % {"outcome": row.get_outcome_display()},
            row.decided_by,
            row.reply,
        ),
    ),
    Source(
        "credential",
        of_member(Credential, "member"),
        "checked_at",
        ("checked_by",),
        lambda row: (
            gettext("Credential checked: %(qualification)s") % {"qualification": row.qualification},
            row.checked_by,
            "",
        ),
    ),
    Source(
        "credential_ended",
        of_member(Credential, "member"),
        "revoked_at",
        (),
        lambda row: (gettext("Credential ended: %(qualification)s") % {"qualification": row.qualification}, None, ""),
    ),
    Source(
        "look",
        of_member(Look, "credential__member"),
        "created_at",
        ("reviewer",),
        lambda row: (
            gettext("Looked up again: %(status)s") % {"status": row.get_status_display()},
            row.reviewer,
            row.reason,
        ),
    ),
    Source(
        "claim",
        of_member(Claim, "member"),
        "created_at",
        ("member",),
        lambda row: (
            gettext("Claimed: %(what)s") % {"what": in_a_sentence(row.get_wanted_tier_display())},
            row.member,
            "",
        ),
    ),
    Source(
        "claim_decided",
        of_member(Claim, "member"),
        "decided_at",
        ("first_reviewer",),
        lambda row: (
            gettext("Claim: %(what)s") % {"what": in_a_sentence(row.get_status_display())},
            row.first_reviewer,
            row.reason,
        ),
    ),
)
BY_KIND = {source.kind: source for source in SOURCES}


def timeline_of(subject: Subject, viewer: Member, page: str | None = None) -> Page:
    """A page of entries. Nobody reads what colleagues noted about themselves or their own posts."""
    sources = [source for source in SOURCES if source.kind != "note" or may_read_notes(viewer, subject)]
    first, *others = (source.dates(subject) for source in sources)
    found = first.union(*others, all=True).order_by("-dated_at", "sort", "-row")
    shown = Paginator(found, PER_PAGE).get_page(page)
    shown.object_list = told(list(shown.object_list), subject)
    return shown


def may_read_notes(viewer: Member, subject: Subject) -> bool:
    about = subject if isinstance(subject, Member) else subject.author
    return viewer.pk != about.pk


def told(found: list[tuple[datetime, str, int]], subject: Subject) -> list[Entry]:
    """The rows themselves, in one query for each kind on the page."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for _, kind, which in found:
        wanted[kind].append(which)
    rows = {
        kind: BY_KIND[kind].rows(subject).select_related(*BY_KIND[kind].beside).in_bulk(keys)
        for kind, keys in wanted.items()
    }
    return [entry(BY_KIND[kind], rows[kind][which], at, subject) for at, kind, which in found if which in rows[kind]]


def entry(source: Source, row: Any, at: datetime, subject: Subject) -> Entry:
    """Where the timeline is of more than one post, each entry names and links its own."""
    title, who, words = source.told(row)
    post = getattr(row, source.post, None) if source.post and not isinstance(subject, Post) else None
    place = {"url": f"/moderation/posts/{post.pk}/", "about": post.topic.title} if post else {}
    return Entry(source.kind, at, title, who.name if who else "", words, **place)
