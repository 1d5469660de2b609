"""A second factor: set up with an app, asked for at the door, needed by whoever decides about others."""

import re
import time
from base64 import b64decode

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import check_password
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.checks import second_factors_are_asked_for
from members.kept_sessions import SessionStore
from members.sealing import unseal
from members.second_factor import LABEL, misses_second_factor
from tests.conftest import PASSWORD, make_member

pytestmark = pytest.mark.django_db
NOON = "2026-06-01T12:00:07Z"
BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture(autouse=True)
def asked_for(settings):
    settings.SECOND_FACTOR_REQUIRED, settings.STEP_UP_MINUTES = True, 15
    cache.clear()


def sign_in(client, member, password=PASSWORD):
    EmailAddress.objects.get_or_create(user=member, email=member.email, defaults={"verified": True, "primary": True})
    return client.post("/accounts/login/", {"login": member.email, "password": password}, **(BROWSER | client.defaults))


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up(client) -> str:
    """Their app's secret, after the whole way through the pages. The clock stands: a code ends with its half minute."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert 'fill="white"' in page.context["totp_svg"]  # dark pages too: a telephone reads black on white
    with time_machine.travel(time.time(), tick=False):
        page = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert page["Location"] == "/accounts/second-factor/recovery-codes/"
    return secret


def where(page) -> tuple[int, str]:
    return page.status_code, page.headers.get("Location", "")


@pytest.mark.parametrize("role", ["moderator", "expert", "administrator"])
def test_whoever_decides_about_others_is_led_to_setting_one_up(client, role, request):
    member = request.getfixturevalue(role)
    sign_in(client, member)
    assert [where(client.get(path)) for path in ("/", "/settings/", "/helpline/", "/accounts/logout/")] == [
        (302, "/settings/security/"), (302, "/settings/security/"), (200, ""), (200, ""),
    ]  # fmt: skip
    page = client.get("/settings/security/")
    assert "Please set up a second factor first." in page.content.decode()

    set_up(client)
    assert where(client.get("/settings/")) == (200, "")


def test_words_that_are_sent_before_it_come_back(client, expert, question):
    sign_in(client, expert)
    page = client.post(f"/topics/{question.pk}/replies/", {"body": "Twice a day, in a bound book."})
    assert (page.status_code, "Twice a day, in a bound book." in page.content.decode()) == (403, True)
    assert question.posts.replies().count() == 0


def test_an_ordinary_member_may_have_one_and_need_not(client, author):
    sign_in(client, author)
    assert where(client.get("/settings/")) == (200, "")


def test_the_code_is_asked_for_at_the_door_and_works_once(client, moderator):
    with time_machine.travel(NOON, tick=False) as clock:
        sign_in(client, moderator)
        secret = set_up(client)
        client.post("/accounts/logout/")
        clock.shift(60)

        assert where(sign_in(client, moderator)) == (302, "/accounts/second-factor/authenticate/")
        assert where(client.get("/settings/")) == (302, "/accounts/login/?next=/settings/")
        page = client.post("/accounts/second-factor/authenticate/", {"code": "000000"})
        assert page.context["form"].errors == {
            "code": ["That did not fit. Use the newest code, or try your other device."]
        }
        assert where(client.post("/accounts/second-factor/authenticate/", {"code": code(secret)})) == (302, "/")
        assert where(client.get("/settings/")) == (200, "")

        client.post("/accounts/logout/")
        sign_in(client, moderator)
        assert client.post("/accounts/second-factor/authenticate/", {"code": code(secret)}).status_code == 200


def test_a_recovery_code_stands_in_once(client, moderator):
    with time_machine.travel(NOON, tick=False):
        sign_in(client, moderator)
        set_up(client)
        first = client.get("/accounts/second-factor/recovery-codes/").context["unused_codes"][0]
        for answer in (302, 200):
            client.post("/accounts/logout/")
            sign_in(client, moderator)
            assert client.post("/accounts/second-factor/authenticate/", {"code": first}).status_code == answer


def test_recovery_codes_are_shown_once_and_kept_as_hashes(client, moderator):
    sign_in(client, moderator)
    set_up(client)
    shown, *again = (client.get("/accounts/second-factor/recovery-codes/") for _ in range(2))
    assert (len(shown.context["unused_codes"]), again[0].context["unused_codes"]) == (10, [])
    assert "10 are left. They were shown once" in again[0].content.decode()
    assert client.get("/accounts/second-factor/recovery-codes/download/").status_code == 404
    row = Authenticator.objects.get(type="recovery_codes")
    opened = [unseal(b64decode(one), label=LABEL).decode() for one in row.data["hashes"]]
    assert sorted(row.data) == ["hashes", "migrated_codes", "viewed_at"]
    assert [check_password(code, kept) for code, kept in zip(shown.context["unused_codes"], opened, strict=True)] == [
        True
    ] * 10
    assert [code for code in shown.context["unused_codes"] if code in str(opened)] == []


def test_a_password_set_by_mail_does_not_open_what_a_second_factor_keeps(client, moderator):
    sign_in(client, moderator)
    set_up(client)
    client.post("/accounts/logout/")
    mail.outbox.clear()
    client.post("/accounts/password/reset/", {"email": moderator.email})
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[0].body)[0]
    fresh = "violet harbour lamp"
    client.post(client.get(link)["Location"], {"password1": fresh, "password2": fresh})
    assert where(client.get("/settings/"))[0] == 302
    assert where(sign_in(client, moderator, fresh)) == (302, "/accounts/second-factor/authenticate/")


def test_the_secret_lies_sealed(client, moderator):
    sign_in(client, moderator)
    secret = set_up(client)
    assert secret not in str([row.data for row in Authenticator.objects.all()])


def test_the_last_one_of_whoever_needs_one_stays(client, moderator):
    sign_in(client, moderator)
    set_up(client)
    page = client.post("/accounts/second-factor/totp/deactivate/")
    assert (page.status_code, Authenticator.objects.filter(type="totp").count()) == (200, 1)


def test_one_that_went_while_it_was_not_needed_is_missed_again(moderator):
    factor = Authenticator.objects.create(user=moderator, type=Authenticator.Type.TOTP, data={})
    session = SessionStore()
    missed = [misses_second_factor(session, moderator)]
    moderator.is_moderator = False
    missed += [misses_second_factor(session, moderator)]
    factor.delete()
    moderator.is_moderator = True
    assert [*missed, misses_second_factor(session, moderator)] == [False, False, True]


def test_what_happens_to_an_account_is_told_by_mail_and_in_the_bell(client, author):
    sign_in(client, author)
    set_up(client)
    mail.outbox.clear()
    client.post("/accounts/second-factor/totp/deactivate/")
    fresh = "violet harbour lamp"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh})
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [
        ([author.email], "Debrief: The authenticator app was removed"),
        ([author.email], "Debrief: Your password was changed"),
    ]
    assert [line.in_words for line in author.notifications.order_by("pk")] == [
        "Debrief notes about your account: “The authenticator app was removed”",
        "Debrief notes about your account: “Your password was changed”",
    ]
    assert "127.0.0.1" not in mail.outbox[0].body


def test_a_short_password_counts_beside_a_second_factor_alone(client, author):
    sign_in(client, author)
    short = {"oldpassword": PASSWORD, "password1": "plum otter", "password2": "plum otter"}
    page = client.post("/accounts/password/change/", short)
    assert page.context["form"].errors == {"password1": ["Please use at least 15 characters. A few plain words do."]}
    set_up(client)
    assert client.post("/accounts/password/change/", short).status_code == 302

    page = client.post("/accounts/second-factor/totp/deactivate/")
    assert (page.status_code, Authenticator.objects.filter(type="totp").count()) == (200, 1)
    Authenticator.objects.all().delete()
    assert where(client.get("/settings/")) == (302, "/accounts/password/change/")


@pytest.mark.parametrize(
    "password", ["Debrief2026!!!!!!", "password12345678", "x" * 129, "aesthetic-clinic-1", "1234567890123456"]
)
def test_what_anybody_would_try_first_is_no_password(client, author, password):
    sign_in(client, author)
    page = client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )
    assert list(page.context["form"].errors) == ["password1"]


def test_the_tables_stand_behind_the_same_door(client, administrator):
    assert where(client.get("/admin/login/?next=/admin/")) == (302, "/accounts/login/?next=%2Fadmin%2F")
    sign_in(client, administrator)
    assert where(client.get("/admin/")) == (302, "/settings/security/")
    set_up(client)
    assert where(client.get("/admin/")) == (200, "")
    assert client.get("/admin/mfa/authenticator/").status_code == 404


def test_a_stranger_learns_nothing_at_the_door(client):
    make_member("Noor Known")
    known = client.post("/accounts/login/", {"login": "noor@example.org", "password": "not the right words"})
    unknown = client.post("/accounts/login/", {"login": "nobody@example.org", "password": "not the right words"})
    assert (known.status_code, known.context["form"].errors) == (unknown.status_code, unknown.context["form"].errors)


def test_asking_for_it_and_for_signs_of_life_costs_a_topic_page_no_statement(as_, author, question, settings):
    numbers = []
    for asked_for, minutes in ((False, 0), (True, 15)):
        settings.SECOND_FACTOR_REQUIRED, settings.IDLE_LOCK_MINUTES = asked_for, minutes
        client = as_(author)
        client.get(question.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            assert client.get(question.get_absolute_url()).status_code == 200
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize(("production", "required", "found"), [(True, False, 1), (True, True, 0), (False, False, 0)])
def test_a_real_site_that_asks_for_none_says_so_at_its_start(settings, production, required, found):
    settings.PRODUCTION, settings.SECOND_FACTOR_REQUIRED = production, required
    assert [check.id for check in second_factors_are_asked_for(None)] == ["debrief.W002"] * found
