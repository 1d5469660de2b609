"""Moving, splitting and joining topics: links hold, the gate reads again, and all of it can be taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from audit.models import Line
from forum.actions.cases import tell_case_study
from forum.actions.endorsements import endorse_answer
from forum.models import Draft, Kind, Move, Post, Section, Topic, Watch
from notifications.models import Notification
from tests import conftest
from tests.conftest import EMERGENCY, PLAIN, make_topic
from tests.forum.told import as_fields

pytestmark = pytest.mark.django_db

WHY = "It belongs to the questions about equipment."


def deed(browser, topic: Topic, name: str, **fields):
    data = {"deed": name, f"{name}-reason": WHY} | {f"{name}-{key}": value for key, value in fields.items()}
    return browser.post(f"/moderation/topics/{topic.pk}/", data)


def found(topic: Topic) -> tuple:
    topic = Topic.objects.get(pk=topic.pk)
    return topic.kind, topic.status, topic.reply_count, [post.body for post in topic.posts.order_by("created_at", "pk")]


def make_reply(topic: Topic, author, body: str = PLAIN) -> Post:
    topic.refresh_from_db()
    return conftest.make_reply(topic, author, body)


@pytest.fixture
def case_topic(sections, author) -> Topic:
    return tell_case_study(
        section=sections["cases"], author=author, title="Pale lip, told later", fields=as_fields(), client_id=uuid4(),
        symptomatic="no",
    ).topic  # fmt: skip


@pytest.fixture
def talk(sections, author) -> Topic:
    return make_topic(sections["discussion"], author, "Thermometers")


def test_moved_a_topic_keeps_its_address_and_takes_the_kind_of_its_section(as_, moderator, reader, sections, talk):
    make_reply(talk, reader)
    page = deed(as_(moderator), talk, "move", section=sections["questions"].pk)
    assert (page.status_code, page["Location"]) == (302, talk.get_absolute_url())
    assert (found(talk)[:3], as_(reader).get(talk.get_absolute_url()).status_code) == (
        ("questions", "published", 1),
        200,
    )
    told = Notification.objects.filter(about="moved").order_by("member_id").values_list("member", flat=True)
    assert list(told) == sorted([talk.author_id, reader.pk])
    line = Line.objects.get(deed="topic_moved")
    assert (line.by_id, line.about_id, line.facts) == (
        moderator.pk, str(talk.pk), {"how": "section", "to": None, "section": "questions", "held": 0},
    )  # fmt: skip


def test_moved_in_among_patients_what_the_gate_would_stop_is_held(as_, moderator, reader, stranger, sections, talk):
    live = make_reply(talk, reader, EMERGENCY)
    quiet = make_reply(talk, reader, PLAIN)
    browser = as_(moderator)
    after = browser.get(deed(browser, talk, "move", section=sections["questions"].pk)["Location"]).content.decode()
    assert "One post is held for a moderator" in after
    rows = Post.objects.filter(pk__in=[live.pk, quiet.pk]).order_by("pk").values_list("status", "held_because")
    assert list(rows) == [("held", "moved"), ("published", "")]
    assert EMERGENCY not in as_(stranger).get(talk.get_absolute_url()).content.decode()


def test_split_replies_open_a_topic_and_the_old_one_says_where(as_, moderator, reader, author, sections, talk):
    people = (reader, author, reader)
    first, second, stays = (make_reply(talk, who, f"{PLAIN} Number {n}.") for n, who in enumerate(people))
    version = Topic.objects.get(pk=talk.pk).version
    page = deed(
        as_(moderator), talk, "split", posts=[first.pk, second.pk], title="Who signs the book?",
        section=sections["discussion"].pk,
    )  # fmt: skip
    new = Topic.objects.get(title="Who signs the book?")
    assert (page.status_code, page["Location"]) == (302, new.get_absolute_url())
    assert (new.author, new.reply_count, new.posts.get(is_opening=True)) == (reader, 1, first)
    assert found(talk)[2:] == (1, [talk.posts.get(is_opening=True).body, stays.body])
    assert "Who signs the book?" in as_(author).get(talk.get_absolute_url()).content.decode()
    tail = as_(author).get(f"/topics/{talk.pk}/tail/?after={version}").json()["changes"]
    assert [(row["element"], row["html"]) for row in tail] == [(first.element, None), (second.element, None)]


def test_joined_the_old_address_leads_to_the_new_one_for_good(as_, client, moderator, reader, author, sections, talk):
    other = make_topic(sections["discussion"], reader, "Fridges")
    make_reply(talk, reader, f"{PLAIN} One.")
    Draft.objects.create(author=author, key=f"reply:{talk.pk}", label="Reply", url=talk.get_absolute_url(), sealed=b"x")
    page = deed(as_(moderator), talk, "merge", into=f"http://testserver{other.get_absolute_url()}#post-1")
    assert (page.status_code, page["Location"]) == (302, other.get_absolute_url())
    assert (found(talk)[1:], found(other)[1:3]) == (("hidden", 0, []), ("published", 2))
    for browser in (client, as_(author), as_(moderator)):
        led = browser.get(talk.get_absolute_url())
        assert (led.status_code, led["Location"]) == (301, other.get_absolute_url())
    assert Draft.objects.get().key == f"reply:{other.pk}"
    assert Post.objects.filter(topic=other, is_opening=True).count() == 1


def test_an_endorsement_goes_along_and_counts_in_the_new_place(as_, moderator, reader, expert, question, sections):
    other = make_topic(sections["questions"], reader, "Fridges")
    answer = make_reply(question, reader)
    why = "This is how our protocol has it, and I do so."
    endorse_answer(post=answer, expert=expert, reason=why, evidence="protocol")
    assert deed(as_(moderator), question, "merge", into=str(other.pk)).status_code == 302
    kept = Topic.objects.filter(pk__in=[question.pk, other.pk]).order_by("pk").values_list("pk", "endorsed_count")
    assert sorted(kept) == sorted([(question.pk, 0), (other.pk, 1)])


def test_whoever_watched_a_topic_watches_what_it_became_part_of_unless_they_chose_for_that(
    as_, moderator, author, reader, expert, sections, talk
):
    other = make_topic(sections["discussion"], author, "Fridges")
    for topic, member, level in ((talk, reader, "watch"), (talk, expert, "watch"), (other, expert, "mute")):
        Watch.objects.create(topic=topic, member=member, level=level)
    assert deed(as_(moderator), talk, "merge", into=str(other.pk)).status_code == 302
    assert [(row.member, row.level) for row in other.watches.order_by("member_id")] == [
        (reader, "watch"), (expert, "mute"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["move", "split", "merge"])
def test_each_is_taken_back_with_one_click_within_thirty_days(as_, moderator, reader, sections, talk, name):
    reply = make_reply(talk, reader, f"{PLAIN} One.")
    other = make_topic(sections["discussion"], reader, "Fridges")
    before = found(talk), found(other)
    deed(
        as_(moderator),
        talk,
        name,
        **{
            "move": {"section": sections["support"].pk},
            "split": {"posts": [reply.pk], "title": "Who signs the book?", "section": sections["support"].pk},
            "merge": {"into": str(other.pk)},
        }[name],
    )
    assert (found(talk), found(other)) != before
    move = Move.objects.get()
    url = f"/moderation/moves/{move.pk}/undo/"
    Move.objects.update(at=timezone.now() - timedelta(days=31))
    as_(moderator).post(url)
    assert Move.objects.get().undone_at is None
    Move.objects.update(at=timezone.now())
    assert as_(moderator).post(url).status_code == 302
    assert (found(talk), found(other)) == before
    assert as_(reader).get(talk.get_absolute_url()).status_code == 200
    assert list(Line.objects.values_list("deed", flat=True).order_by("number")) == ["topic_moved", "move_undone"]


def test_a_same_day_question_stands_in_its_lane_again(as_, moderator, sections, question):
    Topic.objects.filter(pk=question.pk).update(lane="same_day", area="nodules")
    deed(as_(moderator), question, "move", section=sections["discussion"].pk)
    as_(moderator).post(f"/moderation/moves/{Move.objects.get().pk}/undo/")
    assert Topic.objects.values_list("kind", "lane", "area").get(pk=question.pk) == ("questions", "same_day", "nodules")


def test_what_came_into_a_split_topic_since_comes_back_with_it(as_, moderator, reader, author, sections, talk):
    reply = make_reply(talk, reader, f"{PLAIN} One.")
    deed(as_(moderator), talk, "split", posts=[reply.pk], title="Who signs?", section=sections["discussion"].pk)
    new = Topic.objects.get(title="Who signs?")
    make_reply(new, author, f"{PLAIN} Two.")
    as_(moderator).post(f"/moderation/moves/{Move.objects.get().pk}/undo/")
    assert found(talk)[2:] == (2, [talk.posts.get(is_opening=True).body, f"{PLAIN} One.", f"{PLAIN} Two."])
    led = as_(reader).get(new.get_absolute_url())
    assert (led.status_code, led["Location"]) == (301, talk.get_absolute_url())


def refusals(sections: dict[str, Section], talk: Topic, case: Topic) -> list[tuple[Topic, str, dict, str]]:
    opening = talk.posts.get(is_opening=True)
    fields = {"title": "Who signs?", "section": sections["discussion"].pk}
    return [
        (talk, "move", {"section": sections["cases"].pk}, "Select a valid choice"),
        (talk, "move", {"section": talk.section_id}, "It stands in"),
        (case, "move", {"section": sections["discussion"].pk}, "Case studies stand apart"),
        (talk, "split", {"posts": [opening.pk], **fields}, "Select a valid choice"),
        (talk, "split", {"posts": [], **fields}, "Please choose the replies"),
        (talk, "merge", {"into": str(talk.pk)}, "That is the same topic."),
        (talk, "merge", {"into": "999999"}, "There is no such topic."),
        (talk, "merge", {"into": str(case.pk)}, "Case studies stand apart"),
        (talk, "move", {"section": sections["support"].pk, "reason": "No."}, "A reason of at least"),
    ]


def test_what_cannot_be_moved_comes_back_with_a_sentence(as_, moderator, sections, talk, case_topic):
    for topic, name, fields, sentence in refusals(sections, talk, case_topic):
        page = deed(as_(moderator), topic, name, **fields)
        assert (name, page.status_code, sentence in page.content.decode()) == (name, 422, True)
    assert Move.objects.count() == 0


def test_a_title_that_tells_of_an_emergency_is_not_published_by_a_split(as_, moderator, reader, sections, talk):
    reply = make_reply(talk, reader)
    page = deed(as_(moderator), talk, "split", posts=[reply.pk], title=EMERGENCY, section=sections["discussion"].pk)
    assert (page.status_code, "The safety reader stops this title" in page.content.decode()) == (422, True)
    assert Topic.objects.filter(title=EMERGENCY).count() == 0


def test_only_moderators_and_not_a_topic_of_their_own(as_, client, moderator, reader, sections, talk):
    fields = {"section": sections["support"].pk}
    assert [deed(browser, talk, "move", **fields).status_code for browser in (client, as_(reader))] == [403, 403]
    Topic.objects.filter(pk=talk.pk).update(author=moderator)
    assert (deed(as_(moderator), talk, "move", **fields).status_code, found(talk)[0]) == (403, Kind.DISCUSSION)
