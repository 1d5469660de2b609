"""A case study told without its author's name: how it is chosen, what stands in its place, and what undoes it."""

from uuid import uuid4

import pytest
from django.urls import reverse

from forum.actions.cases import tell_case_study
from forum.actions.naming import choose_name
from forum.actions.posts import post_reply
from forum.models import Draft, Post, Topic
from forum.naming import ALIAS, SHARED_BY, facet_of
from forum.writing import quote_of
from notifications.models import Notification
from tests.conftest import make_member, verify
from tests.forum.told import TITLE, as_fields, case_form

pytestmark = pytest.mark.django_db

NAMES = ("Ash", "Bay", "Elm", "Fir", "Ivy", "Oak", "Pine", "Rose", "Sage", "Yew")


@pytest.fixture
def unnamed(sections, author) -> Topic:
    return tell_case_study(
        section=sections["cases"], author=author, title=TITLE, fields=as_fields(), client_id=uuid4(), symptomatic="no",
        unnamed=True,
    ).topic  # fmt: skip


def reply(topic, author, body="Thank you, that is how we keep it as well."):
    return post_reply(topic=topic, author=author, body=body, client_id=uuid4())


def page_of(as_, member, topic) -> str:
    return as_(member).get(topic.get_absolute_url()).content.decode()


def test_what_is_chosen_in_the_form_holds(as_, author, reader, sections):
    sent = as_(author).post(reverse("case-whole"), case_form(naming="not_shown"))
    topic = Topic.objects.get()
    assert (sent.status_code, topic.unnamed_as, topic.by.name) == (302, "verified", str(ALIAS))
    page = page_of(as_, reader, topic)
    assert author.name not in page
    assert "health professional, checked before this was told" in page


def test_told_part_by_part_it_is_kept_in_the_draft_and_checked(as_, author, sections):
    browser = as_(author)
    over = {"happened_on": case_form()["happened_on"], "symptomatic": "no", "client_id": uuid4()}
    browser.post(reverse("case-part", args=["over"]), over)
    browser.post(reverse("case-part", args=["context"]), {**case_form(), "naming": "not_shown"})
    assert Draft.objects.get().fields_for(author.pk)["naming"] == "not_shown"
    assert "Tell it without my name" in browser.get(reverse("case-check")).content.decode()


def test_without_a_choice_the_name_stands(as_, author, reader, sections):
    as_(author).post(reverse("case-whole"), case_form())
    assert author.name in page_of(as_, reader, Topic.objects.get())


def test_a_facet_is_shared_by_ten_or_it_is_coarser(author, stranger, reader):
    """Two are verified so far, both nurses; one of them prescribes."""
    assert (facet_of(stranger), facet_of(author), facet_of(reader)) == ("unverified", "verified", "verified")
    for name in NAMES[: SHARED_BY - 2]:
        verify(make_member(f"{name} Nurse"), 1, "Registered nurse")
    assert (facet_of(author), facet_of(reader)) == ("nurse", "nurse")
    author.credentials.update(revoked_at=author.date_joined)
    assert facet_of(reader) == "verified"


def test_the_author_replies_there_without_a_name_and_elsewhere_with_it(as_, author, reader, unnamed, discussion):
    reply(unnamed, author)
    reply(discussion, author)
    assert author.name not in page_of(as_, reader, unnamed)
    assert author.name in page_of(as_, reader, discussion)
    theirs = as_(reader).get(reverse("member-show", args=[author.pk])).content.decode()
    assert (unnamed.title in theirs, discussion.title in theirs) == (False, True)


def test_shown_again_it_stands_everywhere_at_once(as_, author, reader, unnamed, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        reply(unnamed, reader, "What did you take from it?")
        mine = reply(unnamed, author)
        quoting = reply(unnamed, reader, f"{quote_of(Post.objects.for_reading().get(pk=mine.pk))}So do we.")
    assert author.name not in page_of(as_, reader, unnamed)
    assert {line.actor for line in Notification.objects.filter(member=reader)} == {str(ALIAS)}
    with django_capture_on_commit_callbacks(execute=True):
        assert choose_name(topic=unnamed, author=author, unnamed=False)
        assert not choose_name(topic=unnamed, author=author, unnamed=False)
    page, quoting = page_of(as_, reader, unnamed), Post.objects.get(pk=quoting.pk)
    assert str(ALIAS) not in page
    assert f"{author.name} wrote" in quoting.body_html
    assert {line.actor for line in Notification.objects.filter(member=reader)} == {author.name}


def test_a_name_goes_from_what_was_public(as_, author, reader, case, django_capture_on_commit_callbacks):
    case = case.topic
    with django_capture_on_commit_callbacks(execute=True):
        reply(case, reader, "What did you take from it?")
        mine = reply(case, author)
        quoting = reply(case, reader, f"{quote_of(Post.objects.for_reading().get(pk=mine.pk))}So do we.")
    assert author.name in page_of(as_, reader, case)
    with django_capture_on_commit_callbacks(execute=True):
        left = as_(author).post(reverse("case-name", args=[case.pk]), {"naming": "not_shown"})
    assert (left.status_code, left["Location"]) == (302, case.get_absolute_url())
    assert author.name not in page_of(as_, reader, case)
    assert author.name not in Post.objects.get(pk=quoting.pk).body
    assert {line.actor for line in Notification.objects.filter(member=reader)} == {str(ALIAS)}


def test_what_it_does_and_does_not_hide_is_said_before(as_, author, reader, case, unnamed):
    published = as_(author).get(reverse("case-name", args=[case.topic_id])).content.decode()
    assert "Others may have seen your name here." in published
    hidden = as_(author).get(reverse("case-name", args=[unnamed.pk])).content.decode()
    assert "Whoever reads it then knows it, whatever you choose later." in hidden
    assert as_(reader).get(reverse("case-name", args=[unnamed.pk])).status_code == 403
