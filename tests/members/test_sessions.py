"""Where somebody is signed in, signing out elsewhere, the covered page, wrong passwords, and proving it again."""

import re

import pytest
import time_machine
from allauth.core.context import request_context
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from audit.models import Line
from members.actions.sessions import cover_idle
from members.models import Credential, FailedSignIns, KeptSession
from moderation.actions.keys import propose
from tests.conftest import PASSWORD
from tests.members.test_second_factor import set_up, sign_in, where

pytestmark = pytest.mark.django_db
TELEPHONE = {
    "HTTP_USER_AGENT": "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1"
}
REASON = "She rang from the number of her clinic, and named her last two topics."


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    cache.clear()


def rows(page) -> list[str]:
    return sorted(row.device for row in page.context["page"])


def test_each_browser_is_listed_and_can_be_signed_out(client, author):
    telephone = Client(**TELEPHONE)
    sign_in(client, author)
    sign_in(telephone, author)
    page = client.get("/settings/security/")
    assert (rows(page), {row.place for row in page.context["page"]}) == (
        ["Firefox on Windows", "Safari on iPhone"],
        {"127.0.x.x"},
    )
    other = next(row for row in page.context["page"] if row.device == "Safari on iPhone")
    assert other.pk not in page.content.decode()

    client.post(f"/settings/security/sessions/{other.mark}/end/")
    assert rows(client.get("/settings/security/")) == ["Firefox on Windows"]
    assert where(telephone.get("/settings/")) == (302, "/accounts/login/?next=/settings/")


def test_nobody_signs_out_somebody_else(client, author, reader, as_):
    sign_in(client, author)
    row = KeptSession.objects.get(member=author)
    as_(reader).post(f"/settings/security/sessions/{row.mark}/end/")
    assert where(client.get("/settings/")) == (200, "")


def test_another_password_ends_every_other_session(client, author):
    telephone = Client(**TELEPHONE)
    sign_in(client, author)
    sign_in(telephone, author)
    fresh = "violet harbour lamp"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh})
    assert [where(browser.get("/settings/"))[0] for browser in (client, telephone)] == [200, 302]
    assert rows(client.get("/settings/security/")) == ["Firefox on Windows"]


def test_a_session_ends_two_weeks_after_it_began_however_much_it_is_used(client, author):
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        sign_in(client, author)
        for day, status in ((7, 200), (13, 200), (15, 302)):
            clock.move_to(now + timezone.timedelta(days=day))
            assert client.get("/settings/").status_code == status
            session = client.session
            session["used"] = day
            session.save()


def test_a_device_that_is_new_is_told_of_and_the_first_is_not(client, author, settings):
    settings.TELLS_OF_NEW_DEVICES = True
    sign_in(client, author)
    assert mail.outbox == []
    client.post("/accounts/logout/")
    sign_in(client, author)
    assert mail.outbox == []
    sign_in(Client(), author)
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [([author.email], "Debrief: A new device")]
    assert [line.subject for line in author.notifications.all()] == [
        "Somebody signed in from a device that is new to us"
    ]


def test_a_page_without_anybody_is_covered_and_nothing_is_lost(client, author, question, settings):
    settings.IDLE_LOCK_MINUTES = 15
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        sign_in(client, author)
        clock.shift(14 * 60)
        assert where(client.get("/settings/")) == (200, "")
        clock.shift(10 * 60)
        assert client.get("/notifications/count/").status_code == 200
        clock.shift(6 * 60)
        assert where(client.get("/settings/")) == (302, "/accounts/reauthenticate/?next=%2Fsettings%2F")
        page = client.post(f"/topics/{question.pk}/replies/", {"body": "Twice a day, in a bound book."})
        assert (page.status_code, "Twice a day, in a bound book." in page.content.decode()) == (403, True)
        assert [client.get(path).status_code for path in ("/helpline/", "/accounts/logout/", "/patients/")] == [200] * 3
        page = client.get("/accounts/reauthenticate/")
        assert ("Are you still there?" in page.content.decode(), author.name in page.content.decode()) == (True, False)

        client.post("/accounts/reauthenticate/", {"password": "not the right words"})
        assert where(client.get("/settings/"))[0] == 302
        page = client.post("/accounts/reauthenticate/?next=/settings/", {"password": PASSWORD, "next": "/settings/"})
        assert (where(page), where(client.get("/settings/"))) == ((302, "/settings/"), (200, ""))


def key_of(browser) -> str:
    return browser.cookies["sessionid"].value


def test_whoever_proves_again_who_they_are_goes_on_under_another_key(client, author, settings):
    """And a request that was under way with the key from before opens nothing, and takes no cookie away."""
    settings.IDLE_LOCK_MINUTES = 15
    sign_in(client, author)
    before = KeptSession.objects.get(member=author)
    late = Client()
    late.cookies["sessionid"] = before.session_key
    client.post("/settings/security/cover/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/settings/"})

    row = KeptSession.objects.get(member=author)
    assert (row.session_key, key_of(client) == before.session_key) == (key_of(client), False)
    assert (row.device, row.begun_at, row.is_covered) == (before.device, before.begun_at, False)
    assert (where(client.get("/settings/")), where(late.get("/settings/"))[0]) == ((200, ""), 302)
    assert key_of(late) == before.session_key


@pytest.mark.parametrize(
    ("minutes", "own", "said"),
    [
        (20, "", ["the page is covered after 20 minutes without you"]),
        (1, "", ["the page is covered after 1 minute without you"]),
        (20, "1", ["the page is covered after twelve hours without you"]),
        (0, "", []),
        (0, "1", []),
    ],
)
def test_the_page_says_after_how_long_it_is_covered_and_nothing_where_it_is_not(
    as_, author, settings, minutes, own, said
):
    settings.IDLE_LOCK_MINUTES = minutes
    browser = as_(author)
    browser.post("/settings/security/own-device/", {"own": own} if own else {})
    page = browser.get("/settings/security/").content.decode()
    assert re.findall(r"the page is covered after [\w ]+ without you", page) == said


def test_ones_own_device_rests_for_twelve_hours_and_is_known_again(client, author, settings):
    settings.IDLE_LOCK_MINUTES = 15
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in(client, author)
        client.post("/settings/security/own-device/", {"own": "1"})
        clock.shift(11 * 3600)
        assert (where(client.get("/settings/")), cover_idle()) == ((200, ""), 0)
        clock.shift(13 * 3600)
        assert (cover_idle(), where(client.get("/settings/"))[0]) == (1, 302)
        client.post("/accounts/logout/")
        sign_in(client, author)
        assert KeptSession.objects.get(member=author).is_own_device


def test_wrong_passwords_in_a_row_shut_an_address_whether_or_not_anybody_has_it(
    client, author, moderator, as_, settings
):
    settings.ACCOUNT_RATE_LIMITS = {"login": False, "login_failed": False}
    said = []
    for email in (author.email, "nobody@example.org"):
        for _ in range(10):
            client.post("/accounts/login/", {"login": email, "password": "not the right words"})
        page = client.post("/accounts/login/", {"login": email, "password": PASSWORD})
        said.append((page.status_code, page.context["form"].non_field_errors()))
    assert (said[0], said[0] == said[1]) == (
        (200, ["That went wrong too often in a row, so signing in with a password is shut for a while. Sign in with a "
        "passkey, set a new password by mail, or ask a moderator."]), True,
    )  # fmt: skip
    assert "nobody@" not in str(list(FailedSignIns.objects.values()))

    browser = as_(moderator)
    assert "Open it again" in browser.get(f"/moderation/members/{author.pk}/").content.decode()
    browser.post(f"/moderation/members/{author.pk}/sign-in/open/")
    assert where(sign_in(client, author)) == (302, "/")
    assert [(line.deed, line.by_id, line.about_id) for line in Line.objects.all()] == [
        ("sign_in_opened", moderator.pk, str(author.pk))
    ]


def test_a_grave_step_asks_again_after_a_quarter_of_an_hour_and_loses_no_form(client, author, moderator, settings):
    settings.STEP_UP_MINUTES = 15
    credential = Credential.objects.get(member=author)
    path = f"/moderation/credentials/{credential.pk}/"
    sent = {"status": "registered", "reason": "Looked up today: the entry stands."}
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in(client, moderator)
        clock.shift(16 * 60)
        assert client.get(path).status_code == 200
        page = client.post(path, sent)
        assert where(page) == (302, f"/accounts/reauthenticate/?next={path.replace('/', '%2F')}")
        assert credential.looks.count() == 0

        before = key_of(client)
        client.post(page["Location"], {"password": PASSWORD, "next": path})
        assert (key_of(client) == before, where(client.get(path))) == (False, (200, ""))
        assert [look.reason for look in credential.looks.all()] == ["Looked up today: the entry stands."]


def test_an_administrator_signs_a_member_out_everywhere_and_the_member_is_told(
    client, author, administrator, moderator, as_, settings, rf, django_capture_on_commit_callbacks
):
    path = f"/moderation/members/{author.pk}/"
    telephone, browser = Client(**TELEPHONE), as_(administrator)
    sign_in(client, author)
    sign_in(telephone, author)
    mail.outbox.clear()
    assert "Sign them out everywhere" not in as_(moderator).get(path).content.decode()
    assert as_(moderator).post(f"{path}sessions/end/").status_code == 403
    settings.STEP_UP_MINUTES = 15
    assert "They are signed in on 2 browsers." in browser.get(path).content.decode()
    asked = browser.post(f"{path}sessions/end/")["Location"]
    assert (asked.partition("?")[0], author.sessions.count()) == ("/accounts/reauthenticate/", 2)

    about = {"password": PASSWORD, "next": f"{path}sessions/end/"}
    with django_capture_on_commit_callbacks() as after:
        assert where(browser.post(asked, about)) == (302, path)
    with request_context(rf.get("/")):
        for deed in after:
            deed()
    assert [where(one.get("/settings/"))[0] for one in (client, telephone)] == [302, 302]
    assert (author.sessions.count(), [sent.subject for sent in mail.outbox if author.email in sent.to]) == (
        0, ["Debrief: You were signed out everywhere"]
    )  # fmt: skip
    assert [line.in_words for line in author.notifications.all()] == [
        "Debrief notes about your account: “An administrator signed you out everywhere”"
    ]
    assert [(line.deed, line.by_id, line.about_id, line.facts) for line in Line.objects.all()] == [
        ("sessions_ended", administrator.pk, str(author.pk), {"number": 2})
    ]


def test_another_address_for_signing_in_asks_again_who_it_is(client, author, settings):
    settings.STEP_UP_MINUTES = 15
    sent = {"action_add": "", "email": "elsewhere@example.org"}
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in(client, author)
        clock.shift(16 * 60)
        asked = client.post("/accounts/email/", sent)["Location"]
        assert (asked.partition("?")[0], mail.outbox) == ("/accounts/reauthenticate/", [])
        client.post(asked, {"password": PASSWORD, "next": "/accounts/email/"})
    assert [sent.to for sent in mail.outbox] == [["elsewhere@example.org"]]


def test_two_people_take_a_lost_factor_away_and_neither_can_alone(
    client, author, moderator, second_moderator, administrator, django_capture_on_commit_callbacks
):
    sign_in(client, author)
    set_up(client)
    mail.outbox.clear()
    proposal = propose(act="factors", member=author, by=moderator, reason=REASON)
    for person in (moderator, second_moderator):
        page = Client()
        page.force_login(person)
        assert page.post(f"/moderation/keys/{proposal.pk}/confirm/").status_code == 403
    page = Client()
    page.force_login(administrator)
    with django_capture_on_commit_callbacks() as after:
        page.post(f"/moderation/keys/{proposal.pk}/confirm/")
    assert (author.authenticator_set.count(), author.sessions.count(), len(after) > 0) == (0, 0, True)
    assert [line.deed for line in Line.objects.order_by("number")] == [
        "proposed",
        "factors_removed",
        "proposal_settled",
    ]
    assert where(sign_in(client, author)) == (302, "/")
