"""A large forum of meaningless text, quickly: for measuring speed, never for reading."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import transaction
from django.utils import timezone

from forum.models import Kind, Post, Section, Topic
from forum.text import to_html
from members.kept_sessions import SessionStore
from members.models import Credential, Member

SYLLABLES = "ba den fir gol hum jan kel lor mip nes pol rud sil tam vor wen yar zet".split()
WORDS = 20_000
PARAGRAPHS = 2_000  # rendered once each; a post joins three of them
BATCH = 2_000
Row = TypeVar("Row", Topic, Post)


@dataclass(frozen=True)
class Size:
    members: int = 500
    topics: int = 1_000
    posts: int = 10
    long_topic: int = 100


def seed(size: Size) -> dict[str, int]:
    """Topics of discussion with so many posts each, and one long one, which is the newest."""
    dice = Random(6)
    members = seed_members(size.members)
    paragraphs = [paragraph(dice) for _ in range(min(PARAGRAPHS, size.topics * size.posts))]
    newest = Topic.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    topics = seed_topics(size, members, dice)
    for some in in_batches(posts_of(topics, size, members, paragraphs, dice)):
        Post.objects.bulk_create(some)
    return {"members": len(members), "topics": len(topics), "posts": Post.objects.filter(topic_id__gt=newest).count()}


@transaction.atomic
def seed_members(number: int) -> list[Member]:
    """Half of them verified; they cannot sign in with a password."""
    now = timezone.now()
    made = Member.objects.bulk_create(
        Member(email=f"load{n}@example.org", name=f"Member {letters(n)}", password="!", date_joined=now)
        for n in range(number)
    )
    Credential.objects.bulk_create(
        Credential(
            member=member, checked_by=made[0], tier=1 + n % 2, register="NMC", qualification="Registered nurse",
            checked_at=now, valid_until=now + timedelta(days=300),
        )
        for n, member in enumerate(made)
        if n % 2
    )  # fmt: skip
    return made


def letters(number: int) -> str:
    """A name may hold letters only."""
    digits = str(number)
    return "".join(chr(ord("A") + int(digit)) for digit in digits).capitalize()


def seed_topics(size: Size, members: list[Member], dice: Random) -> list[Topic]:
    sections = list(Section.objects.filter(kind=Kind.DISCUSSION).order_by("position", "pk"))
    now = timezone.now()
    rows = (
        Topic(
            section=(section := sections[n % len(sections)]), kind=section.kind, title=words(dice, 6).capitalize(),
            author=dice.choice(members), version=length, reply_count=length - 1,
            created_at=now - timedelta(minutes=size.topics - n), last_post_at=now - timedelta(minutes=size.topics - n),
        )
        for n in range(size.topics)
        for length in [length_of(n, size)]
    )  # fmt: skip
    return [topic for some in in_batches(rows) for topic in Topic.objects.bulk_create(some)]


def length_of(number: int, size: Size) -> int:
    return size.long_topic if number == size.topics - 1 else size.posts


def posts_of(
    topics: list[Topic], size: Size, members: list[Member], paragraphs: list[tuple[str, str]], dice: Random
) -> Iterator[Post]:
    for number, topic in enumerate(topics):
        for place in range(length_of(number, size)):
            chosen = [paragraphs[dice.randrange(len(paragraphs))] for _ in range(3)]
            yield Post(
                topic=topic, author=topic.author if place == 0 else dice.choice(members), is_opening=place == 0,
                body="\n\n".join(raw for raw, _ in chosen), body_html="\n".join(html for _, html in chosen),
                client_id=UUID(int=dice.getrandbits(128)), version=place + 1,
                created_at=moment(topic.created_at, place),
            )  # fmt: skip


def moment(opened: datetime, place: int) -> datetime:
    return opened + timedelta(seconds=place)


def paragraph(dice: Random) -> tuple[str, str]:
    """About 170 characters with a little Markdown, and its HTML."""
    raw = f"{words(dice, 9).capitalize()}, *{words(dice, 2)}* {words(dice, 12)} **{words(dice, 1)}** {words(dice, 3)}."
    return raw, to_html(raw)


def words(dice: Random, number: int) -> str:
    """Words whose frequencies fall as in real language: the n-th most common is used a n-th as often."""
    return " ".join(word(int(WORDS ** dice.random())) for _ in range(number))


def word(rank: int) -> str:
    parts = []
    while True:
        rank, rest = divmod(rank, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
        if not rank:
            return "".join(parts)


def in_batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    found = iter(rows)
    while some := list(islice(found, BATCH)):
        yield some


def session_of(member: Member) -> str:
    """The key of a session in which this member is signed in."""
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(member.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    return session.session_key
