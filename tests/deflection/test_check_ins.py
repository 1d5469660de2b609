"""Asked how they are: only who asked to be asked, three times at most, and one click ends it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from deflection.actions import ask_how_they_are, choose_check_ins, want_check_ins
from deflection.gate import Writing, screen
from deflection.models import Deflection
from notifications.models import Notification
from tests.conftest import EMERGENCY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def stopped(author) -> Deflection:
    return stop(author)


def stop(author, body: str = EMERGENCY) -> Deflection:
    return screen(Writing(title="", body=body, place="discussion", client_id=uuid4()), author=author)


def lain(deflection: Deflection, how_long: timedelta) -> int:
    """Asked now, had it been stopped that long ago."""
    Deflection.objects.filter(pk=deflection.pk).update(created_at=timezone.now() - how_long)
    return ask_how_they_are()


def test_nobody_is_asked_who_did_not_want_it(stopped):
    assert lain(stopped, 2 * DAY) == 0


def test_three_times_and_never_twice_for_one_step(stopped, author):
    want_check_ins(deflection=stopped, author=author, wanted=True)
    asked = [lain(stopped, age) for age in (DAY / 2, DAY, 1.5 * DAY, 3 * DAY, 3.5 * DAY, 7 * DAY, 20 * DAY)]
    assert asked == [0, 1, 0, 1, 0, 1, 0]
    told = set(Notification.objects.exclude(about="paged").values_list("member", "about", "url"))
    assert told == {(author.pk, "check_in", f"/deflections/{stopped.pk}/after/")}
    assert not any(EMERGENCY[:20] in line.note + line.subject for line in Notification.objects.all())


def test_a_worker_that_was_away_asks_once(stopped, author):
    want_check_ins(deflection=stopped, author=author, wanted=True)
    assert [lain(stopped, 8 * DAY), lain(stopped, 9 * DAY)] == [1, 0]


def test_whoever_begins_late_is_not_asked_for_what_is_past(stopped, author):
    Deflection.objects.update(created_at=timezone.now() - 2 * DAY)
    stopped.refresh_from_db()
    want_check_ins(deflection=stopped, author=author, wanted=True)
    assert [lain(stopped, 2.5 * DAY), lain(stopped, 3 * DAY)] == [0, 1]


def test_one_click_from_the_bell_stops_it(as_, stopped, author):
    want_check_ins(deflection=stopped, author=author, wanted=True)
    lain(stopped, DAY)
    browser = as_(author)
    assert f'action="/deflections/{stopped.pk}/check-ins/"' in browser.get("/notifications/").content.decode()
    answer = browser.post(f"/deflections/{stopped.pk}/check-ins/", {"from": "bell", "wanted": "no"})
    assert (answer.status_code, answer["Location"], lain(stopped, 3 * DAY)) == (302, "/notifications/", 0)


def test_the_page_of_a_stopped_text_offers_it(as_, stopped, author):
    browser = as_(author)
    assert "Ask me how I am in the next days" in browser.get(f"/deflections/{stopped.pk}/").content.decode()
    browser.post(f"/deflections/{stopped.pk}/check-ins/", {"from": "vault", "wanted": "yes"})
    assert "Do not ask me about this again" in browser.get(f"/vault/{stopped.pk}/").content.decode()


def test_the_settings_choose_it_for_every_text(as_, author):
    browser = as_(author)
    browser.post("/settings/country/", {"country": "GB", "check_ins": "on"})
    assert browser.get("/settings/country/").context["form"].initial == {"country": "GB", "check_ins": True}
    assert stop(author).check_ins_since is not None
    browser.post("/settings/country/", {"country": "GB"})
    assert stop(author, f"{EMERGENCY}!").check_ins_since is None


def test_somebody_who_may_not_be_safe_is_asked_only_by_their_own_button(author):
    choose_check_ins(member=author, wanted=True)
    stopped = stop(author, "I have counted out the tablets and written the letters, I cannot carry on and will end it")
    assert (stopped.route, stopped.check_ins_since) == ("crisis", None)


def test_the_page_shows_peers_and_professions_and_no_word_of_the_text(as_, stopped, author, reader):
    page = as_(author).get(f"/deflections/{stopped.pk}/after/")
    assert [line.route for line in page.context["lines"]] == ["support", "support", "crisis", "crisis"]
    assert "spreading right now" not in page.content.decode()
    assert as_(reader).get(f"/deflections/{stopped.pk}/after/").status_code == 404


def test_a_country_without_such_lines_says_so(as_, stopped, author):
    author.country = "NZ"
    author.save()
    page = as_(author).get(f"/deflections/{stopped.pk}/after/").content.decode()
    assert ("No line of your profession is recorded here" in page, 'href="tel:111"' in page) == (True, True)


def test_only_its_author_chooses(as_, stopped, reader):
    assert as_(reader).post(f"/deflections/{stopped.pk}/check-ins/", {"wanted": "yes"}).status_code == 404
