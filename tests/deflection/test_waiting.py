"""What the author's page says while a moderator is awaited: told when, acknowledged or not, and nobody was called."""

from datetime import timedelta
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone
from django.utils.formats import date_format

from deflection.actions import close_deflection
from deflection.models import ACKNOWLEDGED_WITHIN, Deflection, Shift
from tests.conftest import EMERGENCY
from tests.realtime.conftest import hearing, listen

__all__ = ["hearing", "listen"]


@pytest.fixture
def on_duty(second_moderator) -> Shift:
    now = timezone.now()
    return Shift.objects.create(member=second_moderator, starts_at=now, ends_at=now + timedelta(hours=8))


@pytest.fixture
def stopped(as_, author, discussion, on_duty) -> Deflection:
    as_(author).post(discussion.reply_url, {"body": EMERGENCY, "client_id": uuid4()})
    return Deflection.objects.get()


def said(page) -> str:
    return said_in(page.content.decode().split("<p", 1)[1])


def said_in(html: str) -> str:
    return " ".join(html.split(">", 1)[1].split("</p>")[0].split())


def clock(moment) -> str:
    return date_format(timezone.localtime(moment), "H:i")


@pytest.mark.django_db
def test_it_says_who_was_told_and_that_nobody_was_called(as_, author, stopped):
    page = as_(author).get(f"/deflections/{stopped.pk}/standing/")
    assert said(page) == (
        f"Not published; kept in your vault. A moderator on duty was told at {clock(stopped.created_at)}. "
        "<strong>Nobody has been called for you.</strong>"
    )
    assert (b"every 30s" in page.content, page["Cache-Control"].split(",")[0]) == (True, "max-age=0")


@pytest.mark.django_db
def test_with_nobody_on_duty_it_says_so_at_once_and_to_ring(as_, author, moderator, discussion):
    page = as_(author).post(discussion.reply_url, {"body": EMERGENCY, "client_id": uuid4()}).content.decode()
    assert said_in(page.split('<p class="what"', 1)[1]) == (
        "Not published; kept in your vault. Nobody is on duty at the moment. "
        "Do not wait for us: ring the number above. "
        "<strong>Nobody has been called for you.</strong>"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("waited", "tail"),
    [(ACKNOWLEDGED_WITHIN - timedelta(seconds=30), ""), (ACKNOWLEDGED_WITHIN, " Nobody has acknowledged it yet.")],
)
def test_after_ten_minutes_it_says_that_nobody_has_acknowledged_it(as_, author, stopped, waited, tail):
    Deflection.objects.update(created_at=timezone.now() - waited)
    page = as_(author).get(f"/deflections/{stopped.pk}/standing/")
    assert said(page).partition("</strong>")[2] == tail


@pytest.mark.django_db
def test_it_says_when_a_moderator_acknowledged_it_and_asks_no_more(as_, author, moderator, stopped):
    close_deflection(deflection=stopped, moderator=moderator)
    stopped.refresh_from_db()
    page = as_(author).get(f"/deflections/{stopped.pk}/standing/")
    assert said(page).partition("</strong>")[2] == f" A moderator acknowledged it at {clock(stopped.closed_at)}."
    assert b"every 30s" not in page.content


@pytest.mark.django_db
def test_it_is_open_to_its_author_alone(as_, client, reader, moderator, stopped):
    path = f"/deflections/{stopped.pk}/standing/"
    pages = [as_(reader).get(path), as_(moderator).get(path), client.get(path)]
    assert [page.status_code for page in pages] == [404, 404, 302]


@pytest.mark.django_db(transaction=True)
async def test_the_authors_open_page_hears_of_it(hearing, author, moderator):
    stopped = await Deflection.objects.acreate(
        author=author, place="questions", route="helpline", event="vascular", reader="test", client_id=uuid4(),
        expires_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    ear = await hearing("/ws/me/", author)
    changed = [await in_a_thread(stopped, moderator) for _ in range(2)]
    assert (changed, await ear.next()) == (
        [True, False],
        {"kind": "bell", "about": "acknowledged", "id": stopped.pk},
    )
    assert await ear.hears_nothing() is True


async def in_a_thread(stopped: Deflection, moderator) -> bool:
    return await sync_to_async(close_deflection)(deflection=stopped, moderator=moderator)
