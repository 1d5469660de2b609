"""A queue of a thousand kinds of trouble, made up, and what it costs to show it."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import cycle
from statistics import median
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from deflection.models import Deflection
from forum.models import Post, Section, Topic
from members.models import Claim, Member
from moderation import queue
from moderation.models import Flag

RUNS = 30
HX = {"HX-Request": "true"}
REASONS = ("patient_identifiable", "unsafe_advice", "unprofessional_tone", "advertising", "other", "other")
HELD = ("new_member", "disagreement", "critical_sign")


def fill(number: int) -> None:
    """Of ten: four reported posts, three held ones, one to look at, one stopped text and one claim."""
    now, sections = timezone.now(), list(Section.objects.all())
    people = Member.objects.bulk_create(
        Member(email=f"member{nth}@example.org", name=f"Member {nth}", profession="nurse")
        for nth in range(max(200, number // 10))
    )
    kinds = [section for section in sections if section.kind == "questions"]
    topics = Topic.objects.bulk_create(
        Topic(
            section=kinds[0], kind="questions", title=f"Question {nth}", author=people[nth % len(people)], area="filler"
        )
        for nth in range(max(200, number // 10))
    )
    several = number // 10
    posts = [
        Post(
            topic=topics[nth % 200], author=people[nth % len(people)], body="Twice a day.",
            body_html="<p>Twice a day.</p>", client_id=uuid4(), created_at=now - timedelta(minutes=nth),
        )
        for nth in range(several * 8)
    ]  # fmt: skip
    for post, because in zip(posts[several * 4 : several * 7], cycle(HELD), strict=False):
        post.status, post.held_because = "held", because
    for post in posts[several * 7 :]:
        post.wants_a_look = True
    posts = Post.objects.bulk_create(posts, 500)
    report(posts[: several * 4], people)
    stop_and_claim(several, people, now)


def report(posts: list[Post], people: list[Member]) -> None:
    """Every third of them twice."""

    flags = []
    for nth, (post, reason) in enumerate(zip(posts, cycle(REASONS), strict=False)):
        for reporter in range(2 if nth % 3 == 0 else 1):
            flags.append(
                Flag(
                    post=post, member=people[(nth + 1 + reporter) % len(people)], reason=reason, snapshot="Twice a day."
                )
            )
    Flag.objects.bulk_create(flags, 500)
    for flag in flags[:1]:
        Flag.objects.filter(pk=flag.pk).update(reason="live_emergency")


def stop_and_claim(number: int, people: list[Member], now: datetime) -> None:
    Deflection.objects.bulk_create(
        [
            Deflection(
                author=people[nth % len(people)], client_id=uuid4(), place="questions", section="questions",
                route="999", event="vascular_occlusion", sealed=b"", expires_at=now + timedelta(days=30),
            )
            for nth in range(number)
        ],
        500,
    )  # fmt: skip
    Claim.objects.bulk_create([claim(people, nth) for nth in range(number)], 500)


def claim(people: list[Member], nth: int) -> Claim:
    return Claim(
        member=people[nth], register_slug="nmc", number_sealed=b"", number_mark=str(nth), last_two="42",
        name_on_register=people[nth].name, profession="nurse", wanted_tier=1,
    )  # fmt: skip


def cpu(work: Callable[[], object]) -> float:
    """The middle of thirty runs, in milliseconds of this process: SQLite works in it, PostgreSQL beside it."""
    spent = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        spent.append(1000 * (time.process_time() - start))
    return median(spent)


def measure(number: int) -> None:

    moderator = Member.objects.create_user("mo@example.org", None, name="Mo", profession="nurse", is_moderator=True)
    browser = Client()
    browser.force_login(moderator)
    print(f"{queue.how_many().all:,} items wait")
    for words, work in {
        "the list function, first page": queue.listed,
        "the list function, page 100": lambda: queue.listed(page="100"),
        "the list function, only held posts": lambda: queue.listed(queue.Asked(kind="held")),
        "the list function, late and free": lambda: queue.listed(queue.Asked(late=True, who="free")),
        "the numbers alone": queue.how_many,
        "the page, as the browser gets it": lambda: browser.get("/moderation/", secure=True),
        "the list, as an open page fetches it": lambda: browser.get("/moderation/", headers=HX, secure=True),
        "the number in the header": lambda: browser.get("/moderation/count/", secure=True),
    }.items():
        work()
        print(f"{cpu(work):7.1f} ms of CPU  {words}")
