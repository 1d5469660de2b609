"""What other programs are told: each deed once, in numbers, and only what every member may read."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.actions.endorsements import endorse_answer
from forum.actions.posts import edit_post, hide_post, post_reply, return_post, show_post, withdraw_post
from forum.actions.topics import open_topic
from forum.models import Post
from forum.models.sections import SectionQuerySet
from tests.conftest import PLAIN
from webhooks.actions import noting
from webhooks.models import Delivery, Event

pytestmark = pytest.mark.django_db
MORE = "I write the reading down each morning and each evening, and the manager signs the sheet."


def opened(section, author, **said) -> Post:
    form = {"title": "Which thermometer do you use?", "body": PLAIN, "client_id": uuid4()} | said
    return open_topic(section=section, author=author, **form)


def test_each_deed_is_told_once_in_numbers_alone(program, endpoint, at, sections, author, reader, expert, moderator):
    section = sections["questions"]
    opening = opened(section, author, area="vascular")
    reply = {"topic": opening.topic, "author": reader, "body": MORE, "client_id": uuid4()}
    answer = post_reply(**reply)
    assert post_reply(**reply) == answer
    edit_post(post=answer, editor=reader, body=MORE + " I keep the sheets.", reason="I left it out.")
    given = {"post": answer, "expert": expert, "reason": "The guideline says the same.", "evidence": "guideline"}
    mark = endorse_answer(**given)
    assert endorse_answer(**given) == mark
    assert at() == 4
    withdraw_post(post=answer, author=reader)
    hide_post(post=opening, moderator=moderator)
    assert at() == 2

    def message(kind: str, post: Post, endorsement: int | None = None) -> dict[str, object]:
        return {
            "format": 1, "kind": kind, "section": section.slug, "topic": opening.topic_id, "post": post.pk,
            "endorsement": endorsement, "url": f"http://testserver/topics/{opening.topic_id}/#post-{post.pk}",
        }  # fmt: skip

    events = {str(event.pk): event.at.isoformat() for event in Event.objects.all()}
    assert [{**told, "id": "", "time": ""} for told in program.told] == [
        {**message("topic.published", opening), "id": "", "time": ""},
        {**message("post.published", answer), "id": "", "time": ""},
        {**message("post.edited", answer), "id": "", "time": ""},
        {**message("endorsement.given", answer, mark.pk), "id": "", "time": ""},
        {**message("post.hidden", answer), "id": "", "time": ""},
        {**message("post.hidden", opening), "id": "", "time": ""},
    ]
    assert {told["id"]: told["time"] for told in program.told} == events
    assert len(events) == 6


def test_what_waits_is_not_told_until_it_is_shown(program, endpoint, at, sections, author, moderator, settings):
    settings.FIRST_POSTS_REVIEWED = 3
    author.credentials.all().delete()
    opening = opened(sections["questions"], type(author).objects.get(pk=author.pk), area="vascular")
    assert (opening.status, at(), Event.objects.count()) == ("held", 0, 0)
    show_post(post=opening, moderator=moderator)
    return_post(post=opening, moderator=moderator, words=MORE, comments={}, since=opening.created_at)
    show_post(post=opening, moderator=moderator)
    at()
    assert sorted(program.kinds) == ["post.hidden", "topic.published", "topic.published"]


def test_what_is_hidden_meanwhile_is_not_told_as_published(program, endpoint, at, question, reader, moderator):
    answer = post_reply(topic=question, author=reader, body=MORE, client_id=uuid4())
    hide_post(post=question.posts.get(is_opening=True), moderator=moderator)
    assert (at(), program.kinds) == (1, ["post.hidden"])
    left_out = Delivery.objects.get(event__post_id=answer.pk)
    assert (left_out.due_at, left_out.left_out_at is None, left_out.tries) == (None, False, 0)


def test_where_not_every_member_may_read_nothing_is_told(endpoint, at, question, reader, moderator, monkeypatch):
    """Sections are open to all members today; this holds whatever their own question says one day."""
    monkeypatch.setattr(SectionQuerySet, "visible_to", lambda self, member: self.none())  # noqa: ARG005
    answer = post_reply(topic=question, author=reader, body=MORE, client_id=uuid4())
    hide_post(post=answer, moderator=moderator)
    assert Event.objects.count() == 0


def test_a_note_that_cannot_be_written_costs_no_reply(endpoint, question, reader, monkeypatch, caplog):
    def refuse(*args, **kwargs):
        raise RuntimeError(MORE)

    monkeypatch.setattr(noting, "may_leave", refuse)
    answer = post_reply(topic=question, author=reader, body=MORE, client_id=uuid4())
    assert (answer.status, Event.objects.count(), MORE in caplog.text) == ("published", 0, False)


def test_without_a_listener_a_reply_asks_the_database_nothing_of_it(question, reader):
    with CaptureQueriesContext(connection) as asked:
        post_reply(topic=question, author=reader, body=MORE, client_id=uuid4())
    assert [query["sql"] for query in asked if "webhooks" in query["sql"]] == []
