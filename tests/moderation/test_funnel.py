"""The funnel: counted from times, without a text, for moderators alone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from deflection.actions.pages import acknowledge, raise_alert
from deflection.models import Deflection
from forum.models import Post
from moderation import funnel
from moderation.actions import decide_post, flag_post
from moderation.models import Correction, Decision, Flag
from tests.conftest import EMERGENCY

pytestmark = pytest.mark.django_db

TIMES = ("shown", "called", "not_needed", "came_back", "continued", "told")


def stopped(author, *became: str, days: int = 0, event: str = "vascular", route: str = "helpline") -> Deflection:
    now = timezone.now()
    made = Deflection.objects.create(
        author=author, place="questions", route=route, event=event, reader="r1", client_id=uuid4(),
        expires_at=now + timedelta(days=30), **{f"{name}_at": now for name in became},
    )  # fmt: skip
    Deflection.objects.filter(pk=made.pk).update(created_at=now - timedelta(days=days))
    return made


@pytest.fixture
def some(author, reader) -> None:
    stopped(author, "shown", "called", "came_back", "continued", "told")
    stopped(author, "shown", "called")
    stopped(reader, "shown", "not_needed", days=40)
    stopped(reader, event="vision", route="999", days=100)
    stopped(reader, "shown", event="suicidality", route="crisis")


@pytest.mark.parametrize(
    ("days", "numbers"), [("", [4, 3, 2, 1, 1, 1]), ("90", [3, 3, 2, 1, 1, 1]), ("30", [2, 2, 2, 0, 1, 1])]
)
def test_each_step_is_counted(as_, moderator, some, days, numbers):
    page = as_(moderator).get(f"/moderation/funnel/?days={days}")
    assert [step.number for step in page.context["steps"]] == numbers
    assert (page.status_code, page.content.decode().count("<meter")) == (200, 6)
    assert [step.percent for step in page.context["steps"]] == [round(100 * n / numbers[0]) for n in numbers]


def test_and_by_kind_of_event(as_, moderator, some):
    rows = as_(moderator).get("/moderation/funnel/").context["events"]
    assert [(row["event"], row["stopped"], row["called"], row["told"]) for row in rows] == [
        ("vascular", 3, 2, 1), ("vision", 1, 0, 0),
    ]  # fmt: skip
    assert rows[0]["words"] == "a possible loss of blood supply to the skin"


def test_what_moderators_found(as_, moderator, author, answer, some):
    for found in ("over", "no_patient", "live", "unclear"):
        decision = Decision.objects.create(moderator=moderator, post=answer, verdict="hide", reason="As said above.")
        Correction.objects.create(
            decision=decision, deflection=stopped(author), post=answer, reader="r1", band="deflect", found=found
        )
    assert funnel.found() == {"decided": 4, "reader_wrong": 2, "reader_right": 1, "unclear": 1}
    html = as_(moderator).get("/moderation/funnel/").content.decode()
    assert "Of 4 authors who said that it was not live, moderators found 2 right and 1 wrong" in html


@pytest.mark.parametrize("asked", ["", "?days=1", "?days=x", "?days=-30", "?days=30"])
def test_nothing_was_stopped_yet(as_, moderator, asked):
    page = as_(moderator).get(f"/moderation/funnel/{asked}")
    assert (page.status_code, "No text was stopped in this time." in page.content.decode()) == (200, True)
    assert "appeal has been decided" in page.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_the_same_queries_however_many(as_, moderator, author, number, django_assert_num_queries):
    for event in ("vascular", "vision", "burn")[:number]:
        stopped(author, "shown", event=event)
    browser = as_(moderator)
    # session, member, reports of the week, steps, calls, events, found, own standing
    with django_assert_num_queries(8):
        page = browser.get("/moderation/funnel/")
    steps = page.context["steps"]
    assert (page.status_code, (steps[0].words, steps[0].number, steps[0].of)) == (200, ("Stopped", number, number))


def test_each_week_lists_what_was_reported_as_live(as_, moderator, answer, expert, reader, question):
    flag_post(post=answer, member=expert, reason="live_emergency")
    flag_post(post=question.posts.get(is_opening=True), member=reader, reason="other")
    old = flag_post(post=question.posts.get(is_opening=True), member=expert, reason="live_emergency")
    Flag.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=7))

    def listed(week: str) -> list[tuple[int, str]]:
        page = as_(moderator).get("/moderation/funnel/", {"week": week})
        return [(report.flag.post_id, report.outcome) for report in page.context["reports"]]

    waits = "Nobody has decided yet"
    assert [listed("0"), listed("1"), listed("2")] == [
        [(answer.pk, waits)],
        [(question.posts.get(is_opening=True).pk, waits)],
        [],
    ]
    decide_post(post=answer, moderator=moderator, verdict="hide", reason="It reads as happening now.")
    assert listed("0") == [(answer.pk, "Not public")]


@pytest.mark.parametrize("week", ["6", "-1", "x", ""])
def test_another_week_is_this_one(as_, moderator, week):
    assert as_(moderator).get("/moderation/funnel/", {"week": week}).context["week"] == "0"


def test_it_is_for_moderators_alone_and_holds_no_word(as_, client, author, expert, moderator, sections):
    as_(author).post("/sections/discussion/new/", {"title": "Her lip", "body": EMERGENCY, "client_id": uuid4()})
    assert "spreading" not in as_(moderator).get("/moderation/funnel/").content.decode()
    seen = [as_(who).get("/moderation/funnel/").status_code for who in (author, expert, moderator)]
    assert (seen, client.get("/moderation/funnel/").status_code) == ([403, 403, 200], 302)
    assert Post.objects.count() == 0


def test_half_of_the_calls_were_answered_within(as_, author, moderator, django_assert_num_queries):
    now = timezone.now()
    for nth, waited in enumerate([20, 95, 300, None]):
        text = stopped(author)
        alert = raise_alert(kind="deflection", subject_id=text.pk, url="/", now=now, deflection=text)
        if waited:
            acknowledge(alert=alert, member=moderator, now=now + timedelta(seconds=waited))
        assert (funnel.answered().called, funnel.answered().answered) == (nth + 1, min(nth + 1, 3))
    with django_assert_num_queries(1):
        assert funnel.answered("30").in_words == "1 min 35 s"
    assert (
        "Half of them within 1 min 35 s: 3 of 4 calls answered."
        in as_(moderator).get("/moderation/funnel/").content.decode()
    )
