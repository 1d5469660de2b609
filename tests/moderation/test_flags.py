"""Reporting a post: once, with a picture of what it said, and not one's own."""

import pytest

from forum.actions.posts import edit_post
from forum.models import Post
from moderation.actions import flag_post
from moderation.models import Flag, Reason
from screening import emergency
from tests.conftest import EMERGENCY

pytestmark = pytest.mark.django_db


def flag(browser, post: Post, **fields):
    return browser.post(f"/posts/{post.pk}/flag/", {"reason": "unsafe_advice", "note": "", **fields})


def flags() -> list[tuple]:
    return [(row.post, row.member, row.reason, row.note, row.snapshot, row.closed_at) for row in Flag.objects.all()]


def test_it_tells_the_moderators_with_what_the_post_said(as_, author, reader, answer):
    said = answer.body
    page = flag(as_(author), answer, note="No source for this")
    edit_post(post=answer, editor=reader, body="Three times a day, says the guideline.")

    assert (page.status_code, page["Location"]) == (302, answer.topic.get_absolute_url())
    assert flags() == [(answer, author, "unsafe_advice", "No source for this", said, None)]


@pytest.mark.parametrize("reason", Reason.values)
def test_every_reason_can_be_given(as_, author, answer, reason):
    assert flag(as_(author), answer, reason=reason).status_code == 302
    assert [row[2] for row in flags()] == [reason]


def test_reporting_twice_is_reporting_once(as_, author, stranger, answer):
    for member in (author, author, stranger):
        assert flag(as_(member), answer, note=f"From {member.name}").status_code == 302
    assert [(row[1], row[3]) for row in flags()] == [(author, "From Ada Author"), (stranger, "From Sol Stranger")]


def test_nobody_reports_their_own_post_or_one_out_of_sight(as_, client, reader, author, moderator, answer):
    assert flag(as_(reader), answer).status_code == 403
    assert flag(client, answer).status_code == 403
    Post.objects.filter(pk=answer.pk).update(status="hidden")
    assert [flag(as_(member), answer).status_code for member in (author, moderator)] == [404, 403]
    assert flags() == []


@pytest.mark.parametrize("fields", [{"reason": ""}, {"reason": "dislike"}, {"note": "x" * 501}])
def test_a_report_out_of_bounds_is_refused(as_, author, answer, fields):
    page = flag(as_(author), answer, **fields)
    assert (page.status_code, list(page.context["form"].errors), flags()) == (422, list(fields), [])


def test_a_note_may_quote_the_emergency_it_reports(as_, author, answer):
    assert flag(as_(author), answer, reason="live_emergency", note=EMERGENCY).status_code == 302
    assert [row[3] for row in flags()] == [EMERGENCY]


def test_with_the_reader_out_of_order_a_note_waits_and_a_reason_does_not(as_, author, answer, monkeypatch):
    def out_of_order(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(emergency, "assess", out_of_order)
    page = flag(as_(author), answer, note="Please look")
    assert (page.status_code, page.context["form"].non_field_errors(), flags()) == (
        503,
        ["The safety reader is out of order, so this was not stored. Please try again in a few minutes."],
        [],
    )
    assert flag(as_(author), answer).status_code == 302
    assert len(flags()) == 1


def test_a_flag_given_again_after_a_decision_is_a_new_one(author, answer):
    first = flag_post(post=answer, member=author, reason="other")
    Flag.objects.filter(pk=first.pk).update(closed_at=first.created_at)
    assert flag_post(post=answer, member=author, reason="other") != first
    assert Flag.objects.waiting().count() == 1
