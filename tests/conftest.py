"""The cast and the rooms they meet in."""

import contextlib
import gc
import os
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from forum.actions.cases import tell_case_study
from forum.models import Kind, Post, Section, Topic
from forum.text import to_html
from members.models import Credential, Member
from notices import standing
from tests.forum.told import TITLE, as_fields
from tests.ready import migrated_postgres, migrated_sqlite
from webhooks import endpoints

PASSWORD = "a-long-and-plain-passphrase"

# Sentences whose reading is certain: the tests of rooms above the reader lean on them, the reader's own tests do not.
EMERGENCY = "Can anyone help? Potential vascular occlusion? Her lip is white and it is spreading right now"
OVER = (
    "Last June a patient's lip blanched during filler. We recognised a vascular occlusion, treated it with "
    "hyaluronidase and she made a full recovery. It is fully resolved and I share it to reflect on what I learned."
)
PLAIN = "Which fridge thermometer do you use in clinic, and how often do you write the reading down?"


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not walk through all of it in every test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """Migrating takes longer than a hundred tests: it is done once for a run, and each process takes a copy."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated_postgres(os.environ["TEST_DATABASE_URL"])
        yield
        return
    in_memory = sqlite3.connect(connection.creation._get_test_db_name(), uri=True)
    with contextlib.closing(in_memory), contextlib.closing(sqlite3.connect(migrated_sqlite())) as migrated:
        migrated.backup(in_memory)  # Django finds it there, and nothing left to migrate
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """SQLite empties tables with DELETE after a transactional test, which the log's trigger would refuse."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                for trigger in (
                    "decisions_are_never_deleted",
                    "audit_line_is_never_deleted",
                    "audit_anchor_is_never_deleted",
                    "privacy_erased_is_never_deleted",
                ):
                    cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}")


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Rows are numbered from one again in each test: what was rendered for the last one must not come back.

    That no safety notice stands, and that no program is told, is known as on any site after its first page.
    """
    cache.clear()
    cache.set(standing.KEY, [], None)
    cache.set(endpoints.KEY, {}, None)


def make_member(name: str, **fields: object) -> Member:
    """Somebody who signed up a year ago: the marks of newer accounts weigh nothing."""
    email, joined = f"{name.split()[0].lower()}@example.org", timezone.now() - timedelta(days=365)
    given = {"name": name, "profession": "nurse", "date_joined": joined, **fields}
    return Member.objects.create_user(email, PASSWORD, **given)


def verify(member: Member, tier: int, qualification: str) -> Member:
    """A credential checked yesterday, by somebody else, as every credential is."""
    checker, _ = Member.objects.get_or_create(
        email="registrar@example.org", defaults={"name": "Registrar", "is_superuser": True}
    )
    now = timezone.now()
    Credential.objects.create(
        member=member, checked_by=checker, tier=tier, register="NMC", qualification=qualification,
        checked_at=now - timedelta(days=1), valid_until=now + timedelta(days=30),
    )  # fmt: skip
    return member


@pytest.fixture
def author(db) -> Member:
    return verify(make_member("Ada Author"), 1, "Registered nurse")


@pytest.fixture
def reader(db) -> Member:
    return verify(make_member("Rhys Reader"), 2, "Nurse independent prescriber (V300)")


@pytest.fixture
def second(db) -> Member:
    """Another administrator: some deeds ask for two."""
    return make_member("Bea Administrator", is_superuser=True)


@pytest.fixture
def stranger(db) -> Member:
    """Signed up; nobody has checked anything about them."""
    return make_member("Sol Stranger")


@pytest.fixture
def expert(db) -> Member:
    return verify(make_member("Esi Expert", profession="doctor"), 3, "Specialist register, dermatology")


@pytest.fixture
def moderator(db) -> Member:
    return make_member("Mo Moderator", is_moderator=True)


@pytest.fixture
def second_moderator(db) -> Member:
    return make_member("Una Second", is_moderator=True)


@pytest.fixture
def administrator(db) -> Member:
    return make_member("Ari Administrator", is_superuser=True, is_staff=True)


@pytest.fixture
def as_() -> Callable[[Member], Client]:
    """A browser in which this member is signed in."""

    def signed_in(member: Member) -> Client:
        client = Client()
        client.force_login(member)
        return client

    return signed_in


@pytest.fixture
def sections(db) -> dict[str, Section]:
    return make_sections()


def make_sections() -> dict[str, Section]:
    """One section of each kind (a transactional test leaves the database without the migrated ones)."""
    made = {}
    for position, (kind, label) in enumerate(Kind.choices):
        made[kind], _ = Section.objects.get_or_create(
            slug=kind,
            defaults={
                "kind": kind,
                "name": label,
                "purpose": label,
                "members_only": kind in ("questions", "support"),
                "position": position,
            },
        )
    return made


def make_topic(section: Section, author: Member, title: str = "How do you store your kit?", body: str = PLAIN) -> Topic:
    topic = Topic.objects.create(section=section, kind=section.kind, title=title, author=author, version=1)
    Post.objects.create(
        topic=topic, author=author, is_opening=True, body=body, body_html=to_html(body), client_id=uuid4(), version=1
    )
    return topic


def make_reply(topic: Topic, author: Member, body: str = "Twice a day, in a bound book.") -> Post:
    Topic.objects.filter(pk=topic.pk).update(reply_count=topic.reply_count + 1)
    return topic.posts.create(
        author=author, body=body, body_html=to_html(body), client_id=uuid4(), version=topic.next_version()
    )


@pytest.fixture
def question(sections, author) -> Topic:
    return make_topic(sections["questions"], author)


@pytest.fixture
def discussion(sections, author) -> Topic:
    return make_topic(
        sections["discussion"], author, "Which course did you take?", "Looking at level seven courses for next year."
    )


@pytest.fixture
def answer(question, reader) -> Post:
    return make_reply(question, reader)


@pytest.fixture
def redis_url() -> Iterator[str]:
    """The real server that the test run started; without one the test is skipped, and the run says so loudly."""
    url = os.environ.get("TEST_REDIS_URL", "")
    if not url:
        pytest.skip("no Redis-protocol server in this run")
    yield url


@pytest.fixture
def case(sections, author) -> Post:
    """The opening of a case study that its author told through the real action."""
    told = tell_case_study(
        section=sections["cases"], author=author, title=TITLE, fields=as_fields(), client_id=uuid4(), symptomatic="no"
    )
    assert isinstance(told, Post)
    return told
