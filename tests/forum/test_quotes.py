"""Quotes: what they say, where they lead, and that what leaves the public leaves them too."""

from uuid import uuid4

import pytest
from django.test import TestCase

from forum import pages
from forum.actions.cases import tell_case_study
from forum.actions.endorsements import endorse_answer
from forum.actions.posts import edit_post, hide_post, post_reply, show_post, withdraw_post
from forum.events import PostEdited, PostsEdited
from forum.models import CaseStudy, Post, Quote, Topic
from forum.pointing import GONE
from forum.writing import quote_of, without_gone
from realtime.door import Departure
from tests.forum.told import as_fields

pytestmark = pytest.mark.django_db

SAID = "We keep ours in a locked fridge."
GONE_HTML = f"<blockquote>\n<p>{GONE}</p>\n</blockquote>\n<p>So do we.</p>\n"


def reply(topic, author, body: str) -> Post:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return post_reply(topic=topic, author=author, body=body, client_id=uuid4())


def as_read(post: Post) -> Post:
    return Post.objects.for_reading().get(pk=post.pk)


def html_of(post: Post) -> str:
    return Post.objects.values_list("body_html", flat=True).get(pk=post.pk)


@pytest.fixture
def first(question, reader) -> Post:
    return reply(question, reader, SAID)


@pytest.fixture
def quoting(question, author, first) -> Post:
    return reply(question, author, f"{quote_of(as_read(first))}So do we.")


def test_the_menu_leads_to_the_form_with_the_words_in_it(as_, author, question, first):
    menu = as_(author).get(first.menu_url).content.decode()
    assert f'href="/topics/{question.pk}/?quote={first.pk}#composer"' in menu
    page = as_(author).get(f"/topics/{question.pk}/?quote={first.pk}").content.decode()
    quoted = f"&gt; [Rhys Reader wrote](/posts/{first.pk}/quoted/0/):\n&gt;\n&gt; {SAID}\n"
    assert quoted in page
    assert as_(author).get(f"/posts/{first.pk}/quote/").json()["words"] == quote_of(as_read(first))
    for nothing in ("0", "x", "9" * 30):
        assert "quoted" not in as_(author).get(f"/topics/{question.pk}/?quote={nothing}").content.decode()


def test_a_draft_stays_above_what_is_quoted(as_, author, question, first):
    as_(author).post(question.reply_url, {"body": "Begun before", "client_id": "none"})
    page = as_(author).get(f"/topics/{question.pk}/?quote={first.pk}").content.decode()
    assert "Begun before\n\n&gt; [Rhys Reader wrote]" in page


def test_it_says_what_its_fold_would_have_said(as_, question, stranger, expert, author):
    answer = reply(question, stranger, SAID)
    Post.objects.filter(pk=answer.pk).update(status="published")
    assert quote_of(as_read(answer)).startswith("> [Sol Stranger, not verified, wrote](")
    with TestCase.captureOnCommitCallbacks(execute=True):
        endorse_answer(post=answer, expert=expert, stance="unsafe", reason="It goes off there.", evidence="opinion")
    assert "(a colleague calls this unsafe):" in quote_of(as_read(answer))


def test_it_leads_to_the_post_and_to_what_it_said_once_that_was_changed(as_, author, reader, first, quoting):
    link = f"/posts/{first.pk}/quoted/0/"
    assert f'<a href="{link}"' in html_of(quoting)
    assert as_(author).get(link)["Location"] == first.get_absolute_url()
    edit_post(post=first, editor=reader, body="We keep ours in a locked cupboard.")
    assert as_(author).get(link)["Location"] == f"/posts/{first.pk}/history/"


def test_what_is_hidden_goes_from_every_quote_at_once_and_comes_back(as_, moderator, author, reader, first, quoting):
    before, version = html_of(quoting), quoting.version
    with TestCase.captureOnCommitCallbacks(execute=True):
        hide_post(post=first, moderator=moderator)
    assert html_of(quoting) == GONE_HTML
    assert Post.objects.get(pk=quoting.pk).version > version
    assert SAID not in pages.html_of(as_read(quoting))
    assert SAID not in as_(author).get(f"/posts/{quoting.pk}/edit/").content.decode()
    assert without_gone(quoting.body) == f"> {GONE}\n\nSo do we."

    with TestCase.captureOnCommitCallbacks(execute=True):
        show_post(post=Post.objects.get(pk=first.pk), moderator=moderator)
    assert html_of(quoting) == before


def test_where_many_quote_it_the_pages_are_told_to_ask(question, moderator, author, first):
    many = [reply(question, author, f"{quote_of(as_read(first))}So do we.") for _ in range(6)]
    with TestCase.captureOnCommitCallbacks() as departures:
        hide_post(post=first, moderator=moderator)
    told = [deed.__self__.event for deed in departures if isinstance(getattr(deed, "__self__", None), Departure)]
    assert [event.topic for event in told if isinstance(event, PostsEdited)] == [question]
    assert [event for event in told if isinstance(event, PostEdited)] == []
    assert {html_of(one) for one in many} == {GONE_HTML}
    versions = list(
        Post.objects.filter(pk__in=[one.pk for one in many]).order_by("pk").values_list("version", flat=True)
    )
    newest = Topic.objects.get(pk=question.pk).version
    assert versions == list(range(newest - 5, newest + 1))


def test_a_quote_of_what_is_gone_says_so_from_the_first(question, author, reader, first):
    quoted = quote_of(as_read(first))
    withdraw_post(post=first, author=reader)
    assert html_of(reply(question, author, f"{quoted}So do we.")) == GONE_HTML


def test_a_quote_within_a_quote_is_found_and_an_edit_forgets_what_it_quotes_no_more(question, author, first, quoting):
    third = reply(question, author, f"> [Ada Author wrote](/posts/{quoting.pk}/quoted/0/):\n>\n> {quoting.body}")
    assert set(third.quotes.values_list("quoted", flat=True)) >= {quoting.pk}
    edit_post(post=quoting, editor=author, body="So do we.")
    assert list(Quote.objects.filter(post=quoting)) == []


def test_quoting_drops_the_quotes_within(question, quoting):
    assert SAID not in quote_of(as_read(quoting))
    assert quote_of(as_read(quoting)).endswith(":\n>\n> So do we.\n\n")


def test_a_case_study_that_quotes_is_rewritten_field_by_field(sections, moderator, author, first):
    fields = as_fields() | {"take_home": f"{quote_of(as_read(first))}So do we."}
    told = tell_case_study(
        section=sections["cases"], author=author, title="A lip that blanched", fields=fields, client_id=uuid4(),
        symptomatic="no",
    )  # fmt: skip
    with TestCase.captureOnCommitCallbacks(execute=True):
        hide_post(post=first, moderator=moderator)
    assert CaseStudy.objects.get(pk=told.topic.case_id).html["take_home"] == GONE_HTML
    assert html_of(told) == ""
