"""Puts fictional texts on the forum's shelves."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from deflection.declaration import Declaration
from deflection.models import Deflection
from demo.credentials import hash_of
from forum.actions.topics import open_topic
from forum.case_texts import as_markdown, html_of
from forum.models import (
    CaseStudy,
    CommentaryRequest,
    Complication,
    Endorsement,
    Kind,
    Post,
    Section,
    Stance,
    Status,
    Topic,
)
from forum.models.answers import carried
from forum.models.roles import Role, how_long_after
from forum.naming import facet_of
from forum.text import to_html
from members.models import Member
from moderation.models import Flag

Row = dict[str, Any]
CARRIED = ("rests_on", "citation", "interest", "interest_words")


def carried_by(row: Row, topic: Topic, at: datetime) -> Row:
    """What an answer of the demo carries beside its words, and whether it helped whoever asked."""
    said = {name: row[name] for name in CARRIED if name in row}
    if not said:
        return {}
    return carried(is_answer=topic.is_question, **said) | {"helped_author_at": at if row.get("helped") else None}


def placed_by(row: Row, topic: Topic, author: Member, at: datetime) -> Row:
    """Where in a case study a comment stands, and what stands above it."""
    if row.get("role") == Role.COMMENTARY:
        return {"role": Role.COMMENTARY, "headline": author.credential.in_words}
    if row.get("role") == Role.UPDATE:
        return {"role": Role.UPDATE, "headline": how_long_after((at.date() - topic.case.happened_on).days)}
    return {}


class Shelf:
    """The demo's topics as they are written, by key."""

    def __init__(self, people: dict[str, Member]) -> None:
        self.people = people
        self.sections = {section.kind: section for section in Section.objects.order_by("-position")}
        self.replies: dict[tuple[str, int], Post] = {}
        self.topics: dict[str, Topic] = {}
        self.now = timezone.now()

    def ago(self, days: float, nth: int = 0) -> datetime:
        """A moment so many days ago; the nth text of a day comes a little later than the one before."""
        return (
            self.now - timedelta(days=days) + timedelta(minutes=17 * nth + 41)
            if days
            else self.now - timedelta(minutes=50 - nth)
        )

    def put_case(self, row: Row) -> None:
        fields = {field.name: row[field.name] for field in CaseStudy._meta.fields if field.name in row}
        fields["factors"] = f"|{'|'.join(row['factors'])}|" if "factors" in row else ""
        fields["complication"] = Complication.objects.filter(pk=row.get("complication", "")).first()
        fields["take_home"] = "\n".join(f"- {point}" for point in row["take_home"])
        fields["happened_on"] = (self.now - timedelta(days=row["happened_days_ago"])).date()
        case = CaseStudy.objects.create(**fields, html=html_of(fields))
        topic = self.put_opening(row, Kind.CASES, as_markdown(fields), case)
        self.put_replies(topic, row["key"], row["comments"])
        for asked in row.get("asked", []):
            CommentaryRequest.objects.create(
                topic=topic, expert=self.people[asked["expert"]], asked_by=topic.author,
                asked_at=self.ago(asked["days_ago"]),
            )  # fmt: skip

    def put_topic(self, row: Row, kind: str) -> None:
        topic = self.put_opening(row, kind, row["body"])
        self.put_replies(topic, row["key"], row.get("answers", row.get("replies", [])))

    def put_opening(self, row: Row, kind: str, body: str, case: CaseStudy | None = None) -> Topic:
        at = self.ago(row["days_ago"])
        author = self.people[row["author"]]
        topic = Topic.objects.create(
            section=self.sections[kind],
            kind=kind,
            case=case,
            title=row["title"],
            author=author,
            area=row.get("area", "") if kind == Kind.QUESTIONS else "",
            unnamed_as=facet_of(author) if row.get("unnamed") else "",
            created_at=at,
            last_post_at=at,
            version=1,
        )
        Post.objects.create(
            topic=topic,
            author=author,
            is_opening=True,
            body=body,
            body_html="" if case else to_html(body),
            client_id=uuid4(),
            version=1,
            created_at=at,
        )
        self.topics[row["key"]] = topic
        return topic

    def put_replies(self, topic: Topic, key: str, rows: list[Row]) -> None:
        """Replies in the order of the file; the topic's counters say what was put."""
        for nth, row in enumerate(rows):
            later = timedelta(minutes=hash_of(key) * 37 % 900) if row["days_ago"] > 2 else timedelta(0)
            at = max(self.ago(row["days_ago"], nth) + later, topic.created_at + timedelta(minutes=5 * (nth + 1)))
            post = Post.objects.create(
                topic=topic, author=self.people[row["author"]], body=row["body"], body_html=to_html(row["body"]),
                client_id=uuid4(), version=nth + 2, created_at=min(at, self.now), **carried_by(row, topic, at),
                **placed_by(row, topic, self.people[row["author"]], at),
            )  # fmt: skip
            self.replies[key, nth] = post
            if post.role == Role.COMMENTARY:
                CommentaryRequest.objects.create(
                    topic=topic, expert=post.author, asked_by=topic.author, asked_at=topic.created_at,
                    answered_at=post.created_at, post=post,
                )  # fmt: skip
            for place, endorsement in enumerate(row.get("endorsements", [])):
                self.endorse(post, endorsement, post.created_at + timedelta(hours=7 + 5 * place))
            if topic.is_question and topic.first_verified_answer_at is None and self.is_verified_other(post):
                topic.first_verified_answer_at = post.created_at
        topic.version, topic.reply_count = len(rows) + 1, len(rows)
        topic.endorsed_count = sum(any("stance" not in mark for mark in row.get("endorsements", [])) for row in rows)
        topic.last_post_at = max(
            [topic.created_at, *(post.created_at for (name, _), post in self.replies.items() if name == key)]
        )
        topic.save()

    def is_verified_other(self, post: Post) -> bool:
        return post.author_id != post.topic.author_id and post.author.is_verified

    def endorse(self, post: Post, row: Row, at: datetime) -> None:
        expert = self.people[row["expert"]]
        Endorsement.objects.create(
            post=post, expert=expert, credential=expert.credential, worn_as=expert.credential.in_words,
            stance=row.get("stance", Stance.ENDORSE), reason=row["reason"], evidence=row["evidence"],
            created_at=min(at, self.now),
        )  # fmt: skip

    def put_flags(self, rows: list[Row]) -> None:
        for row in rows:
            post = self.replies[row["target"]["topic"], row["target"]["index"]]
            Flag.objects.create(
                post=post, member=self.people[row["by"]], reason=row["reason"], note=row["note"], snapshot=post.body
            )

    def put_live(self, rows: list[Row]) -> None:
        """One text goes through the real gate and is deflected; one reply waits for a moderator."""
        for row in rows:
            author = self.people[row["author"]]
            if row["kind"] == "deflection":
                declared = Declaration(row["started"], row["symptomatic"])
                section = self.sections[row["section"]]
                open_topic(
                    section=section,
                    author=author,
                    title=row["title"],
                    body=row["body"],
                    client_id=uuid4(),
                    declaration=declared,
                )
            else:
                topic = self.topics[row["topic"]]
                topic.posts.create(
                    author=author, body=row["body"], body_html=to_html(row["body"]), client_id=uuid4(),
                    version=topic.next_version(), status=Status.HELD, held_because="disagreement",
                )  # fmt: skip

    def counts(self) -> dict[str, int]:
        return {
            "topics": len(self.topics),
            "case studies": CaseStudy.objects.count(),
            "posts": Post.objects.count(),
            "endorsements": Endorsement.objects.count(),
            "flags": Flag.objects.count(),
            "deflections": Deflection.objects.count(),
        }
