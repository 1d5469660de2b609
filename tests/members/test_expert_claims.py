"""Expert for an area: nominated by experts, looked up by two people, for a year."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from members.actions.nominations import nominate_expert
from members.models import Credential, Member, Nomination
from tests.conftest import make_member, verify
from tests.members.claiming import claim, claimed_by, pdf, review

pytestmark = pytest.mark.django_db
WHY = "She has led our audit of complications for years."


def again(member: Member) -> Member:
    return Member.objects.get(pk=member.pk)


def expert_in(name: str, *areas: str) -> Member:
    member = verify(make_member(name, profession="doctor"), 3, "Specialist register")
    Credential.objects.filter(member=member).update(areas=list(areas))
    return again(member)


def claims_vascular(as_, reader: Member, *areas: str):
    return claim(
        as_(reader), wanted_tier="3", areas=areas or ["vascular"], name_on_register="Rhys Reader", evidence=pdf()
    )


def looks(client, reader: Member, **changed):
    seen = {"name": "Rhys Reader", "qualification": "RN1, V300", "areas": ["vascular"], **changed}
    return review(client, claimed_by(reader), **seen)


def test_two_experts_nominate_and_two_people_look(as_, reader, moderator, administrator):
    experts = [expert_in("Bea Vascular", "vascular"), expert_in("Cia Vascular", "vascular", "eyes")]
    claims_vascular(as_, reader)
    for one in experts:
        page = as_(one).post(f"/members/{reader.pk}/nominate/", {"area": "vascular", "reason": WHY})
        assert page.status_code == 302

    looks(as_(moderator), reader)
    first = claimed_by(reader)
    assert (first.status, first.first_reviewer, again(reader).tier) == ("waiting", moderator, 2)
    assert looks(as_(moderator), reader).status_code == 403

    looks(as_(administrator), reader)
    granted = again(reader).credential
    assert (granted.tier, granted.areas, granted.checked_by, granted.second_checker) == (
        3, ["vascular"], moderator, administrator,
    )  # fmt: skip
    assert (granted.valid_until - granted.checked_at, granted.appointed_until - granted.checked_at) == (
        timedelta(days=30), timedelta(days=365),
    )  # fmt: skip
    assert [again(reader).tier_for(area) for area in ("vascular", "eyes")] == [3, 2]
    assert (claimed_by(reader).status, claimed_by(reader).second_reviewer) == ("granted", administrator)


def test_the_second_look_is_for_an_administrator(as_, reader, moderator, second_moderator):
    claims_vascular(as_, reader)
    looks(as_(moderator), reader)
    assert looks(as_(second_moderator), reader).status_code == 403
    assert (claimed_by(reader).status, again(reader).tier) == ("waiting", 2)


def test_without_nominations_an_area_is_not_granted(as_, reader, moderator, administrator):
    one = expert_in("Bea Vascular", "vascular")
    expert_in("Cia Vascular", "vascular")
    claims_vascular(as_, reader)
    nominate_expert(colleague=reader, by=one, area="vascular", reason=WHY)
    looks(as_(moderator), reader)
    page = looks(as_(administrator), reader)
    assert (page.status_code, list(page.context["form"].non_field_errors()), again(reader).tier) == (
        422, ["Nominations by experts are missing for: Vascular complications (1 more)."], 2,
    )  # fmt: skip


def test_a_nomination_counts_while_its_expert_is_one(as_, reader, moderator, administrator):
    experts = [expert_in(f"{name} Vascular", "vascular") for name in ("Bea", "Cia", "Dov", "Eli")]
    claims_vascular(as_, reader)
    for one in experts[:2]:
        nominate_expert(colleague=reader, by=one, area="vascular", reason=WHY)
    Credential.objects.filter(member=experts[0]).update(areas=["eyes"])
    looks(as_(moderator), reader)
    assert looks(as_(administrator), reader).status_code == 422


def test_the_first_expert_of_an_area_needs_no_nominations_but_two_people(as_, reader, moderator, administrator):
    claims_vascular(as_, reader)
    looks(as_(moderator), reader)
    looks(as_(administrator), reader)
    assert again(reader).is_expert_for("vascular") is True


def test_an_area_that_was_not_claimed_is_not_given(as_, reader, moderator, administrator):
    claims_vascular(as_, reader)
    looks(as_(moderator), reader)
    assert looks(as_(administrator), reader, areas=["eyes"]).status_code == 422
    assert looks(as_(administrator), reader, areas=[]).status_code == 422


def test_who_may_nominate(as_, reader, author):
    one = expert_in("Bea Vascular", "vascular")
    for by, colleague, area in ((author, reader, "vascular"), (one, one, "vascular"), (one, reader, "eyes")):
        with pytest.raises(PermissionDenied):
            nominate_expert(colleague=colleague, by=by, area=area, reason=WHY)
    assert as_(author).get(f"/members/{reader.pk}/nominate/").status_code == 403
    assert as_(one).post(f"/members/{reader.pk}/nominate/", {"area": "vascular", "reason": "Good."}).status_code == 422
    twice = [nominate_expert(colleague=reader, by=one, area="vascular", reason=WHY) for _ in range(2)]
    assert (twice[0], Nomination.objects.count()) == (twice[1], 1)
    assert as_(reader).post(f"/credentials/nominations/{twice[0].pk}/withdraw/").status_code == 404
    as_(one).post(f"/credentials/nominations/{twice[0].pk}/withdraw/")
    assert list(reader.nominations.standing()) == []


def test_an_expert_builds_on_a_registration(as_, stranger):
    page = claim(as_(stranger), wanted_tier="3", areas=["vascular"], evidence=pdf())
    assert list(page.context["form"].errors["wanted_tier"]) == [
        "Please claim your registration first; an expert builds on it."
    ]
