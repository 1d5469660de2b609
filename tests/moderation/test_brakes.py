"""Brakes: a topic is slowed down or closed by the clock, readers are told why, and no word is lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from audit.models import Line
from forum.actions.cases import tell_case_study
from forum.models import Brake, Draft, Post, Topic
from tests.conftest import PLAIN, make_member, make_reply
from tests.forum.told import as_fields, case_form

pytestmark = pytest.mark.django_db

WHY = "It went round in circles; please read the answers first."


def brake(browser, topic, **fields):
    return browser.post(f"/moderation/topics/{topic.pk}/", {"slow_minutes": 0, "closed": "no", "reason": WHY} | fields)


def reply(browser, topic, body: str = PLAIN):
    return browser.post(
        topic.reply_url, {"body": body, "client_id": uuid4(), "rests_on": "opinion", "interest": "none"}
    )


def moved(topic, **back) -> None:
    """As if that time had gone by."""
    held = Brake.objects.get(topic=topic)
    for name, by in back.items():
        setattr(held, name, getattr(held, name) - by)
    held.save()


def test_slow_a_second_reply_is_refused_with_its_words_kept_until_the_time_is_over(as_, moderator, reader, question):
    assert brake(as_(moderator), question, slow_minutes=60).status_code == 302
    assert reply(as_(reader), question).status_code == 302
    late = reply(as_(reader), question, "A second thought about the thermometer.")
    told = late.content.decode()
    assert (late.status_code, "one from each member in 1 hour." in told, WHY in told) == (422, True, True)
    assert "A second thought about the thermometer." in told
    assert (question.posts.replies().count(), Draft.objects.filter(author=reader).count()) == (1, 1)

    Post.objects.filter(author=reader).update(created_at=timezone.now() - timedelta(minutes=61))
    assert reply(as_(reader), question).status_code == 302


def test_slow_moderators_are_not_slowed(as_, moderator, question):
    brake(as_(moderator), question, slow_minutes=60)
    assert [reply(as_(moderator), question, f"Number {n} from the team.").status_code for n in (1, 2)] == [302, 302]


def test_slow_a_post_is_edited_for_five_minutes_only(as_, moderator, reader, question):
    post = make_reply(question, reader)
    brake(as_(moderator), question, slow_minutes=5)
    fields = {"body": PLAIN, "rests_on": "opinion", "interest": "none"}
    assert as_(reader).post(f"/posts/{post.pk}/edit/", fields).status_code == 302
    Post.objects.filter(pk=post.pk).update(created_at=timezone.now() - timedelta(minutes=6))
    again = as_(reader).post(f"/posts/{post.pk}/edit/", fields | {"body": f"{PLAIN} And who signs?"})
    assert (again.status_code, "for 5 minutes only" in again.content.decode()) == (422, True)
    assert Post.objects.get(pk=post.pk).body == PLAIN


def test_closed_a_case_study_is_not_rewritten_either(as_, moderator, author, sections):
    post = tell_case_study(
        section=sections["cases"], author=author, title="Pale lip, told later", fields=as_fields(), client_id=uuid4(),
        symptomatic="no",
    )  # fmt: skip
    brake(as_(moderator), post.topic, closed="now")
    page = as_(author).post(f"/posts/{post.pk}/edit/", case_form() | {"title": "Another title for it"})
    assert (page.status_code, WHY in page.content.decode(), Draft.objects.count()) == (422, True, 1)
    assert Topic.objects.get(pk=post.topic_id).title == "Pale lip, told later"


def test_closed_a_moderator_of_other_sections_waits_like_everybody(as_, moderator, question):
    brake(as_(moderator), question, closed="now")
    local = make_member("Lou Local", is_moderator=True, moderated_sections=["discussion"])
    page = as_(local).get(question.get_absolute_url()).content.decode()
    assert ('id="composer"' in page, "Slow down, close or move" in page) == (False, False)
    assert (reply(as_(local), question).status_code, reply(as_(moderator), question).status_code) == (422, 302)


def test_nobody_brakes_a_topic_of_a_colleague(as_, moderator, author, question):
    for member in (moderator, author):
        member.workplaces = ["Fictional Clinic"]
        member.save()
    assert (brake(as_(moderator), question, slow_minutes=5).status_code, Brake.objects.count()) == (403, 0)


def test_closed_nobody_writes_until_it_opens_by_itself(as_, client, moderator, reader, question):
    until = timezone.localtime(timezone.now() + timedelta(hours=2))
    brake(as_(moderator), question, closed="now", closed_until=until.strftime("%Y-%m-%dT%H:%M"))
    page = as_(reader).get(question.get_absolute_url()).content.decode()
    assert (f"Closed for replies until {until:%-d %b %Y, %H:%M}." in page, WHY in page, "Your reply" in page) == (
        True, True, False,
    )  # fmt: skip
    refused = reply(as_(reader), question)
    assert (refused.status_code, Draft.objects.filter(author=reader).count()) == (422, 1)

    moved(question, closed_from=timedelta(hours=3), closed_until=timedelta(hours=3))
    assert reply(as_(reader), question).status_code == 302


def test_closing_later_is_announced_and_holds_nobody_yet(as_, moderator, reader, question):
    at = timezone.localtime(timezone.now() + timedelta(days=1))
    brake(as_(moderator), question, closed="later", closed_from=at.strftime("%Y-%m-%dT%H:%M"))
    page = as_(reader).get(question.get_absolute_url()).content.decode()
    assert ("It closes for replies on" in page, "Your reply" in page, WHY in page) == (True, True, True)
    assert reply(as_(reader), question).status_code == 302
    moved(question, closed_from=timedelta(days=2))
    assert reply(as_(reader), question).status_code == 422


def test_let_go_it_takes_replies_and_both_deeds_stand_in_the_log(as_, moderator, reader, question):
    brake(as_(moderator), question, closed="now")
    assert as_(moderator).post(f"/moderation/topics/{question.pk}/release/").status_code == 302
    assert reply(as_(reader), question).status_code == 302
    deeds = Line.objects.filter(deed__startswith="topic_").order_by("number").values_list("deed", "by", "about_id")
    assert list(deeds) == [
        ("topic_braked", moderator.pk, str(question.pk)),
        ("topic_released", moderator.pk, str(question.pk)),
    ]


BAD = [
    ({"slow_minutes": 0, "closed": "no"}, "Slow it down or close it"),
    ({"closed": "now", "reason": "No."}, "A reason of at least 10 characters"),
    ({"closed": "later"}, "From which moment on?"),
    ({"closed": "now", "closed_until": "2020-01-01T00:00"}, "It must open after it has closed."),
    ({"slow_minutes": 7}, "Select a valid choice"),
]


@pytest.mark.parametrize(("fields", "sentence"), BAD)
def test_a_bad_brake_comes_back_with_a_sentence(as_, moderator, question, fields, sentence):
    page = brake(as_(moderator), question, **fields)
    assert (page.status_code, sentence in page.content.decode(), Brake.objects.count()) == (422, True, 0)


def test_only_moderators_and_not_in_a_topic_of_their_own(as_, client, moderator, author, reader, question):
    url = f"/moderation/topics/{question.pk}/"
    assert (client.get(url).status_code, as_(reader).get(url).status_code) == (302, 403)
    question.author = moderator
    question.save()
    assert (brake(as_(moderator), question, slow_minutes=5).status_code, Brake.objects.count()) == (403, 0)
