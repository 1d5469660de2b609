"""What a member says of themselves can be reported like a post; it goes or stays, and both sides hear why."""

import pytest

from forum.actions.profiles import tell_about
from forum.models import Profile
from moderation.models import LineReport
from moderation.not_for import not_for
from moderation.queue import waiting
from privacy.actions.erasing import erase
from privacy.models import Words
from tests.conftest import make_member, verify

pytestmark = pytest.mark.django_db
SAID = "The cheapest filler in town, ring me."
WHY = "This is advertising, which the rules leave out."


@pytest.fixture
def lines(author):
    return Profile.objects.create(member=author, about=SAID)


def report(client, lines, reason="advertising"):
    return client.post(f"/members/{lines.pk}/report/", {"reason": reason, "note": "It names a price."})


def told(member):
    return [(line.in_words, line.note) for line in member.notifications.all()]


def test_they_wait_once_in_the_queue_as_grave_as_the_gravest_report(as_, author, reader, expert, moderator, lines):
    page = as_(reader).get(f"/members/{author.pk}/").content.decode()
    assert f'href="/members/{author.pk}/report/"' in page
    assert report(as_(reader), lines, reason="unsafe_advice").status_code == 422
    for client in (as_(reader), as_(reader), as_(expert)):
        assert report(client, lines)["Location"] == f"/members/{author.pk}/"
    LineReport.objects.filter(member=expert).update(reason="patient_identifiable")
    [item] = waiting("lines")
    assert (item.severity, item.count, item.url) == (1, 2, f"/moderation/members/{author.pk}/lines/")
    assert not_for(moderator, [item]) == set()


def test_taken_off_both_sides_hear_why(as_, author, reader, moderator, lines):
    report(as_(reader), lines)
    page = f"/moderation/members/{author.pk}/lines/"
    assert b"It names a price." in as_(moderator).get(page).content
    assert as_(moderator).post(page, {"reason": WHY, "deed": "off"})["Location"] == "/moderation/"
    assert (Profile.objects.get().about, waiting()) == ("", [])
    assert [note for _, note in told(author)] == [WHY]
    assert told(reader) == [
        (
            "A moderator looked at the lines that you reported on the page of “Ada Author”",
            f"The lines were taken off. {WHY}",
        )
    ]
    assert b"The lines were taken off." in as_(reader).get("/reports/").content
    assert as_(moderator).get(page).status_code == 404


def test_they_stay_or_are_gone_already(as_, author, reader, moderator, lines):
    page = f"/moderation/members/{author.pk}/lines/"
    why = "A colleague may say where they work."
    report(as_(reader), lines)
    as_(moderator).post(page, {"reason": why, "deed": "leave"})
    report(as_(reader), lines)
    tell_about(member=author, about="")
    assert b"The lines are gone from the page." in as_(moderator).get(page).content
    as_(moderator).post(page, {"reason": why, "deed": "leave"})
    assert sorted(note for _, note in told(reader)) == [
        f"The lines stay as they are. {why}", f"The lines were taken off. {why}",
    ]  # fmt: skip
    assert (told(author), waiting()) == ([], [])


def test_nobody_judges_their_own_lines_nor_what_they_reported(as_, moderator, administrator, reader):
    own = Profile.objects.create(member=moderator, about=SAID)
    page = f"/moderation/members/{moderator.pk}/lines/"
    assert report(as_(moderator), own).status_code == 403
    report(as_(administrator), own)
    assert [as_(one).get(page).status_code for one in (reader, moderator, administrator)] == [403, 403, 403]
    [item] = waiting("lines")
    assert [not_for(one, [item]) for one in (moderator, administrator)] == [{item.key}, {item.key}]


def test_one_at_a_time_and_whoever_leaves_takes_the_words_along(as_, author, reader, moderator, lines):
    other = verify(make_member("Mia Moderator", is_moderator=True), 2, "Nurse")
    report(as_(reader), lines)
    page = f"/moderation/members/{author.pk}/lines/"
    as_(other).post(f"/moderation/takes/lines/{author.pk}/take/")
    assert as_(moderator).post(page, {"reason": WHY, "deed": "off"}).status_code == 409
    erase(member=author, words=Words.STAY)
    assert (list(LineReport.objects.values_list("said", "taken_off")), waiting()) == ([("", True)], [])
