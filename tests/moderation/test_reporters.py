"""Whoever reports hears what became of it, can be asked one thing, and sees how often they were right."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from forum.actions.posts import edit_post, withdraw_post
from moderation import queue
from moderation.accuracy import Accuracy, head_start
from moderation.actions import decide_post, flag_post
from moderation.actions.reports import ask_reporter
from moderation.models import Decision, Flag, ReportQuestion
from tests.conftest import make_reply

pytestmark = pytest.mark.django_db

REASON = "Please say which guideline this rests on."
ASKED = "Which sentence do you mean, the first or the last?"


@pytest.fixture
def flag(answer, author) -> Flag:
    return flag_post(post=answer, member=author, reason="unsafe_advice", note="It names no source.")


def judged(member, moderator, answer, *verdicts: str) -> None:
    """Reports of this member that a moderator has judged before."""
    for verdict in verdicts:
        decision = Decision.objects.create(moderator=moderator, post=answer, verdict=verdict, reason=REASON)
        Flag.objects.create(
            post=answer, member=member, reason="other", snapshot="-", decision=decision, closed_at=timezone.now()
        )


def test_a_report_is_listed_at_once_and_then_with_what_was_decided(as_, author, moderator, answer):
    browser = as_(author)
    page = browser.post(f"/posts/{answer.pk}/flag/", {"reason": "unsafe_advice"}, follow=True)
    assert "Thank you. The moderators have it" in page.content.decode()
    waiting = browser.get("/reports/")
    assert [flag.outcome.label for flag in waiting.context["page"]] == ["A moderator has still to read it"]

    decide_post(post=answer, moderator=moderator, verdict="hide", reason=REASON)
    decided = browser.get("/reports/")
    assert [(flag.outcome.label, flag.decision.reason) for flag in decided.context["page"]] == [
        ("The post was taken down", REASON)
    ]
    assert "Mo Moderator" not in decided.content.decode()


def test_nobody_sees_the_reports_of_another(as_, client, flag, reader, moderator):
    assert list(as_(reader).get("/reports/").context["page"]) == []
    assert [as_(who).get(f"/reports/{flag.pk}/").status_code for who in (reader, moderator)] == [404, 404]
    assert client.get("/reports/")["Location"] == "/accounts/login/?next=/reports/"


def test_what_its_author_withdrew_is_said_so(flag, author, reader, moderator, answer):
    withdraw_post(post=answer, author=reader)
    decide_post(post=answer, moderator=moderator, verdict="keep", reason=REASON)
    assert Flag.objects.get().outcome == "withdrawn"
    assert [line.note for line in author.notifications.filter(about="flag_decided")] == [
        f"Its author has withdrawn the post. {REASON}"
    ]


def test_a_report_that_gave_way_to_a_later_one_says_so(flag):
    Flag.objects.update(closed_at=timezone.now())
    assert (Flag.objects.get().outcome, Flag.objects.get().outcome.label) == (
        "answered", "Answered together with another report",
    )  # fmt: skip


def test_reports_closed_in_earlier_days_find_the_decision_that_closed_them(flag, stranger, moderator, question):
    later = flag_post(post=flag.post, member=stranger, reason="other")
    Flag.objects.filter(pk=flag.pk).update(closed_at=timezone.now() - timedelta(days=1))
    decision = decide_post(post=flag.post, moderator=moderator, verdict="keep", reason=REASON)
    Flag.objects.filter(pk=later.pk).update(decision=None)
    import_module("moderation.migrations.0013_reports_and_their_decisions").link_decisions(apps, None)
    assert [(row.pk, row.decision) for row in Flag.objects.all()] == [(flag.pk, None), (later.pk, decision)]


@pytest.mark.parametrize(("verdict", "outcome"), [("hide", "hidden"), ("return", "returned"), ("keep", "left")])
def test_there_are_three_outcomes(flag, moderator, verdict, outcome):
    decide_post(post=flag.post, moderator=moderator, verdict=verdict, reason=REASON)
    assert Flag.objects.get().outcome == outcome


def test_a_moderator_asks_once_and_the_reporter_answers_once(as_, flag, author, moderator, second_moderator):
    ask = f"/moderation/reports/{flag.pk}/ask/"
    assert [as_(who).post(ask, {"words": ASKED}).status_code for who in (moderator, second_moderator)] == [302, 302]
    assert [(row.words, row.moderator) for row in ReportQuestion.objects.all()] == [(ASKED, moderator)]
    told = author.notifications.get(about="report_asked")
    assert (told.actor, told.url, told.note) == ("A moderator", f"/reports/{flag.pk}/", ASKED)

    browser = as_(author)
    for words in ("The last one.", "No, the first one."):
        browser.post(told.url, {"words": words})
    assert [row.answer for row in ReportQuestion.objects.all()] == ["The last one."]
    heard = moderator.notifications.get()
    assert (heard.about, heard.actor, heard.url, heard.note) == (
        "report_answered", "Ada Author", f"/moderation/posts/{flag.post_id}/", "",
    )  # fmt: skip
    assert "The last one." in as_(moderator).get(f"/moderation/posts/{flag.post_id}/").content.decode()


def test_questions_and_answers_say_something(as_, flag, author, moderator):
    assert as_(moderator).post(f"/moderation/reports/{flag.pk}/ask/", {"words": "Why?"}).status_code == 422
    assert ReportQuestion.objects.count() == 0
    ask_reporter(flag=flag, moderator=moderator, words=ASKED)
    assert as_(author).post(f"/reports/{flag.pk}/", {"words": " "}).status_code == 422
    assert as_(author).post(f"/moderation/reports/{flag.pk}/ask/", {"words": ASKED}).status_code == 403
    assert ReportQuestion.objects.get().answered_at is None


def test_nobody_asks_about_their_own_post_or_report(flag, author, reader):
    for member in (author, reader):
        member.is_moderator = True
        member.save()
        with pytest.raises(PermissionDenied):
            ask_reporter(flag=flag, moderator=member, words=ASKED)


def test_accuracy_is_shown_after_more_than_five(as_, author, moderator, answer):
    judged(author, moderator, answer, "hide", "return", "hide", "keep", "hide")
    page = as_(author).get("/reports/")
    assert (page.context["accuracy"], page.context["accuracy"].is_known) == (Accuracy(4, 5), False)
    judged(author, moderator, answer, "hide")
    assert "5 of 6 upheld" in as_(author).get("/reports/").content.decode()
    flag_post(post=answer, member=author, reason="other")
    assert "5 of 6 upheld" in as_(moderator).get(f"/moderation/posts/{answer.pk}/").content.decode()


def test_who_is_mostly_right_is_read_a_little_sooner_where_it_is_not_grave(author, stranger, moderator, answer):
    judged(author, moderator, answer, *["hide"] * 6)
    judged(stranger, moderator, answer, *["keep"] * 6)
    assert (head_start(author.pk, "advertising"), head_start(stranger.pk, "advertising")) == (
        timedelta(hours=12), timedelta(0),
    )  # fmt: skip
    assert head_start(author.pk, "live_emergency") == head_start(author.pk, "patient_identifiable") == timedelta(0)


def test_the_queue_gives_them_that_head_start(author, stranger, moderator, question, reader, answer):
    judged(author, moderator, answer, *["hide"] * 6)
    first, second, grave = (make_reply(question, reader, f"Reply number {nth}.") for nth in range(3))
    for post, member, reason in (
        (first, stranger, "advertising"), (second, author, "advertising"), (grave, stranger, "no_consent"),
    ):  # fmt: skip
        flag_post(post=post, member=member, reason=reason)
    assert [item.url for item in queue.waiting()] == [
        f"/moderation/posts/{post.pk}/" for post in (grave, second, first)
    ]


def test_a_report_of_earlier_days_is_compared_as_a_whole(as_, flag, moderator, answer):
    Flag.objects.update(said={}, snapshot="Once a day, in a bound book.")
    (report,) = as_(moderator).get(f"/moderation/posts/{answer.pk}/").context["reports"]
    assert [(change.label, change.pieces[0]) for change in report.changes] == [("Text", ("gone", "Once "))]


def test_the_report_keeps_what_was_said_and_shows_what_changed_since(as_, flag, reader, moderator, answer):
    edit_post(post=answer, editor=reader, body="Twice a day, in a bound book, says our protocol.")
    flag.refresh_from_db()
    assert (flag.snapshot, flag.said, flag.revision) == (
        "Twice a day, in a bound book.", {"body": "Twice a day, in a bound book.", "citation": ""}, None,
    )  # fmt: skip
    (report,) = as_(moderator).get(f"/moderation/posts/{answer.pk}/").context["reports"]
    assert [(change.label, [piece.kind for piece in change.pieces]) for change in report.changes] == [
        ("Text", ["same", "gone", "new"])
    ]
    second = flag_post(post=answer, member=moderator, reason="other")
    assert second.revision == answer.revisions.get()


@pytest.mark.parametrize("reports", [1, 3])
def test_the_list_costs_the_same_however_long(
    as_, author, moderator, question, reader, reports, django_assert_num_queries
):
    for nth in range(reports):
        flag_post(post=make_reply(question, reader, f"Reply number {nth}."), member=author, reason="other")
    browser = as_(author)
    with django_assert_num_queries(8):
        browser.get("/reports/")
    assert len(queue.waiting()) == reports
