"""The index follows every deed on a post in the same transaction: what it holds is what readers could read."""

from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations import Migration
from django.utils import timezone

from forum.actions.moving import merge_topics, move_topic, split_topic, undo_move
from forum.actions.posts import edit_post, hide_post, post_reply, return_post, show_post, withdraw_post
from forum.actions.removal import remove_words
from forum.models import Post, Topic
from forum.search import index
from forum.search.finding import Asked, look
from forum.search.words import parse
from forum.writing import quote_of
from tests.conftest import make_reply, make_topic

pytestmark = pytest.mark.django_db

SAID = "We keep the thermometer in the fridge and read it twice a day."


def found(member, text: str = "thermometer") -> list[int]:
    return look(Asked(member, parse(text)), wanted=100).ids


def indexed(text: str = "thermometer") -> list[int]:
    """What the index itself holds, whoever may read it."""
    return index.newest(parse(text), before=2**62, limit=100)


def test_a_reply_is_found_once_it_is_published_and_by_its_new_words_after_an_edit(discussion, reader):
    reply = post_reply(topic=discussion, author=reader, body=SAID, client_id=uuid4())
    assert (found(reader), indexed()) == ([reply.pk], [reply.pk])

    edit_post(post=reply, editor=reader, body="We write it into a bound book twice a day.")
    assert (found(reader), found(reader, "bound book")) == ([], [reply.pk])


def test_what_is_written_while_tables_change_is_found_afterwards(discussion, reader):
    index.stop_listening(using="default", plan=[(Migration("x", "forum"), False)])
    reply = make_reply(discussion, reader, SAID)
    assert indexed() == []

    index.listen_again(using="default")
    later = make_reply(discussion, reader, SAID)
    assert indexed() == [later.pk, reply.pk]


def test_on_the_way_back_the_earlier_version_is_left_to_listen(discussion, reader, monkeypatch):
    monkeypatch.setattr(index, "READ", {*index.READ, "of_a_later_version"})
    index.stop_listening(using="default", plan=[(Migration("x", "forum"), True)])
    index.listen_again(using="default")
    make_reply(discussion, reader, SAID)
    assert indexed() == []


@pytest.mark.parametrize("deed", ["hide", "withdraw", "return", "hold"])
def test_what_leaves_the_page_leaves_the_index_and_comes_back_with_it(discussion, reader, moderator, deed):
    reply = make_reply(discussion, reader, SAID)
    if deed == "hide":
        hide_post(post=reply, moderator=moderator)
    elif deed == "withdraw":
        withdraw_post(post=reply, author=reader)
    elif deed == "return":
        return_post(post=reply, moderator=moderator, words="Please say more.", comments={}, since=timezone.now())
    else:
        Post.objects.filter(pk=reply.pk).update(status="held")

    assert (indexed(), found(moderator), found(reader)) == ([], [], [])
    if deed != "withdraw":
        show_post(post=reply, moderator=moderator)
        assert (indexed(), found(reader)) == ([reply.pk], [reply.pk])


def test_a_topic_is_found_by_its_title_and_a_hidden_one_leaks_neither_title_nor_replies(
    sections, author, reader, moderator
):
    topic = make_topic(sections["discussion"], author, "Which thermometer do you use?", "Looking for one that rings.")
    reply = make_reply(topic, reader, SAID)
    assert found(reader) == [reply.pk, topic.posts.get(is_opening=True).pk]

    hide_post(post=topic.posts.get(is_opening=True), moderator=moderator)
    assert [found(member) for member in (reader, author, moderator)] == [[], [], []]


def test_a_new_title_replaces_the_old_one(sections, author):
    topic = make_topic(sections["discussion"], author, "Which thermometer do you use?", "Looking for one that rings.")
    Topic.objects.filter(pk=topic.pk).update(title="Which clock do you use?")
    assert (found(author), found(author, "clock")) == ([], [topic.posts.get().pk])


def test_moving_splitting_and_joining_keep_every_word_in_its_place(sections, author, reader, moderator, client):
    topic = make_topic(sections["discussion"], author, "Which fridge do you use?", "Looking for a small one.")
    reply = make_reply(topic, reader, SAID)
    visitor = client.get("/").wsgi_request.user
    assert found(visitor) == [reply.pk]

    move, _ = move_topic(topic=topic, section=sections["support"], moderator=moderator, reason="It fits there.")
    assert (found(visitor), found(reader)) == ([], [reply.pk])
    undo_move(move=move, moderator=moderator)
    assert found(visitor) == [reply.pk]

    new, _ = split_topic(
        topic=topic, posts=[reply], title="How warm is it?", section=sections["discussion"], moderator=moderator,
        reason="Another matter.",
    )  # fmt: skip
    assert (found(reader, "warm"), found(reader, "small")) == ([reply.pk], [topic.posts.get().pk])

    merge_topics(source=new, target=topic, moderator=moderator, reason="One matter after all.")
    assert (found(reader, "warm"), found(reader)) == ([], [reply.pk])


def test_words_removed_for_good_are_gone(sections, author, moderator, second_moderator):
    topic = make_topic(sections["discussion"], author, "Which thermometer do you use?", SAID)
    remove_words(post=topic.posts.get(), first=moderator, second=second_moderator)
    assert (indexed(), found(author)) == ([], [])


def test_a_post_is_found_by_its_own_words_and_not_by_those_it_quotes(
    discussion, reader, author, moderator, second_moderator
):
    first = make_reply(discussion, reader, SAID)
    quote = quote_of(Post.objects.for_reading().get(pk=first.pk))
    quoting = post_reply(topic=discussion, author=author, body=f"{quote}Ours has an alarm.", client_id=uuid4())
    assert (indexed(), indexed("alarm")) == ([first.pk], [quoting.pk])

    hide_post(post=first, moderator=moderator)
    assert (indexed(), found(reader), found(moderator), indexed("alarm")) == ([], [], [], [quoting.pk])

    edit_post(post=quoting, editor=author, body=f"{quote}Ours has a bell.")
    assert (indexed("alarm"), indexed("bell")) == ([], [quoting.pk])
    remove_words(post=quoting, first=moderator, second=second_moderator)
    assert (indexed(), Post.objects.get(pk=quoting.pk).own_words) == ([], "")


def test_a_deed_that_is_undone_by_the_database_changes_nothing(discussion, reader, moderator):
    reply = make_reply(discussion, reader, SAID)
    with pytest.raises(RuntimeError), transaction.atomic():
        hide_post(post=reply, moderator=moderator)
        assert indexed() == []
        raise RuntimeError
    assert indexed() == [reply.pk]


def test_rebuilding_finds_again_what_the_index_has_lost(discussion, reader, moderator, capsys, monkeypatch):
    monkeypatch.setattr(index, "BATCH", 2)
    replies = [make_reply(discussion, reader, SAID) for _ in range(4)]
    hide_post(post=replies[0], moderator=moderator)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM forum_words")
    assert indexed() == []

    call_command("rebuild_search")
    assert indexed() == [reply.pk for reply in reversed(replies[1:])]
    assert capsys.readouterr().out.splitlines()[-1] == "The index is whole."
