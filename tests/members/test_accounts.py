"""Signing up, in and out, through allauth as a newcomer meets it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import identify_hasher
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from config import settings as shipped
from members.adapter import MAIL_AWAY
from members.models import Member
from screening import emergency
from tests.conftest import PASSWORD, make_member

pytestmark = pytest.mark.django_db

SECRET = "five plain words stand here"
NEWCOMER = {
    "name": "Noor Newcomer", "profession": "nurse", "email": "noor@example.org", "password1": SECRET, "agreed": "on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_rate_is_reached() -> None:
    """allauth counts attempts in the cache, which outlives a test."""
    cache.clear()


def sign_up(client, **changed):
    return client.post("/accounts/signup/", {**NEWCOMER, **changed})


def code_in_the_mail() -> str:
    return re.search(r"^([A-Z0-9-]{6,})$", mail.outbox[-1].body, re.MULTILINE)[1]


def sign_in(client, email: str = NEWCOMER["email"], password: str = SECRET):
    return client.post("/accounts/login/", {"login": email, "password": password})


def signed_in_as(client) -> Member | None:
    user = client.get("/").context["user"]
    return user if user.is_authenticated else None


def test_a_newcomer_signs_up_with_the_code_from_the_mail(client):
    page = sign_up(client)
    assert (page.status_code, page["Location"]) == (302, "/accounts/confirm-email/")
    assert signed_in_as(client) is None
    assert [(sent.to, sent.subject.startswith("Debrief: ")) for sent in mail.outbox] == [(["noor@example.org"], True)]

    page = client.post("/accounts/confirm-email/", {"code": code_in_the_mail()})
    assert (page.status_code, page["Location"]) == (302, "/welcome/")
    member = Member.objects.get()
    assert (member.name, member.profession, member.email, member.role, member.is_active) == (
        "Noor Newcomer", "nurse", "noor@example.org", "member", True,
    )  # fmt: skip
    assert signed_in_as(client) == member


def test_a_wrong_code_opens_nothing(client):
    sign_up(client)
    page = client.post("/accounts/confirm-email/", {"code": "AAAAAA"})
    assert (page.status_code, signed_in_as(client)) == (200, None)


def test_a_code_is_for_the_browser_that_asked_for_it(client):
    other = Client()
    sign_up(client)
    theirs = code_in_the_mail()
    sign_up(other, email="nell@example.org", name="Nell Newcomer")
    other.post("/accounts/confirm-email/", {"code": theirs})
    assert (signed_in_as(other), signed_in_as(client)) == (None, None)
    client.post("/accounts/confirm-email/", {"code": theirs})
    assert signed_in_as(client).email == "noor@example.org"


def test_after_three_wrong_codes_the_right_one_opens_nothing(client):
    sign_up(client)
    right = code_in_the_mail()
    for _ in range(3):
        client.post("/accounts/confirm-email/", {"code": "AAAAAA"})
    client.post("/accounts/confirm-email/", {"code": right})
    assert signed_in_as(client) is None


@pytest.mark.parametrize(
    ("path", "purpose"), [("/accounts/login/", "current-password"), ("/accounts/signup/", "new-password")]
)
def test_a_password_is_masked_and_its_manager_knows_which_it_is(client, path, purpose):
    (field,) = re.findall(r'<input [^>]*name="password1?"[^>]*>', client.get(path).content.decode())
    assert ('type="password"' in field, f'autocomplete="{purpose}"' in field, "onpaste" in field) == (True, True, False)


def test_an_unconfirmed_member_cannot_sign_in_but_gets_another_code(client):
    sign_up(client)
    client.cookies.clear()
    cache.clear()
    page = sign_in(client)
    assert (page.status_code, page["Location"], signed_in_as(client)) == (302, "/accounts/confirm-email/", None)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"password1": "short but odd!"}, "password1"), ({"password1": "noor@example.org"}, "password1"),
        ({"password1": ""}, "password1"), ({"email": "nobody"}, "email"),
        ({"email": ""}, "email"), ({"profession": "wizard"}, "profession"), ({"name": ""}, "name"),
        ({"name": "x" * 61}, "name"), ({"name": "Noor <b>"}, "name"), ({"name": "Noor 2"}, "name"),
        ({"name": "one two three four five six"}, "name"), ({"name": "http://noor.example"}, "name"),
        ({"agreed": ""}, "agreed"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_a_sentence(client, changed, field):
    page = sign_up(client, **changed)
    assert (page.status_code, list(page.context["form"].errors), Member.objects.count()) == (200, [field], 0)


@pytest.mark.parametrize("name", ["Noor", "Noor O’Newcomer", "Noor El-Newcomer", "Zoë Ångström", "N. K. Newcomer"])
def test_a_name_is_what_colleagues_call_somebody(client, name):
    assert sign_up(client, name=f"  {name} ").status_code == 302
    assert Member.objects.get().name == name


@pytest.mark.parametrize("name", ["Noor Newcomer", "NOOR  newcomer"])
def test_two_members_do_not_go_by_one_name(client, name):
    make_member("Noor Newcomer")
    page = sign_up(client, name=name, email="another@example.org")
    assert list(page.context["form"].errors["name"]) == [
        "Another member goes by that name. Add a middle name or initial, so that nobody mistakes you."
    ]
    assert Member.objects.count() == 1


def test_a_name_is_read_before_it_is_stored(client):
    page = sign_up(client, name="lip is white and spreading")
    assert list(page.context["form"].errors["name"]) == [
        "That is not a name. If something is happening now, ring the emergency number or your helpline."
    ]
    assert Member.objects.count() == 0


def test_with_the_reader_out_of_order_nobody_joins_and_nothing_breaks(client, monkeypatch, caplog):
    def out_of_order(title: str, body: str, place: str) -> None:
        raise RuntimeError(body)

    monkeypatch.setattr(emergency, "assess", out_of_order)
    page = sign_up(client)
    assert list(page.context["form"].errors["name"]) == ["We cannot take new accounts just now. Please try again soon."]
    assert (Member.objects.count(), "Noor" in caplog.text) == (0, False)


def test_an_address_in_use_is_not_given_away(client):
    make_member("Noor Newcomer")
    page = sign_up(client, name="Somebody Else")
    assert (page.status_code, page["Location"], Member.objects.count()) == (302, "/accounts/confirm-email/", 1)


@pytest.fixture
def noor(client) -> Member:
    sign_up(client)
    client.post("/accounts/confirm-email/", {"code": code_in_the_mail()})
    client.post("/accounts/logout/")
    cache.clear()
    return Member.objects.get()


def test_a_member_signs_in_and_out(client, noor):
    page = sign_in(client)
    assert (page.status_code, page["Location"], signed_in_as(client)) == (302, "/", noor)
    assert client.get("/accounts/logout/").status_code == 200
    assert signed_in_as(client) == noor
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert signed_in_as(client) is None


@pytest.mark.parametrize("email", ["NOOR@example.org", "noor@EXAMPLE.org"])
def test_capitals_in_the_address_do_not_matter(client, noor, email):
    sign_in(client, email=email)
    assert signed_in_as(client) == noor


@pytest.mark.parametrize(("email", "password"), [("noor@example.org", "wrong"), ("nobody@example.org", SECRET)])
def test_a_wrong_password_and_an_unknown_address_get_the_same_sentence(client, noor, email, password):
    page = sign_in(client, email=email, password=password)
    assert (page.status_code, signed_in_as(client)) == (200, None)
    assert page.context["form"].non_field_errors() == ["That e-mail address and that password do not belong together."]


def test_a_member_who_was_switched_off_stays_outside(client, noor):
    Member.objects.update(is_active=False)
    sign_in(client)
    assert signed_in_as(client) is None


def test_a_forgotten_password_is_set_anew_through_the_mail(client, noor):
    page = client.post("/accounts/password/reset/", {"email": "noor@example.org"})
    assert page["Location"] == "/accounts/password/reset/done/"
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[-1].body)[1]
    form_url = client.get(link)["Location"]
    new = "another six plain words stand here"
    short = client.post(form_url, {"password1": "short", "password2": "short"})
    assert (short.status_code, "password1" in short.context["form"].errors) == (200, True)
    assert (
        client.post(form_url, {"password1": new, "password2": new})["Location"] == "/accounts/password/reset/key/done/"
    )

    sign_in(client)
    assert signed_in_as(client) is None
    sign_in(client, password=new)
    assert signed_in_as(client) == noor
    assert client.get(link).context.get("token_fail") or client.get(link).status_code == 302


def test_a_link_to_a_new_password_holds_for_an_hour(client, noor):
    client.post("/accounts/password/reset/", {"email": "noor@example.org"})
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[-1].body)[1]
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        page = client.get(link)
    assert (page.status_code, page.context["token_fail"]) == (200, True)


def test_a_password_is_taken_as_it_was_typed_and_no_shorter(client, noor):
    """Blanks at its ends, capitals, and the last of 128 characters."""
    exact = f" {'Violet harbour lamp, kettle and é ' * 4}"[:127] + " "
    validate_password(exact)
    noor.set_password(exact)
    noor.save()
    for typed in (exact.strip(), exact.lower(), exact[:127], f"{exact}."):
        sign_in(client, password=typed)
        assert signed_in_as(client) is None
    sign_in(client, password=exact)
    assert (len(exact), signed_in_as(client)) == (128, noor)


def test_no_form_sets_more_than_its_fields(client):
    """Not when somebody joins, nor afterwards."""
    more = {"is_superuser": "on", "is_staff": "on", "is_moderator": "on", "is_active": "on", "email_verified": "on"}
    sign_up(client, **more)
    client.post("/accounts/confirm-email/", {"code": code_in_the_mail()} | more)
    for path in ("/settings/about/", "/settings/keys/", "/settings/country/", "/settings/notifications/"):
        assert client.post(path, more).status_code < 500
    member = Member.objects.get()
    assert (member.is_superuser, member.is_staff, member.is_moderator, member.credentials.count()) == (
        False, False, False, 0,
    )  # fmt: skip


def test_a_reset_for_nobody_looks_the_same(client, db):
    page = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert page["Location"] == "/accounts/password/reset/done/"


def test_a_session_that_is_guessed_at_too_often_rests(client, noor):
    pages = [sign_in(client, password=f"wrong {nth}") for nth in range(6)]
    assert signed_in_as(client) is None
    sign_in(client)
    assert (signed_in_as(client), len(pages)) == (None, 6)


def test_passwords_are_kept_with_argon2_outside_the_tests(client, settings):
    settings.PASSWORD_HASHERS = shipped.PASSWORD_HASHERS
    sign_up(client)
    password = Member.objects.get().password
    assert (identify_hasher(password).algorithm, password.startswith("argon2$argon2id$")) == ("argon2", True)
    assert Member.objects.get().check_password(SECRET)


def test_an_old_hash_is_made_anew_at_the_next_sign_in(client, noor, settings):
    settings.PASSWORD_HASHERS = [*shipped.PASSWORD_HASHERS, "django.contrib.auth.hashers.MD5PasswordHasher"]
    sign_in(client)
    noor.refresh_from_db()
    assert noor.password.startswith("argon2$argon2id$")


def test_the_casts_password_would_pass_the_rules(client):
    assert sign_up(client, password1=PASSWORD).status_code == 302


def test_a_mail_server_that_is_away_is_said_on_the_page_and_a_second_try_sends_the_code(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    page = sign_up(client)
    assert (page.status_code, page.context["message"]) == (503, MAIL_AWAY)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()  # the few minutes between two codes
    page = sign_in(client)
    assert (page.status_code, page["Location"]) == (302, "/accounts/confirm-email/")
    assert client.post("/accounts/confirm-email/", {"code": code_in_the_mail()}).status_code == 302
    assert signed_in_as(client) == Member.objects.get()


def test_the_first_administrator_comes_in_without_any_mail(client, settings):
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    administrator = Member.objects.create_superuser("Root@forum.example.org", SECRET)
    sign_in(client, email="root@forum.example.org")
    assert (signed_in_as(client), len(mail.outbox)) == (administrator, 0)
