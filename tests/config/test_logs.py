"""What the log says is a line each, for people and for machines; who signs in and who is refused stands in it."""

import json
import logging

import pytest

from config.checks import log_format_is_known
from config.logs import Json, Plain

FORGED = "Invalid host: a\n2026-01-01 00:00:00 INFO audit all is well"


def said(message: str, *args: object) -> logging.LogRecord:
    record = logging.LogRecord("members.sessions", logging.INFO, __file__, 1, message, args, None)
    record.created = 1_798_761_600.25
    return record


def test_one_line_of_json_for_each():
    line = Json().format(said("member %s signed in", 7))
    assert (json.loads(line), "\n" in line) == (
        {
            "time": "2027-01-01T00:00:00.250+00:00", "level": "INFO", "logger": "members.sessions",
            "message": "member 7 signed in",
        },
        False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "time"),
    [(1_798_761_600.25, "2027-01-01 00:00:00.250+00:00"), (1_814_400_000, "2027-07-01 01:00:00.000+01:00")],
)
def test_the_time_for_people_says_how_far_it_is_from_utc(seconds, time):
    record = said("member %s signed in", 7)
    record.created = seconds
    assert Plain("%(asctime)s %(message)s").format(record) == f"{time} member 7 signed in"


@pytest.mark.parametrize(("name", "found"), [("plain", []), ("json", []), ("JSON", ["debrief.E010"])])
def test_a_format_that_is_none_is_said_at_the_start(settings, name, found):
    settings.LOG_FORMAT = name
    assert [check.id for check in log_format_is_known(None)] == found


def test_nobody_begins_a_line_of_their_own():
    plain = Plain("%(levelname)s %(name)s %(message)s").format(said("%s", FORGED))
    assert plain == "INFO members.sessions Invalid host: a\\n2026-01-01 00:00:00 INFO audit all is well"
    assert [json.loads(line)["message"] for line in Json().format(said("%s", FORGED)).splitlines()] == [FORGED]


@pytest.mark.django_db
def test_who_signs_in_who_fails_and_who_is_refused_is_said_by_number(client, as_, author, caplog):
    caplog.set_level(logging.INFO)
    for password in ("not this one at all", "debrief-demo-only"):
        author.set_password("debrief-demo-only")
        author.save()
        client.post("/accounts/login/", {"login": author.email, "password": password})
    as_(author).get("/site-health/")
    told = [r.getMessage() for r in caplog.records if r.name.startswith("members.")]
    wrong, *others = told
    assert (wrong.partition(" for ")[0], others) == (
        "a wrong password, the 1. in a row",
        [f"member {author.pk} signed in", f"GET site-health was refused to member {author.pk}"],
    )
    assert author.email not in caplog.text
