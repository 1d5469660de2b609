"""An expert is one in the areas they were accepted for, and elsewhere a prescriber with training."""

import pytest

from members.actions import grant_credential, revoke_credential
from members.models import Credential, Member
from members.signals import standing_changed

pytestmark = pytest.mark.django_db


def again(member: Member) -> Member:
    return Member.objects.get(pk=member.pk)


def test_an_expert_counts_as_one_in_their_own_areas(expert, reader, stranger):
    Credential.objects.filter(member=expert).update(areas=["vascular", "fillers"])
    esi = again(expert)
    assert [(area, esi.is_expert_for(area), esi.tier_for(area)) for area in ("vascular", "fillers", "toxin")] == [
        ("vascular", True, 3), ("fillers", True, 3), ("toxin", False, 2),
    ]  # fmt: skip
    assert [(again(who).is_expert_for("toxin"), again(who).tier_for("toxin")) for who in (reader, stranger)] == [
        (False, 2), (False, 0),
    ]  # fmt: skip


def test_a_change_of_standing_is_told_once_it_is_stored(administrator, stranger, django_capture_on_commit_callbacks):
    heard = []

    def hear(sender, member_id, at, **kwargs) -> None:
        heard.append((member_id, again(stranger).tier))

    standing_changed.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            granted = grant_credential(
                member=stranger, by=administrator, tier=1, register="NMC", qualification="Registered nurse"
            )
        with django_capture_on_commit_callbacks(execute=True):
            revoke_credential(credential=granted, by=administrator)
            revoke_credential(credential=granted, by=administrator)
    finally:
        standing_changed.disconnect(hear)
    assert heard == [(stranger.pk, 1), (stranger.pk, 0)]
