"""What is new since one was there: by post, however long ago, and never written by opening a page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.actions.posts import edit_post, hide_post, show_post, withdraw_post
from forum.models import Post, ReadMark, Topic
from forum.unread import counts_in
from tests.conftest import PLAIN, make_reply, make_topic

pytestmark = pytest.mark.django_db


def seen(browser, topic: Topic, version: int | None = None):
    topic.refresh_from_db()
    return browser.post(f"/topics/{topic.pk}/seen/", {"version": topic.version if version is None else version})


def mine(browser, topic: Topic) -> dict:
    return browser.get(f"/topics/{topic.pk}/mine/").json()


def test_what_others_wrote_since_is_new_until_the_page_was_seen(as_, question, reader, author, stranger):
    browser = as_(stranger)
    make_reply(question, reader)
    assert mine(browser, question) == {"seen": None, "news": []}
    assert seen(browser, question).status_code == 204

    answer, another = (
        make_reply(question, reader, "Twice a day, in a bound book."),
        make_reply(question, author, "Once a week is what we do."),
    )
    make_reply(question, stranger, "We print a chart each month.")
    before = ReadMark.objects.get().version
    assert mine(browser, question) == {"seen": before, "news": [answer.element, another.element]}
    assert browser.get(f"/topics/{question.pk}/new/")["Location"] == answer.get_absolute_url()
    assert counts_in([question.pk], stranger) == {question.pk: 2}

    seen(browser, question)
    assert mine(browser, question)["news"] == []
    assert browser.get(f"/topics/{question.pk}/new/")["Location"] == question.get_absolute_url()


def test_an_edit_is_not_new_and_what_a_moderator_lets_through_is(as_, question, reader, stranger, moderator):
    browser = as_(stranger)
    answer = make_reply(question, reader)
    seen(browser, question)
    edit_post(post=answer, editor=reader, body="Once a week is what we do.", reason="Clearer")
    hide_post(post=answer, moderator=moderator)
    show_post(post=answer, moderator=moderator)
    assert mine(browser, question)["news"] == []

    held = make_reply(question, reader, "We print a chart each month.")
    Post.objects.filter(pk=held.pk).update(status="held", entered=0)
    seen(browser, question)
    assert mine(browser, question)["news"] == []
    show_post(post=held, moderator=moderator)
    assert mine(browser, question)["news"] == [held.element]
    withdraw_post(post=held, author=reader)
    assert mine(browser, question)["news"] == []


def test_the_mark_only_grows_and_never_past_the_topic(as_, question, reader, stranger):
    browser = as_(stranger)
    make_reply(question, reader)
    for version, stands in ((1, 1), (999, 2), (1, 2)):
        seen(browser, question, version)
        assert ReadMark.objects.get().version == stands
    assert browser.post(f"/topics/{question.pk}/seen/", {"version": "soon"}).status_code == 400


def test_opening_pages_writes_nothing(as_, question, answer, stranger):
    browser = as_(stranger)
    for path in ("/", "/sections/questions/", f"/topics/{question.pk}/", f"/topics/{question.pk}/mine/", "/new/"):
        browser.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(path).status_code == 200
        written = [query["sql"] for query in asked if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
        assert written == []


def test_a_topic_that_is_not_theirs_to_read_counts_nowhere(as_, client, question, reader, stranger, moderator):
    seen(as_(stranger), question)
    make_reply(question, reader)
    assert as_(stranger).get(f"/new/counts/?of={question.pk},999").json() == {str(question.pk): 1}
    hide_post(post=question.posts.get(is_opening=True), moderator=moderator)
    browser = as_(stranger)
    assert browser.get(f"/new/counts/?of={question.pk}").json() == {}
    assert [browser.get(f"/topics/{question.pk}/{page}/").status_code for page in ("mine", "new")] == [404, 404]
    assert seen(browser, question).status_code == 404
    assert browser.get("/new/").context["rows"] == []
    assert client.get(f"/topics/{question.pk}/mine/").status_code == 302
    assert browser.get("/new/counts/?of=one").status_code == 400


def test_the_list_and_its_buttons(as_, question, discussion, reader, stranger):
    browser = as_(stranger)
    for topic in (question, discussion):
        seen(browser, topic)
        make_reply(topic, reader, PLAIN)
    page = browser.get("/new/")
    assert sorted((topic.pk, number) for topic, number in page.context["rows"]) == [
        (question.pk, 1), (discussion.pk, 1),
    ]  # fmt: skip
    question.refresh_from_db()
    done = browser.post(f"/topics/{question.pk}/seen/", {"version": question.version, "button": "seen"})
    assert done["Location"] == "/new/"
    assert [topic.pk for topic, _ in browser.get("/new/").context["rows"]] == [discussion.pk]
    browser.post("/new/read/")
    assert "Nothing new in the topics" in browser.get("/new/").content.decode()


def test_the_list_asks_as_often_for_three_as_for_one(
    as_, sections, reader, stranger, author, django_assert_num_queries
):
    browser, topics = as_(stranger), []
    for number in range(3):
        topics.append(make_topic(sections["questions"], author, f"Which of these, number {number}?"))
        seen(browser, topics[-1])
    for many in (1, 3):
        for topic in topics[:many]:
            make_reply(topic, reader, PLAIN)
        with django_assert_num_queries(6):
            assert len(browser.get("/new/").context["rows"]) == many
