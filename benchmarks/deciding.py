"""Two moderators decide about the same post in the same moment, again and again, and what came of it is counted."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle
from threading import Barrier
from uuid import uuid4

from django.db import connection
from django.test import Client

from audit.models import Line
from audit.verification import verify
from forum.models import Post, Section, Topic
from members.models import Member
from moderation.models import Decision, Flag
from moderation.versions import version_of

PAIRS = (("hide", "hide"), ("hide", "keep"), ("keep", "return"), ("return", "hide"))
LEFT = {"hide": "hidden", "keep": "published", "return": "held"}
REASON = "Both of us read it in the same moment."
PATIENCE = 60


@dataclass
class Races:
    """What came of them. `broken` names every post that is not as its one decision left it."""

    answers: Counter[tuple[int, int]] = field(default_factory=Counter)
    decisions: Counter[int] = field(default_factory=Counter)
    lines: Counter[int] = field(default_factory=Counter)
    broken: list[int] = field(default_factory=list)
    chain: str = ""

    @property
    def as_promised(self) -> bool:
        one_each = set(self.answers) <= {(302, 409), (409, 302)} and set(self.decisions) == {1}
        return one_each and max(self.lines, default=0) <= 2 and not self.broken and self.chain == "verifies"


def reported_posts(number: int) -> list[Post]:
    """One author, one topic, one report each."""
    made = [Member(email=f"racer{nth}@example.org", name=f"Racer {nth}", profession="nurse") for nth in range(2)]
    author, reporter = Member.objects.bulk_create(made)
    section = Section.objects.filter(kind="discussion").first() or Section.objects.create(
        slug="discussion", kind="discussion", name="Discussion", purpose="Discussion", position=1
    )
    topic = Topic.objects.create(section=section, kind=section.kind, title="What we all read at once", author=author)
    words = {"body": "Twice a day.", "body_html": "<p>Twice a day.</p>"}
    posts = Post.objects.bulk_create(
        Post(topic=topic, author=author, client_id=uuid4(), **words) for _ in range(number)
    )  # fmt: skip
    Flag.objects.bulk_create(
        Flag(post=post, member=reporter, reason="other", snapshot=post.body) for post in posts
    )  # fmt: skip
    return posts


def moderators() -> list[Client]:
    browsers = []
    for nth in range(2):
        member = Member.objects.create_user(
            f"judge{nth}@example.org", None, name=f"Judge {nth}", profession="nurse", is_moderator=True
        )
        browsers.append(Client())
        browsers[-1].force_login(member)
    return browsers


def run(number: int) -> Races:
    posts, browsers = reported_posts(number), moderators()
    forms = [(post.pk, str(version_of(post)), pair) for post, pair in zip(posts, cycle(PAIRS), strict=False)]
    gate = Barrier(2)

    def decide_all(which: int) -> list[int]:
        try:
            return list(answers_of(browsers[which], forms, which, gate))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(decide_all, range(2))
    return counted(posts, first, second)


def answers_of(
    browser: Client, forms: list[tuple[int, str, tuple[str, str]]], which: int, gate: Barrier
) -> Iterator[int]:
    for pk, seen, verdicts in forms:
        gate.wait(timeout=PATIENCE)
        form = {"verdict": verdicts[which], "reason": REASON, "seen": seen}
        yield browser.post(f"/moderation/posts/{pk}/", form, secure=True).status_code


def counted(posts: list[Post], first: list[int], second: list[int]) -> Races:
    races = Races(answers=Counter(zip(first, second, strict=True)))
    for post in Post.objects.filter(pk__in=[post.pk for post in posts]).order_by("pk"):
        decisions = list(Decision.objects.filter(post=post))
        races.decisions[len(decisions)] += 1
        races.lines[Line.objects.filter(about_kind="forum.post", about_id=str(post.pk)).count()] += 1
        settled = Flag.objects.filter(post=post, decision__in=decisions, closed_at__isnull=False).count()
        if len(decisions) != 1 or LEFT[decisions[0].verdict] != post.status or settled != 1:
            races.broken.append(post.pk)
    fault = verify().fault
    races.chain = "verifies" if fault is None else str(fault)
    return races
