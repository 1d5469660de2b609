"""After the event: invitations without a word of the text, one click to stop them, and what became of it in times."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from deflection.actions import invite_to_tell, mark_told, say_whether_called, stop_reminders
from deflection.gate import Writing, screen
from deflection.models import Deflection
from deflection.tasks import invite_authors
from notifications.models import Notification, NotificationQuerySet
from tests.conftest import EMERGENCY
from tests.forum.told import case_form

pytestmark = pytest.mark.django_db

HOURS = {"a day": 24, "a week": 7 * 24, "three weeks": 21 * 24}


@pytest.fixture
def stopped(author) -> Deflection:
    made = screen(
        Writing(title="Her lip", body=EMERGENCY, place="discussion", fields={"form": "topic:discussion"}), author=author
    )
    assert isinstance(made, Deflection)
    return made


def invitations() -> NotificationQuerySet:
    """What authors are told; that moderators were called is another matter."""
    return Notification.objects.exclude(about="paged")


def age(hours: float) -> None:
    Deflection.objects.update(created_at=timezone.now() - timedelta(hours=hours))


def lines() -> list[tuple[str, str, str]]:
    return [(line.about, line.subject, line.url) for line in invitations().order_by("pk")]


def invitation(stopped: Deflection) -> tuple[str, str, str]:
    day = timezone.localtime(Deflection.objects.get(pk=stopped.pk).created_at)
    return ("invited", f"Your text of {day.day} {day:%B}, kept in your vault", f"/vault/{stopped.pk}/")


def test_it_asks_after_a_day_a_week_and_three_weeks(stopped):
    asked = []
    for hours in (1, 23.9, 24.1, 48, 167, 169, 400, 505, 600):
        age(hours)
        asked.append((hours, invite_to_tell()))
    assert [hours for hours, number in asked if number] == [24.1, 169, 505]
    assert invitations().count() == 3


def test_a_worker_that_was_away_asks_once(stopped):
    age(8 * 24)
    invite_authors.call_local()
    invite_authors.call_local()
    assert lines() == [invitation(stopped)]


def test_it_asks_without_a_word_of_the_text(stopped, author):
    age(25)
    invite_to_tell()
    row = str(invitations().values().get())
    assert [word for word in ("lip", "white", "occlusion", "spreading") if word in row] == []


@pytest.mark.parametrize(
    "fact",
    [
        {"sealed": b""}, {"told_at": timezone.now()}, {"reminders_stopped_at": timezone.now()}, {"route": "crisis"},
        {"expires_at": timezone.now() - timedelta(days=1)},
    ],
)  # fmt: skip
def test_whom_it_does_not_ask(stopped, fact):
    Deflection.objects.update(**fact)
    age(25)
    assert (invite_to_tell(), lines()) == (0, [])


def test_nor_a_member_who_was_switched_off(stopped, author):
    author.is_active = False
    author.save()
    age(25)
    assert invite_to_tell() == 0


@pytest.mark.parametrize(("place", "onwards"), [("bell", "/notifications/"), ("vault", "/vault/")])
def test_one_click_stops_it(as_, author, stopped, place, onwards):
    age(25)
    invite_to_tell()
    browser = as_(author)
    html = browser.get("/notifications/").content.decode()
    assert f'action="/vault/{stopped.pk}/reminders/"' in html
    page = browser.post(f"/vault/{stopped.pk}/reminders/", {"from": place})
    assert (page.status_code, page["Location"]) == (302, onwards)
    age(8 * 24)
    assert (invite_to_tell(), invitations().count()) == (0, 1)
    assert "You get no reminders about this text." in browser.get(f"/vault/{stopped.pk}/").content.decode()


def test_nobody_else_stops_it_or_answers_for_its_author(as_, client, author, moderator, stopped):
    for deed in ("vault/{}/reminders", "deflections/{}/called"):
        path = f"/{deed.format(stopped.pk)}/"
        assert (as_(moderator).post(path).status_code, client.post(path).status_code) == (404, 403)
        assert as_(author).get(path).status_code == 405
    for act in (
        lambda: stop_reminders(deflection=stopped, author=moderator),
        lambda: say_whether_called(deflection=stopped, author=moderator, called=True),
    ):
        with pytest.raises(PermissionDenied, match="Only its author"):
            act()
    assert became(stopped) == set()


def became(stopped: Deflection) -> set[str]:
    """The names of the times that are known."""
    stopped.refresh_from_db()
    names = ("shown", "called", "not_needed", "came_back", "continued", "told", "reminders_stopped")
    return {name for name in names if getattr(stopped, f"{name}_at")}


def test_the_page_counts_as_shown_when_it_stood_there(as_, author, stopped):
    assert became(stopped) == set()
    as_(author).get(f"/deflections/{stopped.pk}/")
    first = Deflection.objects.get().shown_at
    as_(author).get(f"/deflections/{stopped.pk}/")
    assert (became(stopped), stopped.shown_at) == ({"shown"}, first)


def test_the_authors_own_word_can_change(as_, author, stopped):
    browser = as_(author)
    seen = []
    for answer in ("yes", "no", "yes"):
        page = browser.post(f"/deflections/{stopped.pk}/called/", {"called": answer, "from": "vault"})
        seen.append((page["Location"], became(stopped)))
    vault = f"/vault/{stopped.pk}/"
    assert seen == [(vault, {"called"}), (vault, {"not_needed"}), (vault, {"called"})]
    assert "that you called" in browser.get(f"/deflections/{stopped.pk}/").content.decode()


@pytest.mark.parametrize(("hours", "back"), [(0.5, set()), (2, {"came_back"})])
def test_whoever_opens_their_words_later_came_back(as_, author, stopped, hours, back):
    age(hours)
    as_(author).get(f"/vault/{stopped.pk}/")
    assert became(stopped) == back


def test_from_the_vault_to_a_case_study(as_, author, sections, stopped):
    browser = as_(author)
    browser.post(f"/vault/{stopped.pk}/continue/", {"as": "case"})
    assert became(stopped) == {"came_back", "continued"}
    page = browser.post("/cases/new/one-page/", case_form())
    assert (page["Debrief-Outcome"], became(stopped)) == ("published", {"came_back", "continued", "told"})
    age(25)
    assert invite_to_tell() == 0


def test_a_case_study_told_without_the_vault_changes_nothing(as_, author, sections, stopped):
    as_(author).post("/cases/new/one-page/", case_form())
    mark_told(author=author)
    assert became(stopped) == set()


def test_an_appeal_ends_the_invitations(as_, author, sections, stopped):
    page = as_(author).post(f"/deflections/{stopped.pk}/appeal/", {"why": "over", "words": ""})
    assert (page.status_code, became(stopped)) == (302, {"came_back", "reminders_stopped"})


def test_somebody_who_may_not_be_safe_is_asked_nothing(as_, author, stopped):
    Deflection.objects.update(route="crisis")
    for path in (f"/deflections/{stopped.pk}/", f"/vault/{stopped.pk}/"):
        html = as_(author).get(path).content.decode()
        assert ("Did you call?" in html, "reminders" in html) == (False, False)
