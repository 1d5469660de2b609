"""Names: nobody joins under a look-alike of a verified one, and a verified one is locked."""

import pytest
from django.core.cache import cache

from members.forms import MISTAKEN
from members.models import Credential, Member
from members.names import look_alike
from tests.conftest import make_member
from tests.members.test_accounts import sign_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_rate_is_reached() -> None:
    cache.clear()


@pytest.mark.parametrize(
    ("name", "other", "alike"),
    [
        ("Ada Author", "Аdа Аuthоr", True), ("Ada Author", "Dr Ada Author", True), ("Ada Author", "Áda Authör", True),
        ("Ada Author", "Ada-Author", True), ("Bill Marner", "BiII Mamer", True), ("Vivian Wu", "Vivian VVu", True),
        ("Ada Author", "Ada Arthur", False), ("Ada Author", "Ada B Author", False), ("Noor", "Nora", False),
    ],
)  # fmt: skip
def test_what_a_reader_takes_for_the_same(name, other, alike):
    assert look_alike(name, other) is alike


@pytest.mark.parametrize("name", ["Аdа Аuthоr", "Dr Ada Author", "Ada-Author"])
def test_nobody_joins_under_a_verified_look_alike(client, author, name):
    page = sign_up(client, name=name)
    assert (list(page.context["form"].errors["name"]), Member.objects.filter(name=name).count()) == ([MISTAKEN], 0)


def test_a_name_that_nobody_checked_guards_only_itself(client):
    make_member("Ada Author")
    assert sign_up(client, name="Dr Ada Author").status_code == 302


def test_a_verified_name_is_locked_until_its_owner_agrees_to_a_new_look(as_, author):
    page = as_(author).post("/credentials/name/", {"name": "Ada Married"})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["agreed"])
    assert Member.objects.get(pk=author.pk).name == "Ada Author"
    as_(author).post("/credentials/name/", {"name": "Ada Married", "agreed": "on"})
    renamed = Member.objects.get(pk=author.pk)
    assert (renamed.name, renamed.tier, Credential.objects.get(member=author).revoked_at) == ("Ada Married", 0, None)


def test_who_is_not_verified_changes_it_freely_but_into_nobody_else(as_, stranger, author):
    assert as_(stranger).post("/credentials/name/", {"name": "Dr Ada Author"}).status_code == 422
    assert as_(stranger).post("/credentials/name/", {"name": "Sol Newname"}).status_code == 302
    assert Member.objects.get(pk=stranger.pk).name == "Sol Newname"
