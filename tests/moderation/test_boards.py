"""The moderators' drawings: counted in the database, the same as a table, and pointing at nobody when they travel."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from deflection.actions.pages import acknowledge, raise_alert
from deflection.models import Deflection
from forum.models import Post
from members.models import Claim, Credential
from moderation.actions import flag_post
from moderation.boards import catalogue, periods
from moderation.boards.plots import Plot
from moderation.models import Decision, Flag, LiveReport, SecondLook

pytestmark = pytest.mark.django_db

BOARDS = [board for boards in catalogue.GROUPS.values() for board in boards]
SLUGS = [board.slug for board in BOARDS]


def plot(slug: str, member, period: str = "4-weeks", *, leaves: bool = False) -> Plot:
    return catalogue.board_named(slug, member).plot(periods.asked(period), member, leaves=leaves)


def last(slug: str, member, **options) -> list[str]:
    """The row of this week, without its name."""
    return plot(slug, member, **options).rows[-1][1:]


def stopped(author, *became: str, route: str = "helpline") -> Deflection:
    now = timezone.now()
    return Deflection.objects.create(
        author=author, place="questions", route=route, event="vascular", reader="r1", client_id=uuid4(),
        expires_at=now + timedelta(days=30), **{f"{name}_at": now for name in became},
    )  # fmt: skip


def test_what_waits_is_told_by_how_much_of_its_time_is_gone(moderator, answer, question, expert, reader):
    flag_post(post=answer, member=expert, reason="unsafe_advice")
    late = flag_post(post=question.posts.get(is_opening=True), member=reader, reason="other")
    Flag.objects.filter(pk=late.pk).update(created_at=timezone.now() - timedelta(hours=80))
    found = plot("queue-age", moderator)
    assert found.rows == [
        ["Live: within 5 minutes", "0", "0", "0"],
        ["Grave: within an hour", "1", "0", "0"],
        ["Conduct: within a day", "0", "0", "0"],
        ["Other: in 3 days", "0", "0", "1"],
    ]
    assert found.found.says == "2 wait now; 1 of them is late."


def test_an_area_moderator_sees_what_waits_in_their_sections(moderator, answer, expert):
    flag_post(post=answer, member=expert, reason="unsafe_advice")
    moderator.moderated_sections = ["discussion"]
    assert [row[1:] for row in plot("queue-age", moderator).rows] == [["0", "0", "0"]] * 4
    moderator.moderated_sections = ["questions"]
    assert plot("queue-age", moderator).rows[1][1:] == ["1", "0", "0"]


def test_decisions_in_time_and_late_with_the_middle_of_their_waits(moderator, recorded):
    recorded(waited=3600, late=False), recorded(waited=7200, late=False), recorded(waited=36_000, late=True)
    recorded(deed="claim_decided", waited=90_000), recorded(deed="claim_decided", outcome="asked")
    assert last("first-decision", moderator) == ["2", "2", "6"]


@pytest.fixture
def recorded(moderator, answer):
    from audit.actions import record

    def add(deed: str = "post_decided", **facts: object) -> None:
        record(deed, by=moderator, about=answer, **facts)

    return add


def test_calls_by_how_soon_somebody_had_them(moderator, author):
    now = timezone.now()
    for seconds in (20, 95, 200, 500, 900, None):
        text = stopped(author)
        alert = raise_alert(kind="deflection", subject_id=text.pk, url="/", now=now, deflection=text)
        if seconds:
            acknowledge(alert=alert, member=moderator, now=now + timedelta(seconds=seconds))
    found = plot("calls", moderator)
    assert (found.rows[-1][1:], found.found.says) == (
        ["2", "1", "1", "2"], "4 of 6 calls were answered within 10 minutes.",
    )  # fmt: skip


def test_agreement_beyond_chance_adds_up_over_the_time(moderator, second_moderator, answer):
    for first, second in (("keep", "keep"), ("hide", "hide"), ("keep", "keep"), ("hide", "keep")):
        decision = Decision.objects.create(moderator=moderator, post=answer, verdict=first, reason="As said above.")
        SecondLook.objects.create(
            decision=decision, cause="other", verdict=second, moderator=second_moderator, judged_at=timezone.now()
        )
    # 3 of 4 agree; by chance 2/4 · 3/4 + 2/4 · 1/4 = 1/2
    assert last("agreement", moderator) == ["0.50", "4", "3"]
    assert [row[1] for row in plot("agreement", moderator).rows[:-1]] == ["none"] * 3


def test_stopped_texts_by_route_and_the_furthest_that_they_came(moderator, author, reader):
    stopped(author, "shown", "called", "came_back", "told")
    stopped(author, "shown", "came_back")
    stopped(reader, "shown", "not_needed", route="999")
    stopped(reader, route="999")
    stopped(reader, route="crisis")
    assert last("stopped", moderator) == ["2", "2", "0"]
    assert plot("became", moderator).rows == [
        ["999 first", "0", "0", "1", "1"],
        ["Helpline first", "1", "1", "0", "0"],
        ["Somebody to talk to", "0", "0", "0", "0"],
    ]


def test_what_was_found_about_posts_reported_as_live(moderator, answer, expert):
    for found in ("live", "over", "no_patient", "unclear", ""):
        flag = Flag.objects.create(
            post=answer, member=expert, reason="live_emergency", snapshot="", closed_at=timezone.now()
        )
        LiveReport.objects.create(flag=flag, found=found, decided_at=timezone.now() if found else None)
    assert last("live-reports", moderator) == ["1", "2", "1", "1"]


def test_waits_of_claims_and_the_oldest_that_waits_now(moderator, author, stranger):
    now = timezone.now()
    given = {"register_slug": "nmc", "number_sealed": b"", "last_two": "1A", "wanted_tier": 1}
    for hours in (2, 4, 30):
        claim = Claim.objects.create(member=author, status="granted", decided_at=now, **given)
        Claim.objects.filter(pk=claim.pk).update(created_at=now - timedelta(hours=hours))
    waits = Claim.objects.create(member=stranger, **given)
    Claim.objects.filter(pk=waits.pk).update(created_at=now - timedelta(hours=26))
    found = plot("verification", moderator)
    assert (found.rows[-1][1:], found.found.says) == (["4 h", "3"], "1 waits now, the oldest for 1 d 2 h.")


def test_credentials_that_run_out_by_tier(moderator, author, expert):
    Credential.objects.filter(member=author).update(valid_until=timezone.now() + timedelta(minutes=1))
    Credential.objects.filter(member=expert).update(valid_until=timezone.now() + timedelta(days=400))
    assert plot("running-out", moderator, "year").found.says == (
        "1 credential will run out unless somebody looks them up again."
    )


def test_replies_by_section_and_how_soon_a_verified_answer_came(moderator, answer, question):
    question.first_verified_answer_at = question.created_at + timedelta(minutes=95)
    question.save()
    assert last("replies", moderator) == ["0", "1", "0", "0"]
    assert last("first-answers", moderator) == ["1 h 35 min", "1", "0"]
    assert Post.objects.count() == 2


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_happened_yet(moderator, slug):
    found = plot(slug, moderator, "year")
    assert (found.found.is_empty, len(found.rows) > 2) == (True, True)


@pytest.mark.parametrize(("number", "told"), [(4, "fewer than 5"), (5, "5")])
def test_small_numbers_about_people_do_not_travel(moderator, author, number, told):
    """Who may open every row reads them on the page; a file and an area moderator get none from one to four."""
    for _ in range(number):
        stopped(author)
    assert last("stopped", moderator) == ["0", str(number), "0"]
    travels = plot("stopped", moderator, leaves=True)
    assert (travels.rows[-1][1:], travels.found.says) == (["0", told, "0"], "")
    assert list(csv.reader(io.StringIO(travels.as_csv())))[-1][1:] == ["0", told, "0"]
    moderator.moderated_sections = ["discussion"]
    assert last("stopped", moderator) == ["0", told, "0"]
    assert ("few</text>" in plot("stopped", moderator).drawing) == (number < 5)


def test_the_page_draws_every_board_and_hands_each_out_as_a_file(as_, moderator, author, answer, expert):
    stopped(author, "shown")
    flag_post(post=answer, member=expert, reason="other")
    browser = as_(moderator)
    html = browser.get("/moderation/boards/?period=quarter").content.decode()
    assert [slug for slug in SLUGS if f'id="{slug}"' not in html] == []
    assert (html.count('role="img"') >= 4, "style=" in html, "<script>" in html) == (True, False, False)
    files = {slug: browser.get(f"/moderation/boards/{slug}.csv?period=quarter") for slug in SLUGS}
    assert {slug: answer.status_code for slug, answer in files.items()} == dict.fromkeys(SLUGS, 200)
    assert files["calls"]["Content-Disposition"] == (f'attachment; filename="calls-quarter-{timezone.localdate()}.csv"')
    assert browser.get("/moderation/boards/nothing.csv").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_the_same_queries_however_much_there_is(as_, moderator, author, number, django_assert_num_queries):
    for _ in range(number):
        stopped(author, "shown")
    browser = as_(moderator)
    # session, member; one for each plot, and one more where a middle is told beside a number; own standing
    with django_assert_num_queries(18):
        page = browser.get("/moderation/boards/")
    assert f"{number} text{'s were' if number > 1 else ' was'} stopped" in page.content.decode()


def test_whom_it_is_for(as_, client, author, expert, moderator):
    seen = [as_(who).get("/moderation/boards/").status_code for who in (author, expert, moderator)]
    assert (seen, client.get("/moderation/boards/").status_code) == ([403, 403, 200], 302)
    moderator.moderated_sections = ["discussion"]
    moderator.save()
    html = as_(moderator).get("/moderation/boards/").content.decode()
    hidden = [board.slug for board in BOARDS if board.for_all]
    assert [slug for slug in SLUGS if f'id="{slug}"' not in html] == hidden
    assert as_(moderator).get("/moderation/boards/appeals.csv").status_code == 404
