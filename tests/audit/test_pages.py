"""The chain as moderators read it and take it with them."""

import csv
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.actions import record
from audit.models import Deed, Line
from moderation import exports
from moderation.chain import Asked, as_csv, harmless
from moderation.exports import about_of, asked_in
from tests.conftest import make_member

pytestmark = pytest.mark.django_db
URL = "/moderation/audit/"


def numbers(page) -> list[int]:
    return [told.line.number for told in page.context["lines"]]


@pytest.fixture
def lines(moderator, second_moderator, question) -> None:
    """Sixty: each third by the second moderator, every tenth by nobody."""
    for number in range(1, 61):
        by = None if number % 10 == 0 else second_moderator if number % 3 == 0 else moderator
        record(Deed.CREDENTIAL_LAPSED if by is None else Deed.POST_DECIDED, by=by, about=question, verdict="hide")


def test_it_is_read_newest_first_and_page_by_page(as_, moderator, lines):
    first = as_(moderator).get(URL)
    assert numbers(first) == list(range(60, 10, -1))
    assert f'rel="next" href="?before={first.context["older"]}"' in first.content.decode()
    second = as_(moderator).get(URL, {"before": first.context["older"]})
    assert (numbers(second), second.context["older"]) == (list(range(10, 0, -1)), None)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"deed": "credential_lapsed"}, [60, 50, 40, 30, 20, 10]),
        ({"person": "una sec", "before": "10"}, [9, 6, 3]),
        ({"person": "una@example.org", "before": "5"}, [3]),
        ({"person": "Nobody of that name"}, []),
        ({"day": "2001-01-01"}, []),
    ],
)
def test_it_is_filtered(as_, moderator, lines, asked, expected):
    page = as_(moderator).get(URL, asked)
    assert (page.status_code, numbers(page)) == (200, expected)


@pytest.mark.parametrize("asked", [{"deed": "sang"}, {"day": "soon"}, {"before": "x"}, {"person": "a" * 121}])
def test_what_cannot_be_asked_is_said_and_nothing_breaks(as_, moderator, lines, asked):
    page = as_(moderator).get(URL, asked)
    assert (page.status_code, page.context["lines"]) == (422, [])


def test_a_line_says_who_what_and_about_what(as_, moderator, question):
    line = record(Deed.ROLE_CHANGED, by=moderator, about=moderator, is_moderator=True, changed="is_moderator")
    (told,) = as_(moderator).get(URL).context["lines"]
    assert (told.line, told.about, told.url) == (line, f"Member {moderator.pk}", f"/moderation/members/{moderator.pk}/")
    assert told.facts == [("changed", "is moderator"), ("is moderator", "yes")]


def test_only_moderators_enter(as_, reader, client):
    assert (as_(reader).get(URL).status_code, client.get(URL).status_code) == (403, 302)
    assert (as_(reader).post(f"{URL}copy/").status_code, Line.objects.count()) == (403, 0)


def test_the_number_of_queries_does_not_grow(as_, moderator, question):
    browser, counts = as_(moderator), []
    for turn in range(2):
        for letter in ("abc", "def")[turn]:
            record(Deed.POST_DECIDED, by=make_member(f"Nina{letter} Moderator"), about=question)
        browser.get(URL)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            browser.get(URL)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_copy_holds_every_line_with_its_hash_and_is_recorded(
    as_, moderator, lines, django_capture_on_commit_callbacks
):
    browser = as_(moderator)
    with django_capture_on_commit_callbacks(execute=True):
        asked = browser.post(f"{URL}copy/", {"deed": "credential_lapsed", "person": ""})
    answer = browser.get(f"{asked.url}get/")
    rows = list(csv.DictReader(StringIO(answer.content.decode())))
    kept = Line.objects.filter(deed="credential_lapsed").order_by("number")
    assert [(row["number"], row["previous"], row["hash"], row["facts"]) for row in rows] == [
        (str(line.number), line.previous, line.hash, '{"verdict":"hide"}') for line in kept
    ]
    last = Line.objects.first()
    assert (last.deed, last.by, last.facts) == (
        "audit_exported",
        moderator,
        {"deed_asked": "credential_lapsed", "day": ""},
    )


def test_a_copy_of_one_person_keeps_to_them_and_to_the_end_that_the_chain_had(moderator, second_moderator, lines):
    about = about_of(Asked(person="UNA SEC"))
    assert about == {"deed": "", "people": [second_moderator.pk], "day": None, "upto": 60}
    record(Deed.POST_DECIDED, by=second_moderator, about=second_moderator)
    heard: list[int] = []
    table = list(csv.DictReader(StringIO(as_csv(asked_in(about), about["upto"], heard.append))))
    assert ({row["by"] for row in table}, heard) == ({"Una Second"}, [95])
    assert [int(row["number"]) for row in table] == [n for n in range(1, 61) if n % 3 == 0 and n % 10]


def test_what_is_too_long_for_one_file_says_what_to_do(
    as_, moderator, lines, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(exports, "MOST_LINES", 59)
    browser = as_(moderator)
    with django_capture_on_commit_callbacks(execute=True):
        asked = browser.post(f"{URL}copy/", {})
    assert "Please ask for one deed, one person or one day at a time." in browser.get(asked.url).content.decode()


@pytest.mark.parametrize(
    ("cell", "written"),
    [("=1+1", "'=1+1"), ("+44", "'+44"), ("-2", "'-2"), ("@here", "'@here"), ("\tx", "'\tx"), ("12", "12"), ("", "")],
)
def test_no_cell_is_a_formula(cell, written):
    assert harmless(cell) == written
