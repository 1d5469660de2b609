"""Naming colleagues: who is found, who is told, and who is not."""

from uuid import uuid4

import pytest
from django.test import TestCase

from forum.actions.posts import post_reply, withdraw_post
from forum.actions.reading import mark_read
from forum.models import Post, Watch
from forum.text import tokens_of
from forum.writing import as_html, naming_in
from members.models import Member

pytestmark = pytest.mark.django_db


def reply(topic, author, body: str) -> Post:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return post_reply(topic=topic, author=author, body=body, client_id=uuid4())


def called(name: str, *, nth: int = 1, **fields: object) -> Member:
    return Member.objects.create_user(f"{name.replace(' ', '.').lower()}{nth}@example.org", name=name, **fields)


def lines(member) -> list[str]:
    return [line.in_words for line in member.notifications.unread()]


def linked(words: str, author) -> list[str]:
    return [part.split('"')[0] for part in as_html(words, author).split('<a href="/members/')[1:]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("@Rhys Reader would know.", 1), ("Ask @rhys reader, please.", 1), ("(@Rhys Reader)", 1),
        ("**@Rhys Reader**", 1), ("- @Rhys Reader\n- @Rhys Reader", 2), ("@Rhys Reader Senior", 1),
        ("`@Rhys Reader`", 0), ("    @Rhys Reader", 0), ("```\n@Rhys Reader\n```", 0), ("@Rhys", 0),
        ("[@Rhys Reader](https://nice.org.uk)", 0), ("rhys@Rhys Reader", 0), ("<b title='@Rhys Reader'>x</b>", 1),
        ("\\@Rhys Reader", 1), ("@Rhys Readers", 0),
    ],
)  # fmt: skip
def test_a_name_is_found_in_words_and_never_in_code_or_links(author, reader, words, found):
    assert linked(words, author) == [f"{reader.pk}/"] * found


def test_the_longest_name_is_meant_and_of_two_who_share_one_nobody(author):
    short, long = called("Kim Lee"), called("Kim Lee Parker")
    assert linked("@Kim Lee Parker knows, @Kim Lee too.", author) == [f"{long.pk}/", f"{short.pk}/"]
    called("Kim Lee", nth=2)
    assert naming_in("@Kim Lee knows.", author).nobody == ["Kim Lee"]


def test_ten_are_told_and_two_where_nobody_checked_who_writes(author, stranger):
    names = [f"Colleague {letter}" for letter in "ABCDEFGHIJKL"]
    members = {name: called(name) for name in names}
    words = ", ".join(f"@{name}" for name in names)
    for writer, most in ((author, 10), (stranger, 2)):
        naming = naming_in(words, writer)
        assert ([member.pk for member in naming.told.values()], naming.too_many) == (
            [members[name].pk for name in names[:most]], names[most:],
        )  # fmt: skip


def test_whoever_is_named_hears_of_it_once_and_of_the_reply_not_besides(question, author, reader, expert):
    reply(question, author, "In a locked fridge.")
    reply(question, reader, "@Ada Author is right, and @Esi Expert knows why. @Rhys Reader does too.")

    assert lines(author) == ["Rhys Reader mentioned you in “How do you store your kit?”"]
    assert lines(expert) == ["Rhys Reader mentioned you in “How do you store your kit?”"]
    assert lines(reader) == []
    question.refresh_from_db()
    mark_read(topic=question, member=expert, version=question.version)
    assert lines(expert) == []


def test_a_muted_topic_stays_mute_and_whoever_left_is_not_named(question, author, reader, expert):
    Watch.objects.create(member=expert, topic=question, level="mute")
    gone = called("Gil Gone", is_active=False)
    post = reply(question, reader, "@Esi Expert and @Gil Gone know.")
    assert (lines(expert), lines(gone), linked(post.body, reader)) == ([], [], [f"{expert.pk}/"])
    assert naming_in(post.body, reader).nobody == ["Gil Gone"]


def test_what_is_withdrawn_rings_nobody_any_more(question, reader, expert):
    post = reply(question, reader, "@Esi Expert knows.")
    assert len(lines(expert)) == 1
    with TestCase.captureOnCommitCallbacks(execute=True):
        withdraw_post(post=post, author=reader)
    assert lines(expert) == []


def test_words_that_name_nobody_cost_no_question(author, django_assert_num_queries):
    with django_assert_num_queries(0):
        as_html("Nobody **here**. > [x](/posts/1/)", author)
    assert tokens_of("") == []


def test_names_that_begin_like_that_for_members_alone(client, as_, author, reader, stranger):
    called("Rhys Gone", is_active=False)
    assert client.get("/colleagues/?like=rhys").status_code == 403
    for typed, found in (("rh", ["Rhys Reader"]), ("READ", ["Rhys Reader"]), ("r", []), ("hys", [])):
        answer = as_(author).get("/colleagues/", {"like": typed}).json()
        assert [one["name"] for one in answer["colleagues"]] == found
    assert as_(author).get("/colleagues/?like=sol").json() == {
        "colleagues": [{"name": "Sol Stranger", "standing": "Nurse, not verified"}]
    }
