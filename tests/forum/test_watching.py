"""Who hears of what: watch levels of topics, areas and sections, one line until it is read, and telling only once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import TestCase
from django.utils import timezone

from forum.actions import telling
from forum.actions.endorsements import endorse_answer
from forum.actions.posts import hide_post, post_reply, show_post
from forum.actions.reading import mark_all_read, mark_read
from forum.actions.telling import forget_old_tellings, tell_forgotten, tell_of
from forum.actions.topics import open_topic
from forum.models import Post, Telling, Topic, Watch
from tests.conftest import PLAIN, make_member, make_reply

pytestmark = pytest.mark.django_db

TOPIC, AREA, SECTION = "topic", "area", "section"
REASON = "This is how our protocol has it, and I do the same."


def chose(member, topic, /, **levels: str) -> None:
    """What a member chose, for any of the three places of this topic."""
    places = {TOPIC: topic, AREA: topic.area, SECTION: topic.section}
    for place, level in levels.items():
        Watch.objects.create(member=member, level=level, **{place: places[place]})


def reply(topic, member, body: str = "In a locked fridge."):
    with TestCase.captureOnCommitCallbacks(execute=True):
        return post_reply(topic=topic, author=member, body=body, client_id=uuid4())


def lines(member) -> list[tuple]:
    return [(line.in_words, line.url) for line in member.notifications.unread()]


@pytest.fixture
def topic(question):
    Topic.objects.filter(pk=question.pk).update(area="fillers")
    return Topic.objects.select_related("section").get(pk=question.pk)


@pytest.mark.parametrize(
    ("levels", "wrote", "hears"),
    [
        ({}, False, False),
        ({}, True, True),
        ({TOPIC: "watch"}, False, True),
        ({TOPIC: "take_part"}, True, True),
        ({TOPIC: "mute"}, True, False),
        ({AREA: "watch"}, False, True),
        ({AREA: "mute"}, True, False),
        ({SECTION: "watch"}, False, True),
        ({SECTION: "mute"}, True, False),
        ({SECTION: "watch", AREA: "mute"}, False, False),
        ({SECTION: "mute", AREA: "watch"}, False, True),
        ({SECTION: "watch", AREA: "watch", TOPIC: "take_part"}, False, False),
        ({SECTION: "mute", AREA: "mute", TOPIC: "take_part"}, True, True),
    ],
)
def test_the_closest_choice_says_who_hears_of_a_reply(topic, reader, expert, levels, wrote, hears):
    if wrote:
        make_reply(topic, reader)
    chose(reader, topic, **levels)
    post = reply(topic, expert)
    said = ("Esi Expert replied in “How do you store your kit?”", post.get_absolute_url())
    assert lines(reader) == ([said] if hears else [])


@pytest.mark.parametrize(("levels", "hears"), [({SECTION: "mute", AREA: "mute"}, True), ({TOPIC: "mute"}, False)])
def test_whoever_opened_a_topic_watches_it_until_they_mute_that_very_topic(topic, author, expert, levels, hears):
    chose(author, topic, **levels)
    reply(topic, expert)
    assert len(lines(author)) == int(hears)


@pytest.mark.parametrize(
    ("levels", "number"), [({}, 1), ({SECTION: "mute"}, 0), ({SECTION: "mute", TOPIC: "watch"}, 1)]
)
def test_an_endorsement_rings_no_bell_where_its_author_muted_and_an_objection_does(
    topic, reader, expert, levels, number
):
    answer = make_reply(topic, reader)
    chose(reader, topic, **levels)
    for stance in ("endorse", "disagree"):
        endorse_answer(post=answer, expert=expert, reason=REASON, evidence="experience", stance=stance)
    assert [line.about for line in reader.notifications.order_by("pk")] == ["endorsed"] * number + ["disagreed"]


def test_a_new_topic_rings_those_who_watch_its_section_or_its_area_and_nobody_else(
    topic, author, reader, expert, stranger
):
    chose(reader, topic, section="watch")
    chose(expert, topic, area="watch")
    chose(author, topic, section="watch")
    with TestCase.captureOnCommitCallbacks(execute=True):
        post = open_topic(
            section=topic.section, author=author, title="Which fridge do you use?", body=PLAIN, client_id=uuid4(),
            area="fillers",
        )  # fmt: skip
    said = [("Ada Author opened a topic where you watch: “Which fridge do you use?”", post.get_absolute_url())]
    assert (lines(reader), lines(expert), lines(author), lines(stranger)) == (said, said, [], [])

    reply(post.topic, stranger)
    assert lines(reader) == [("Sol Stranger replied in “Which fridge do you use?”", post.get_absolute_url())]


def test_until_it_is_read_a_topic_has_one_line_that_leads_to_the_first_reply(topic, author, reader, expert):
    first = reply(topic, reader)
    for member in (expert, reader, expert):
        reply(topic, member)
    line = "4 new replies in “How do you store your kit?”, the newest by Esi Expert"
    assert lines(author) == [(line, first.get_absolute_url())]


def test_reading_the_topic_to_its_end_closes_the_line_and_the_next_reply_opens_another(topic, author, reader):
    reply(topic, reader)
    early = Topic.objects.get(pk=topic.pk).version
    second = reply(topic, reader)
    topic.refresh_from_db()
    mark_read(topic=topic, member=author, version=early)
    assert len(lines(author)) == 1

    mark_read(topic=topic, member=author, version=topic.version)
    assert lines(author) == []

    third = reply(topic, reader)
    assert lines(author) == [("Rhys Reader replied in “How do you store your kit?”", third.get_absolute_url())]
    assert second.pk != third.pk
    mark_all_read(member=author)
    assert lines(author) == []


def test_it_is_told_once_however_often_the_worker_is_asked(topic, author, reader):
    post = make_reply(topic, reader)
    assert [tell_of(post_id=post.pk) for _ in range(3)] == [True, True, True]
    assert lines(author) == [("Rhys Reader replied in “How do you store your kit?”", post.get_absolute_url())]


def test_a_telling_that_was_cut_short_goes_on_with_those_who_were_not_told(topic, author, reader, expert, monkeypatch):
    post = make_reply(topic, reader)
    make_reply(topic, expert)
    monkeypatch.setattr(telling, "AT_ONCE", 1)
    assert telling.tell_next(post_id=post.pk) is True
    assert (len(lines(author)), len(lines(expert))) == (1, 0)

    assert tell_of(post_id=post.pk) is True
    assert (len(lines(author)), len(lines(reader)), len(lines(expert))) == (1, 0, 1)


def test_a_post_whose_errand_was_lost_is_told_later_and_one_of_last_week_stays_untold(topic, author, reader):
    now = timezone.now()
    ages = {"lost": 5, "just now": 1, "old": 7 * 24 * 60}
    posts = {name: make_reply(topic, reader) for name in ages}
    for name, minutes in ages.items():
        Post.objects.filter(pk=posts[name].pk).update(created_at=now - timedelta(minutes=minutes))
    cut_short = make_reply(topic, reader)
    Post.objects.filter(pk=cut_short.pk).update(created_at=now - timedelta(minutes=3))
    Telling.objects.create(post=cut_short)
    assert [tell_forgotten(now=now), tell_forgotten(now=now)] == [2, 0]
    assert set(Telling.objects.exclude(done_at=None).values_list("post", flat=True)) == {posts["lost"].pk, cut_short.pk}
    assert len(lines(author)) == 1


def test_marks_of_tellings_go_after_a_month_and_those_that_are_not_done_stay(topic, reader):
    now = timezone.now()
    posts = [make_reply(topic, reader) for _ in range(3)]
    for post, days in zip(posts, (31, 29, None), strict=True):
        Telling.objects.create(post=post, done_at=now - timedelta(days=days) if days else None)
    assert forget_old_tellings(now=now) == 1
    assert list(Telling.objects.order_by("post").values_list("post", flat=True)) == [posts[1].pk, posts[2].pk]


def test_what_is_not_public_when_the_worker_comes_is_told_to_nobody_yet(topic, author, moderator, reader):
    post = make_reply(topic, reader)
    hide_post(post=post, moderator=moderator)
    assert (tell_of(post_id=post.pk), lines(author), Telling.objects.count()) == (False, [], 0)

    with TestCase.captureOnCommitCallbacks(execute=True):
        show_post(post=post, moderator=moderator)
    assert (tell_of(post_id=post.pk), len(lines(author))) == (True, 1)


def test_no_bell_names_a_topic_that_left_the_public(topic, author, reader, expert, moderator):
    make_reply(topic, reader)
    reply(topic, expert)
    read = reader.notifications.get()
    mark_all_read(member=reader)
    with TestCase.captureOnCommitCallbacks(execute=True):
        hide_post(post=topic.posts.get(is_opening=True), moderator=moderator)
    assert (list(author.notifications.filter(about="reply")), list(reader.notifications.filter(pk=read.pk))) == ([], [])
    assert (tell_of(post_id=make_reply(topic, expert).pk), list(reader.notifications.all())) == (False, [])


def test_a_topic_that_is_hidden_while_it_is_told_stays_in_no_bell(topic, author, reader):
    telling.tell_next(post_id=make_reply(topic, reader).pk)
    telling.take_back_if_gone(topic.pk)
    assert len(lines(author)) == 1
    Topic.objects.filter(pk=topic.pk).update(status="hidden")
    telling.take_back_if_gone(topic.pk)
    assert lines(author) == []


@pytest.mark.parametrize("number", [1, 3, 60])
def test_telling_takes_the_same_queries_however_many_hear(topic, reader, number, django_assert_num_queries):
    people = [make_member(f"M{chr(97 + n // 26)}{chr(97 + n % 26)} Colleague") for n in range(number)]
    Watch.objects.bulk_create(Watch(member=one, section=topic.section, level="watch") for one in people)
    post = make_reply(topic, reader)
    # post; row of the telling: look, savepoint, row, savepoint; four ways to hear, who wrote, what they chose; lines
    # with two savepoints; lines that wait, count; how far; two savepoints around; topic of the post, is it public
    with django_assert_num_queries(21):
        tell_of(post_id=post.pk)
    assert [len(lines(one)) for one in people] == [1] * number
