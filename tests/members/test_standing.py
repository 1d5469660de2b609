"""Roles and credentials: what a member may be believed about, and until when."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from members.actions import grant_credential, revoke_credential
from members.models import Credential, Member
from tests.conftest import make_member, verify

pytestmark = pytest.mark.django_db


def again(member: Member) -> Member:
    return Member.objects.get(pk=member.pk)


#                    role             tier  verified expert moderates
ROLES = {
    "stranger":      ("member",        0,   False,   False, False),
    "author":        ("verified",      1,   True,    False, False),
    "reader":        ("verified",      2,   True,    False, False),
    "expert":        ("expert",        3,   True,    True,  False),
    "moderator":     ("moderator",     0,   False,   False, True),
    "administrator": ("administrator", 0,   False,   False, True),
}  # fmt: skip


@pytest.mark.parametrize("who", ROLES)
def test_the_table_of_roles(request, who):
    member = again(request.getfixturevalue(who))
    assert (member.role, member.tier, member.is_verified, member.is_expert, member.moderates) == ROLES[who]


def test_a_credential_is_words_and_never_a_colour(author, stranger):
    checked = Credential.objects.get(member=author).checked_at
    assert again(author).standing_in_words == (
        f"Registered nurse · NMC register checked {timezone.localtime(checked):%-d %b %Y}"
    )
    assert again(stranger).standing_in_words == "Nurse · not verified"


@pytest.mark.parametrize(
    "change",
    [
        {"valid_until": timedelta(seconds=-1)}, {"revoked_at": timedelta(seconds=-1)},
        {"checked_at": timedelta(hours=1), "valid_until": timedelta(hours=2)},
    ],
)  # fmt: skip
def test_it_lapses_by_itself_and_on_the_spot(expert, change):
    now = timezone.now()
    Credential.objects.filter(member=expert).update(**{name: now + delta for name, delta in change.items()})
    member = again(expert)
    assert (member.role, member.tier, member.credential) == ("member", 0, None)
    assert [row.standing for row in Member.objects.with_standing().filter(pk=expert.pk)] == [[]]
    assert Credential.objects.get(member=expert).is_current is False


def test_the_highest_that_holds_is_worn(reader):
    verify(reader, 3, "Specialist register")
    assert (again(reader).tier, again(reader).credential.qualification) == (3, "Specialist register")
    Credential.objects.filter(tier=3).update(revoked_at=timezone.now())
    assert (again(reader).tier, again(reader).credential.qualification) == (2, "Nurse independent prescriber (V300)")


@pytest.mark.parametrize(("tier", "days"), [(1, 90), (2, 90), (3, 30)])
def test_a_reviewer_grants_it_for_its_time(moderator, administrator, stranger, tier, days):
    granted = grant_credential(
        member=stranger, by=moderator, second=administrator if tier == 3 else None, tier=tier, register="NMC",
        qualification="Registered nurse", areas=["fillers"],
    )  # fmt: skip
    assert (granted.member, granted.checked_by, granted.areas, granted.valid_until - granted.checked_at) == (
        stranger, moderator, ["fillers"], timedelta(days=days),
    )  # fmt: skip
    assert again(stranger).tier == tier


def test_nobody_else_grants_and_nobody_themselves(administrator, moderator, expert, author, stranger):
    for by, to in ((author, stranger), (expert, stranger), (moderator, moderator), (administrator, administrator)):
        with pytest.raises(PermissionDenied):
            grant_credential(member=to, by=by, tier=1, register="NMC", qualification="Registered nurse")
    assert again(stranger).tier == 0


def test_an_expert_is_granted_by_two_of_whom_the_second_administers(administrator, moderator, second_moderator, author):
    fields = {"member": author, "tier": 3, "register": "GMC", "qualification": "Dermatology", "areas": ["skin"]}
    for by, second in ((administrator, None), (administrator, administrator), (moderator, second_moderator)):
        with pytest.raises(PermissionDenied):
            grant_credential(by=by, second=second, **fields)
    assert again(author).tier == 1
    granted = grant_credential(by=moderator, second=administrator, **fields)
    assert (again(author).tier, granted.second_checker, granted.appointed_until - granted.checked_at) == (
        3, administrator, timedelta(days=365),
    )  # fmt: skip


def test_it_is_revoked_once_and_by_a_reviewer(administrator, stranger, author):
    credential = Credential.objects.get(member=author)
    with pytest.raises(PermissionDenied):
        revoke_credential(credential=credential, by=stranger)
    assert [revoke_credential(credential=credential, by=administrator) for _ in range(2)] == [True, False]
    assert again(author).role == "member"


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"tier": 4}, "a_credential_has_a_tier"),
        ({"valid_until": timezone.now() - timedelta(days=9)}, "a_credential_lapses_after_its_check"),
        ({"checked_by": "themselves"}, "nobody_checks_their_own_credential"),
    ],
)
def test_the_database_keeps_what_must_never_be_false(author, change, constraint):
    if change.get("checked_by"):
        change = {"checked_by": author}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Credential.objects.filter(member=author).update(**change)


def test_the_duty_is_everyone_who_answers_for_the_queue(moderator, administrator, expert):
    Member.objects.create_user("off@example.org", "x", name="Off Duty", is_moderator=True, is_active=False)
    assert set(Member.objects.on_duty()) - set(Member.objects.filter(name="Registrar")) == {moderator, administrator}


@pytest.mark.parametrize("number", [1, 3])
def test_standing_costs_one_query_for_all(number, django_assert_num_queries):
    for nth in range(number):
        verify(make_member(f"{'Bcd'[nth]}ea Writer"), 1, "Registered nurse")
    with django_assert_num_queries(2):
        assert [member.tier for member in Member.objects.with_standing().exclude(name="Registrar")] == [1] * number


def test_addresses_are_one_whatever_their_capitals(db):
    member = Member.objects.create_user("Some.One@Example.ORG", "x", name="Some One")
    assert member.email == "some.one@example.org"
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create_user("SOME.ONE@example.org", "x", name="Another One")
