"""Each way to lose a right, through real sockets: the subscription ends within a second.

Signing out and a hidden topic: test_frames.py.
"""

import asyncio

import pytest
from asgiref.sync import sync_to_async

from forum.actions.moving import move_topic
from forum.models import Topic
from members.actions.sessions import cover, end_session
from members.models import KeptSession, Member
from moderation.actions.measures import take_measure
from realtime import socket, streams
from realtime.hub import hub
from tests.conftest import PASSWORD
from tests.realtime.conftest import Ear, post, post_reply, topic_socket

pytestmark = pytest.mark.django_db(transaction=True)

WITHIN = 10.0  # the promise is one second on a quiet machine; nothing else would ever end it
WORDS = "You were asked twice to leave colleagues alone, and it goes on."


async def closes(ear: Ear) -> int:
    """The code that ends it; whatever comes before is read over."""
    async with asyncio.timeout(WITHIN):
        while "closed" not in (frame := await ear.next()):
            pass
    return frame["closed"]


async def change_roles(administrator: Member, member: Member, **roles: str) -> None:
    about = {"email": member.email, "profession": member.profession, "moderated_sections": "[]"}
    page = await post(administrator, f"/admin/members/member/{member.pk}/change/", about | roles)
    assert page.status_code == 302


async def test_a_suspended_member_hears_no_more(hearing, reader, stranger, moderator, question):
    own, topic = await hearing("/ws/me/", reader), await hearing(topic_socket(question), reader)
    other = await hearing(topic_socket(question), stranger)

    about = {"rung": "suspended", "rule": "other", "text": WORDS, "hours": 24}
    await sync_to_async(take_measure)(member=reader, by=moderator, **about)

    assert [await closes(own), await closes(topic)] == [4403, 4404]
    assert await other.hears_nothing()


async def test_an_account_that_is_switched_off_hears_no_more(hearing, reader, administrator, question):
    ear = await hearing(topic_socket(question), reader)
    await change_roles(administrator, reader)
    assert await closes(ear) == 4404


async def test_a_browser_that_got_another_key_comes_back_with_it(hearing, reader, question):
    """Its member proved again who they are, on another page of the same browser."""
    open_before = await hearing(topic_socket(question), reader)
    about = {"password": PASSWORD, "next": "/settings/"}
    await sync_to_async(open_before.client.post)("/accounts/reauthenticate/", about)
    assert await closes(open_before) == socket.TRY_AGAIN

    again = Ear(topic_socket(question), open_before.client, "http://testserver")
    await again.open()
    assert await again.next() == {"kind": "joined"}
    await again.hang_up()


async def test_a_socket_that_comes_back_after_the_key_was_replaced_signs_nobody_out(hearing, reader, settings):
    """Django would give the session another key, of which the browser could not be told."""
    before = await hearing("/ws/me/", reader)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the-next-key-of-this-test", [settings.SECRET_KEY]
    again = Ear("/ws/me/", before.client, "http://testserver")
    await again.open()
    assert await again.next() == {"kind": "joined"}
    await again.hang_up()
    pages = [await sync_to_async(before.client.get)("/settings/") for _ in range(2)]
    assert [page.status_code for page in pages] == [200, 200]


async def test_a_browser_that_is_signed_out_from_another_hears_no_more(hearing, reader, question):
    lost, here = await hearing(topic_socket(question), reader), await hearing(topic_socket(question), reader)
    row = await KeptSession.objects.aget(pk=lost.client.cookies["sessionid"].value)
    await sync_to_async(end_session)(member=reader, row=row)
    assert await closes(lost) == 4404
    assert await here.hears_nothing()


async def test_a_covered_session_hears_no_more_and_whoever_is_there_does(hearing, reader, question):
    left, here = await hearing(topic_socket(question), reader), await hearing(topic_socket(question), reader)
    row = await KeptSession.objects.aget(pk=left.client.cookies["sessionid"].value)
    await sync_to_async(cover)(row=row)
    assert await closes(left) == 4404
    assert await here.hears_nothing()


async def test_who_moderates_no_more_leaves_hidden_topics_and_the_duty_bell(
    hearing, reader, moderator, administrator, question
):
    await Topic.objects.filter(pk=question.pk).aupdate(status="hidden")
    topic, own = await hearing(topic_socket(question), moderator), await hearing("/ws/me/", moderator)
    assert len(hub().listeners[streams.DUTY]) == 2

    await change_roles(administrator, moderator, is_active="on")

    assert await closes(topic) == 4404
    assert await own.hears_nothing()
    assert streams.DUTY not in hub().listeners


async def test_another_password_ends_the_sockets_of_other_devices(hearing, reader, question):
    elsewhere, here = await hearing(topic_socket(question), reader), await hearing("/ws/me/", reader)
    new = "a-longer-and-plainer-passphrase"

    page = await sync_to_async(here.client.post)(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    assert page.status_code == 302
    assert await closes(elsewhere) == 4404


async def test_a_section_that_closes_to_visitors_ends_their_sockets_alone(
    hearing, reader, administrator, discussion, sections
):
    section = sections["discussion"]
    visitors = [await hearing(topic_socket(discussion)), await hearing(f"/ws/sections/{section.pk}/")]
    member = await hearing(topic_socket(discussion), reader)

    about = {"name": section.name, "purpose": section.purpose, "position": 1, "members_only": "on"}
    page = await post(administrator, f"/admin/forum/section/{section.pk}/change/", about)

    assert page.status_code == 302
    assert [await closes(ear) for ear in visitors] == [4404, 4404]
    await post_reply(reader, discussion)
    assert (await member.next())["kind"] == "fragment"


async def test_a_topic_moved_to_a_members_section_ends_visitors_sockets(hearing, moderator, discussion, sections):
    ear = await hearing(topic_socket(discussion))
    about = {"section": sections["support"], "reason": "It fits there."}
    await sync_to_async(move_topic)(topic=discussion, moderator=moderator, **about)
    assert await closes(ear) == 4404


async def test_while_rights_are_asked_nothing_is_heard_and_then_what_waited(
    hearing, reader, stranger, author, question
):
    """The one whose session is gone hears nothing of what was said meanwhile; the other hears it late."""
    leaving, staying = await hearing(topic_socket(question), reader), await hearing(topic_socket(question), stranger)
    listeners = list(hub().listeners[streams.topic(question.pk)])
    for listener in listeners:
        listener.hold()
    await KeptSession.objects.filter(pk=leaving.client.cookies["sessionid"].value).adelete()

    await post_reply(author, question)
    assert [await leaving.hears_nothing(), await staying.hears_nothing()] == [True, True]
    for listener in listeners:
        await listener.recheck({})

    assert await leaving.next() == {"closed": 4404}
    assert (await staying.next())["kind"] == "fragment"


async def test_rights_that_lapse_by_the_clock_are_found_by_the_clock(hearing, reader, stranger, question, monkeypatch):
    monkeypatch.setattr(socket, "ASKED_EACH", 0.2)
    lapsing, other = await hearing(topic_socket(question), reader), await hearing(topic_socket(question), stranger)
    await KeptSession.objects.filter(pk=lapsing.client.cookies["sessionid"].value).aupdate(
        expire_date="2020-01-01T00:00Z"
    )

    assert await closes(lapsing) == 4404
    assert await other.hears_nothing()


async def test_a_socket_of_half_a_day_is_asked_to_come_again(hearing, reader, question, monkeypatch):
    monkeypatch.setattr(socket, "ASKED_EACH", 0.2)
    monkeypatch.setattr(socket, "OLD_AFTER", 0.0)
    assert await closes(await hearing(topic_socket(question), reader)) == 4503
