"""Editing, withdrawing, and what a post said before."""

import pytest
from django.core.exceptions import PermissionDenied

from deflection.models import Deflection
from forum.actions.posts import edit_post, hide_post, withdraw_post
from forum.models import Draft, Post, Revision
from tests.conftest import EMERGENCY, PLAIN, make_reply
from tests.forum.sentences import ASK

pytestmark = pytest.mark.django_db

BETTER = "Twice a day, and once more on Sundays."


def edit(browser, post: Post, **fields):
    return browser.post(f"/posts/{post.pk}/edit/", {"body": BETTER, **fields})


def test_an_edit_replaces_the_text_and_keeps_the_former(as_, reader, answer):
    former, version = answer.body, answer.topic.version
    page = edit(as_(reader), answer, reason="Forgot Sundays")

    answer.refresh_from_db()
    assert (page.status_code, page["Location"], page["Debrief-Outcome"]) == (
        302, answer.get_absolute_url(), "published",
    )  # fmt: skip
    assert (answer.body, answer.body_html, answer.status, answer.version, answer.edited_at is not None) == (
        BETTER, f"<p>{BETTER}</p>\n", "published", version + 1, True,
    )  # fmt: skip
    assert revisions() == [(answer, reader, "", former, "Forgot Sundays")]


def revisions() -> list[tuple]:
    return [(row.post, row.editor, row.title, row.body, row.reason) for row in Revision.objects.order_by("pk")]


def test_an_opening_is_edited_with_its_title(as_, author, question):
    opening = question.posts.get()
    page = edit(as_(author), opening, title="How do you store it?")

    question.refresh_from_db()
    assert (page["Debrief-Outcome"], question.title, question.status) == (
        "published", "How do you store it?", "published",
    )  # fmt: skip
    assert revisions() == [(opening, author, "How do you store your kit?", PLAIN, "")]


def test_every_edit_is_kept_newest_first(as_, reader, author, answer):
    texts = [answer.body, "Once a day, in a book.", "Twice a day, in two books."]
    for text in texts[1:]:
        edit(as_(reader), answer, body=text)

    page = as_(author).get(f"/posts/{answer.pk}/history/")
    assert [edit.revision.body for edit in page.context["edits"]] == [texts[1], texts[0]]
    assert texts[0] in page.content.decode()


@pytest.mark.parametrize("field", ["body", "reason"])
def test_an_emergency_in_an_edit_is_deflected_and_the_post_stands(as_, reader, answer, field):
    former = answer.body
    fields = {"body": BETTER, "reason": "A clearer sentence", field: EMERGENCY}
    page = edit(as_(reader), answer, **fields)

    answer.refresh_from_db()
    assert (page["Debrief-Outcome"], answer.body, revisions()) == ("deflected", former, [])
    sealed = Deflection.objects.get().fields_for(reader.pk)
    assert (sealed["body"], sealed["reason"], sealed["form"]) == (
        fields["body"], fields["reason"], f"edit:{answer.pk}",
    )  # fmt: skip


def test_an_emergency_in_an_edited_title_is_deflected(as_, author, question):
    page = edit(as_(author), question.posts.get(), title="Her lip is white and it is spreading right now, help")
    question.refresh_from_db()
    assert (page["Debrief-Outcome"], question.title) == ("deflected", "How do you store your kit?")


def test_a_doubtful_edit_is_asked_about_and_drafted(as_, reader, answer):
    page = edit(as_(reader), answer, body=ASK)
    assert (page.status_code, page["Debrief-Outcome"], revisions()) == (409, "prompted:ask", [])
    assert [(draft.key, draft.fields_for(reader.pk)) for draft in Draft.objects.all()] == [
        (f"edit:{answer.pk}", {"body": ASK})
    ]

    page = edit(as_(reader), answer, body=ASK, answer="over")
    answer.refresh_from_db()
    assert (page["Debrief-Outcome"], answer.body, answer.wants_a_look, Draft.objects.count()) == (
        "published", ASK, True, 0,
    )  # fmt: skip


@pytest.mark.parametrize("body", ["", "  ", "x" * 20_001])
def test_an_empty_or_oversized_edit_is_refused(as_, reader, answer, body):
    page = edit(as_(reader), answer, body=body)
    assert (page.status_code, list(page.context["form"].errors), revisions()) == (422, ["body"], [])


def test_nobody_else_edits_or_withdraws_a_post(as_, author, moderator, administrator, expert, answer):
    for member in (author, moderator, administrator, expert):
        browser = as_(member)
        assert browser.get(f"/posts/{answer.pk}/edit/").status_code == 403
        assert edit(browser, answer).status_code == 403
        assert browser.post(f"/posts/{answer.pk}/withdraw/").status_code == 403
    answer.refresh_from_db()
    assert (answer.status, revisions()) == ("published", [])


def test_a_hidden_post_is_edited_no_more_even_from_an_open_page(as_, reader, moderator, answer):
    stale = Post.objects.get(pk=answer.pk)
    hide_post(post=answer, moderator=moderator)

    assert edit(as_(reader), answer).status_code == 403
    for deed in (
        lambda: edit_post(post=stale, editor=reader, body=BETTER),
        lambda: withdraw_post(post=stale, author=reader),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    answer.refresh_from_db()
    assert (answer.status, revisions()) == ("hidden", [])


def test_a_withdrawn_reply_leaves_page_and_count(as_, reader, author, answer):
    page = as_(reader).post(f"/posts/{answer.pk}/withdraw/")

    answer.refresh_from_db()
    question = answer.topic
    question.refresh_from_db()
    assert (page.status_code, page["Location"]) == (302, question.get_absolute_url())
    assert (answer.status, question.status, question.reply_count) == ("withdrawn", "published", 0)
    assert answer.body not in as_(author).get(question.get_absolute_url()).content.decode()


def test_with_its_opening_the_topic_is_withdrawn(as_, author, reader, question):
    page = as_(author).post(f"/posts/{question.posts.get().pk}/withdraw/")

    question.refresh_from_db()
    assert (page["Location"], question.status) == ("/sections/questions/", "withdrawn")
    assert as_(reader).get(question.get_absolute_url()).status_code == 404
    assert as_(author).get(question.get_absolute_url()).status_code == 200


def test_withdrawing_twice_is_refused_the_second_time(reader, answer):
    assert withdraw_post(post=answer, author=reader) is True
    with pytest.raises(PermissionDenied):
        withdraw_post(post=answer, author=reader)


def test_a_hidden_answer_is_no_longer_counted(moderator, question, reader, stranger):
    posts = [make_reply(question, member) for member in (reader, stranger)]
    hide_post(post=posts[0], moderator=moderator)
    question.refresh_from_db()
    assert question.reply_count == 1


def test_the_history_of_a_post_is_open_to_whoever_may_read_it(as_, client, author, reader, answer, moderator):
    edit(as_(reader), answer)
    url = f"/posts/{answer.pk}/history/"
    assert client.get(url).status_code == 302
    assert [as_(member).get(url).status_code for member in (author, reader, moderator)] == [200, 200, 200]
    hide_post(post=answer, moderator=moderator)
    assert [as_(member).get(url).status_code for member in (author, reader, moderator)] == [404, 200, 200]
