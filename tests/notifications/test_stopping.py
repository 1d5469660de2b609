"""Mail that is stopped: by one click, by a mail server's report, by a complaint; and how it is put right."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from notifications import mail, stopping
from notifications.leaving import bounces
from notifications.models import Mailbox, Notification, Preference

pytestmark = pytest.mark.django_db

SECRET = "a-secret-of-forty-characters-for-the-tests"
NOW = timezone.now()
MAIL = ("mail_replies", "mail_mentions", "mail_yours", "mail_questions", "mail_duty", "digest_comes")


def stop_url(member, *kinds: str) -> str:
    return f"/mail/stop/{stopping.token(member, kinds)}/"


def chosen(member) -> list[str]:
    return list(Preference.objects.filter(member=member).values_list(*MAIL).first() or ())


def test_one_post_of_a_mail_program_stops_that_kind_without_signing_in(author):
    strict = Client(enforce_csrf_checks=True)
    page = strict.post(stop_url(author, "yours"), {"List-Unsubscribe": "One-Click"})
    assert (page.status_code, chosen(author)) == (200, ["digest", "at_once", "off", "at_once", "at_once", "daily"])


def test_looking_alone_stops_nothing_and_shows_two_buttons(client, author):
    page = client.get(stop_url(author, "digest"))
    html = page.content.decode()
    assert (page.status_code, chosen(author), "The digest" in html, html.count('name="these"')) == (200, [], True, 1)


def test_all_mail_can_be_stopped_and_calls_to_duty_still_come(client, author):
    page = client.post(stop_url(author, "yours"), {"all": ""})
    assert "Stopped" in page.content.decode()
    assert chosen(author) == ["off", "off", "off", "off", "at_once", "off"]


@pytest.mark.parametrize("change", [lambda token: token[:-1] + "x", lambda _: "nothing", lambda token: "W" + token])
def test_a_link_that_nobody_signed_is_not_there(client, author, change):
    token = change(stopping.token(author, ("yours",)))
    assert [client.get(f"/mail/stop/{token}/").status_code, client.post(f"/mail/stop/{token}/").status_code] == [
        404
    ] * 2
    assert chosen(author) == []


def report(came: str, days: int = 0, address: str = "ada@example.org", secret: str = SECRET, age: int = 0):
    """What a mail server says, sent now and signed."""
    said = {"address": address, "type": came, "at": (NOW + timedelta(days=days)).isoformat()}
    return post(json.dumps(said).encode(), age=age)


def post(body: bytes, age: int = 0, **changes: str):
    stamp = str(int(timezone.now().timestamp()) - age)
    headers = {"Debrief-Timestamp": stamp, "Debrief-Signature": bounces.signature(stamp, body), **changes}
    strict = Client(enforce_csrf_checks=True)
    return strict.post("/mail/bounces/", body, content_type="application/json", headers=headers).status_code


def state(member) -> tuple:
    return (mail.may_reach(type(member).objects.get(pk=member.pk)), [line.about for line in member.notifications.all()])


@pytest.fixture
def secret(settings) -> None:
    settings.BOUNCE_SECRET = SECRET


@pytest.mark.parametrize("came", ["hard", "complaint"])
def test_a_hard_bounce_or_a_complaint_stops_mail_and_the_bell_says_so_once(author, secret, came):
    assert [report(came, day) for day in (0, 0, 1)] == [204] * 3
    assert state(author) == (False, ["mail_stopped"])


def test_three_soft_bounces_within_a_month_of_each_other_stop_it_and_none_is_counted_twice(author, secret):
    seen = []
    for day in (0, 1, 1, 0, 40, 41, 42):
        report("soft", day)
        seen.append(state(author)[0])
    assert seen == [True, True, True, True, True, True, False]


def test_the_member_reads_why_and_puts_it_right(as_, author, secret):
    report("soft")
    browser = as_(author)
    assert "None of it came back." in browser.get("/settings/notifications/mail/").content.decode()
    report("hard", 1)
    assert Notification.objects.get(member=author).url == "/settings/notifications/mail/"
    html = browser.get("/settings/notifications/mail/").content.decode()
    assert ["the address does not exist" in html, "Send mail to me again" in html] == [True, True]
    assert browser.post("/settings/notifications/mail/").status_code == 302
    assert (state(author)[0], Mailbox.objects.values_list("soft", "stopped_at", "why").get()) == (True, (0, None, ""))


def test_what_is_not_signed_for_now_counts_for_nothing(author, secret):
    body = json.dumps({"address": author.email, "type": "hard", "at": NOW.isoformat()}).encode()
    answers = [
        post(body, **{"Debrief-Signature": "sha256=" + "0" * 64}),
        post(body, **{"Debrief-Signature": "sha256=é"}),
        post(body, **{"Debrief-Timestamp": "soon"}),
        post(body, age=600),
    ]
    assert (answers, state(author)) == ([403] * 4, (True, []))


def test_without_a_secret_there_is_no_such_door(author):
    assert report("hard") == 404


def test_an_address_that_nobody_has_gives_nothing_away(author, secret):
    assert [report("hard", address="nobody@example.org"), report("hard", address="ADA@example.org")] == [204, 204]
    assert Mailbox.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        b" ", b"{", b"null", b"[1]", b"{}", b"[" * 5000,
        b'{"address": 1, "type": "hard", "at": "2026-06-01T12:00:00Z"}',
        b'{"address": "ada@example.org", "type": "gone", "at": "2026-06-01T12:00:00Z"}',
        b'{"address": "ada@example.org", "type": "hard", "at": "2026-06-01T12:00:00"}',
        b'{"address": "ada@example.org", "type": "hard", "at": "yesterday"}',
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_answered_with_the_format(author, secret, body):
    assert (post(body), state(author)) == (400, (True, []))


def test_a_form_is_not_what_this_door_takes(client, secret):
    assert client.post("/mail/bounces/", {"address": "ada@example.org"}).status_code == 415
