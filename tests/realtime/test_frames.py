"""What travels: fragments, departures, bells; and the questions that close a socket."""

from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from channels.layers import get_channel_layer
from django.template.loader import render_to_string

from deflection.models import Alert, Deflection
from forum.actions.posts import hide_post, show_post
from forum.models import Post
from realtime import streams
from realtime.hub import Answers, echo_on, hub
from realtime.line import Ready
from realtime.wire import shards_of
from tests.conftest import EMERGENCY, make_reply
from tests.realtime.conftest import post, post_reply, topic_socket

pytestmark = pytest.mark.django_db(transaction=True)


def as_shown(post: Post) -> str:
    return render_to_string("forum/post.html", {"post": Post.objects.for_reading().get(pk=post.pk)})


async def test_a_reply_reaches_the_other_readers_page(hearing, author, reader, stranger, question):
    ear = await hearing(topic_socket(question), stranger)

    page = await post_reply(reader, question, "In a **locked** fridge.")

    reply = await question.posts.replies().aget()
    assert (page.status_code, page["Debrief-Outcome"]) == (302, "published")
    assert await ear.next() == {
        "kind": "fragment", "element": reply.element, "version": 2, "html": await sync_to_async(as_shown)(reply),
    }  # fmt: skip
    assert await ear.hears_nothing()


async def test_the_author_of_a_question_also_hears_the_bell(hearing, author, reader, question):
    ear = await hearing(topic_socket(question), author)
    await post_reply(reader, question)

    assert [(await ear.next())["kind"], await ear.next()] == [
        "fragment", {"kind": "bell", "about": "notifications"},
    ]  # fmt: skip


async def test_a_new_topic_rings_in_the_open_list(hearing, reader, stranger, sections):
    section = sections["discussion"]
    ear = await hearing(f"/ws/sections/{section.pk}/", stranger)
    written = {"title": "Which course?", "body": "Looking at courses for next year.", "client_id": uuid4()}

    page = await post(reader, f"/sections/{section.slug}/new/", written)

    assert page["Debrief-Outcome"] == "published"
    topic = await section.topics.aget()
    assert await ear.next() == {"kind": "bell", "about": "topic", "id": topic.pk}


async def test_a_hidden_reply_leaves_and_a_shown_one_comes_back(hearing, stranger, moderator, question, answer):
    ear = await hearing(topic_socket(question), stranger)

    await sync_to_async(hide_post)(post=answer, moderator=moderator)
    assert await ear.next() == {"kind": "gone", "element": answer.element, "version": answer.version + 1}
    assert await ear.next() == {"kind": "bell", "about": "changed"}
    await sync_to_async(show_post)(post=answer, moderator=moderator)
    assert await ear.next() == {
        "kind": "fragment", "element": answer.element, "version": answer.version + 2,
        "html": await sync_to_async(as_shown)(answer),
    }  # fmt: skip
    assert await ear.next() == {"kind": "bell", "about": "changed"}


async def test_a_hidden_topic_closes_its_sockets_but_not_the_moderators(hearing, stranger, moderator, question):
    opening = await question.posts.aget(is_opening=True)
    reading, judging = await hearing(topic_socket(question), stranger), await hearing(topic_socket(question), moderator)

    await sync_to_async(hide_post)(post=opening, moderator=moderator)

    gone = {"kind": "gone", "element": opening.element, "version": 2}
    assert [await reading.next(), await reading.next()] == [gone, {"closed": 4404}]
    assert [await judging.next() for _ in range(3)] == [
        gone, {"kind": "bell", "about": "queue"}, {"kind": "bell", "about": "topic_gone", "id": question.pk},
    ]  # fmt: skip
    assert len(hub().listeners[streams.topic(question.pk)]) == 1


async def test_signing_out_closes_the_members_sockets(hearing, reader, stranger, question):
    own = await hearing("/ws/me/", reader)
    other = await hearing("/ws/me/", stranger)
    topic = type(own)(topic_socket(question), own.client, "http://testserver")
    await topic.open()
    assert await topic.next() == {"kind": "joined"}

    await sync_to_async(own.client.post)("/accounts/logout/")

    assert [await own.next(), await topic.next()] == [{"closed": 4403}, {"closed": 4404}]
    assert await other.hears_nothing()


async def test_signed_out_a_public_topic_stays_open_without_the_members_bell(hearing, reader, stranger, discussion):
    await sync_to_async(make_reply)(discussion, reader)
    ear = await hearing(topic_socket(discussion), reader)
    await sync_to_async(ear.client.post)("/accounts/logout/")

    await post_reply(stranger, discussion)

    assert (await ear.next())["kind"] == "fragment"
    assert await ear.hears_nothing()
    assert streams.member(reader.pk) not in hub().listeners


async def test_a_deflection_rings_the_moderators_alone_and_without_its_text(
    hearing, author, reader, stranger, moderator, administrator, question
):
    duty = [await hearing(topic_socket(question), moderator), await hearing("/ws/me/", administrator)]
    others = [await hearing(topic_socket(question), stranger), await hearing("/ws/me/", reader)]

    page = await post_reply(reader, question, EMERGENCY)

    deflection = await Deflection.objects.aget()
    bell = {"kind": "bell", "about": "deflection", "id": deflection.pk, "route": "helpline"}
    assert page["Debrief-Outcome"] == "deflected"
    words, alert = "A post was stopped as a live emergency", await Alert.objects.aget()
    url = f"/moderation/deflections/{deflection.pk}/"
    called = {"kind": "bell", "about": "page", "id": alert.pk, "words": words, "url": url, "may_take": True}
    rung = [bell, {"kind": "bell", "about": "notifications"}, called]
    assert [[await ear.next() for _ in rung] for ear in duty] == [rung, rung]
    assert [await ear.hears_nothing() for ear in [*duty, *others]] == [True, True, True, True]


async def test_three_sockets_are_one_subscription(hearing, author, reader, stranger, question):
    stream = streams.topic(question.pk)
    ears = [await hearing(topic_socket(question), member) for member in (author, reader, stranger)]
    subscriptions = get_channel_layer().groups

    assert (len(hub().listeners[stream]), len(subscriptions[stream])) == (3, 1)
    for ear in ears[:2]:
        await ear.hang_up()
    assert (len(hub().listeners[stream]), len(subscriptions[stream])) == (1, 1)
    await ears[2].hang_up()
    assert (stream in hub().listeners, subscriptions.get(stream, {})) == (False, {})


class Broken:
    """A socket whose wire has gone."""

    async def deliver(self, ready: Ready) -> None:
        raise ConnectionResetError

    def hold(self) -> None:
        raise ConnectionResetError

    async def recheck(self, answers: Answers) -> None:
        raise ConnectionResetError


async def test_a_broken_socket_costs_the_others_nothing(hearing, reader, stranger, author, question, caplog):
    stream = streams.topic(question.pk)
    broken = [Broken() for _ in range(3)]
    for listener in broken:
        await hub().join(stream, listener)
    ears = [await hearing(topic_socket(question), member) for member in (stranger, author)]

    await post_reply(reader, question)

    assert [(await ear.next())["kind"] for ear in ears] == ["fragment", "fragment"]
    assert caplog.messages.count("hub: a socket failed: ConnectionResetError") == 3
    for listener in broken:
        await hub().leave(stream, listener)


async def test_a_frame_that_makes_no_sense_does_not_end_the_hub(hearing, reader, stranger, question):
    ear = await hearing(topic_socket(question), stranger)

    await get_channel_layer().group_send(streams.topic(question.pk), {"type": "frame", "stream": 1, "text": "{"})
    await post_reply(reader, question)

    assert (await ear.next())["kind"] == "fragment"


async def test_the_hub_hears_itself_in_memory_too(hearing, stranger, question):
    await hearing(topic_socket(question), stranger)
    [shard] = shards_of(get_channel_layer())
    assert await hub()._hears_itself(shard, echo_on(shard, hub().channel))
