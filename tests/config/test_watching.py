"""What machines ask: may this server be sent visitors, what has it counted, and what would a doctor say."""

import json
import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from config import doctor
from deflection.models import Helpline
from members.models import Member

pytestmark = pytest.mark.django_db
TOKEN = "forty characters that nobody else knows."


def counts(client) -> dict[str, float]:
    text = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"}).content.decode()
    return {name: float(number) for name, number in re.findall(r"^(debrief_\S+) (\S+)$", text, re.MULTILINE)}


def test_counts_are_for_whoever_has_the_token_and_otherwise_do_not_exist(client, settings):
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = TOKEN
    said = {"none": {}, "wrong": {"authorization": "Bearer x"}, "right": {"authorization": f"Bearer {TOKEN}"}}
    assert {name: client.get("/metrics", headers=headers).status_code for name, headers in said.items()} == {
        "none": 404, "wrong": 404, "right": 200,
    }  # fmt: skip


def test_answers_are_counted_by_the_name_of_their_address_and_never_by_what_was_asked(client, settings, question):
    settings.METRICS_TOKEN = TOKEN
    before = counts(client)
    for path in (question.get_absolute_url(), f"{question.get_absolute_url()}?q=canary", "/no/such/canary/"):
        client.get(path)
    after = counts(client)

    grown = {name: after[name] - before.get(name, 0) for name in after if name.startswith("debrief_answers_total")}
    assert {name: number for name, number in grown.items() if number} == {
        'debrief_answers_total{route="topic-show",status="4xx"}': 2.0,  # a room for members
        'debrief_answers_total{route="ready",status="4xx"}': 1.0,
        'debrief_answers_total{route="metrics",status="2xx"}': 1.0,
    }
    assert [name for name in after if "canary" in name] == []
    assert (after["debrief_queue"], after["debrief_deflections_waiting"], after["debrief_jobs_waiting"]) == (0, 0, 0)


def test_ready_once_database_tables_and_reader_are_there(client):
    page = client.get(reverse("readyz"))
    assert (page.status_code, page.json()) == (
        200, {"ready": True, "parts": {"database": True, "reader": True, "migrations": True}},
    )  # fmt: skip


def lines(capsys) -> dict[str, str]:
    with pytest.raises(SystemExit) as end:
        call_command("doctor", "--json")
    assert end.value.code == 1
    return {line["what"]: line["state"] for line in json.loads(capsys.readouterr().out)}


def test_the_doctor_names_what_is_wrong_and_ends_with_one(capsys, settings, administrator):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    Helpline.objects.create(name="A sample", number="01632 960 003", route="helpline")
    found = lines(capsys)
    assert {what: found[what] for what in ("database", "clock", "audit chain", "stored HTML")} == dict.fromkeys(
        ("database", "clock", "audit chain", "stored HTML"), "ok"
    )
    assert {what: found[what] for what in ("mail server", "helplines", "moderators")} == {
        "mail server": "wrong", "helplines": "wrong", "moderators": "look",
    }  # fmt: skip


def test_the_doctor_is_content_with_real_helplines_and_two_on_duty(administrator, moderator):
    Helpline.objects.update(is_sample=False)
    assert Member.objects.on_duty().count() == 2
    found = {one.what: one.state for look in (doctor.of_helplines, doctor.of_people) for one in look()}
    assert found == {"helplines": "ok", "moderators": "ok"}
