"""What a changed status does at once, and what time does by itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from forum import rules
from members.actions import grant_credential, record_status
from members.actions.credentials import NotRenewable
from members.actions.lapse import empty_evidence, end_lapsed, remind
from members.models import Claim, Credential, Evidence, Look, Member
from members.signals import standing_changed
from members.standing import RIGHTS, Status
from members.waiting import due, median_in_words
from notifications.models import Notification
from tests.members.claiming import claim, claimed_by, pdf, review

pytestmark = pytest.mark.django_db

ENDS = ["not_practising", "removed", "suspended", "voluntarily_removed", "interim_suspension", "lapsed", "not_found"]
DECIDES = ["conditions", "interim_conditions", "undertakings", "sanction_pending"]
STOPS_WRITING = {"removed", "suspended", "interim_suspension"}


def again(member: Member) -> Member:
    return Member.objects.get(pk=member.pk)


def credential_of(member: Member) -> Credential:
    return Credential.objects.get(member=member)


@pytest.fixture
def heard():
    told = []

    def hear(sender, member_id, at, **kwargs) -> None:
        told.append((member_id, again(Member(pk=member_id)).tier))

    standing_changed.connect(hear)
    yield told
    standing_changed.disconnect(hear)


def test_the_table_knows_twelve_statuses():
    assert (len(Status), set(RIGHTS)) == (12, set(Status))
    assert {str(status) for status, rights in RIGHTS.items() if not rights.writes} == STOPS_WRITING


@pytest.mark.parametrize("status", ENDS)
def test_a_status_ends_weight_and_badge_at_once(as_, moderator, expert, question, status):
    page = as_(moderator).post(
        f"/moderation/credentials/{credential_of(expert).pk}/", {"status": status, "reason": "Read there today."}
    )
    assert (page.status_code, again(expert).tier, again(expert).is_expert, again(expert).may_write) == (
        302, 0, False, status not in STOPS_WRITING,
    )  # fmt: skip
    assert [(look.status, look.reviewer, look.kept_weight, look.reason) for look in Look.objects.all()] == [
        (status, moderator, False, "Read there today.")
    ]
    assert rules.may_reply(again(expert), question) is (status not in STOPS_WRITING)
    told = Notification.objects.get(member=expert)
    assert told.note == f"The register says: {Status(status).label.lower()}. Read there today."


@pytest.mark.parametrize("status", DECIDES)
@pytest.mark.parametrize(("keeps", "tier"), [("on", 3), ("", 0)])
def test_under_conditions_the_reviewer_decides(as_, moderator, expert, status, keeps, tier):
    path = f"/moderation/credentials/{credential_of(expert).pk}/"
    assert as_(moderator).post(path, {"status": status, "keeps": keeps}).status_code == 422
    as_(moderator).post(path, {"status": status, "keeps": keeps, "reason": "As the register words it."})
    assert (again(expert).tier, again(expert).may_write, credential_of(expert).status) == (tier, True, status)


def test_only_reviewers_and_never_about_themselves(as_, author, stranger, moderator):
    path = f"/moderation/credentials/{credential_of(author).pk}/"
    assert [as_(who).post(path, {"status": "registered"}).status_code for who in (author, stranger)] == [403, 403]
    with pytest.raises(PermissionDenied):
        record_status(credential=credential_of(author), by=author, status="registered")


def test_a_suspension_ends_everything_and_a_new_check_brings_writing_back(administrator, moderator, reader):
    grant_credential(member=reader, by=administrator, tier=1, register="GDC", qualification="Dentist")
    record_status(credential=reader.credentials.get(register="NMC"), by=moderator, status="suspended", reason="Today.")
    assert (again(reader).tier, again(reader).may_write) == (0, False)
    grant_credential(member=reader, by=administrator, tier=1, register="NMC", qualification="Registered nurse")
    assert (again(reader).tier, again(reader).may_write) == (1, True)


def test_another_register_goes_on_when_one_lapses(administrator, moderator, reader):
    grant_credential(member=reader, by=administrator, tier=1, register="GDC", qualification="Dentist")
    record_status(credential=reader.credentials.get(register="NMC"), by=moderator, status="lapsed", reason="Today.")
    assert (again(reader).tier, again(reader).credential.register) == (1, "GDC")


def test_looked_up_again_it_is_the_same_credential_for_longer(moderator, author):
    before = credential_of(author)
    Credential.objects.update(valid_until=timezone.now() - timedelta(minutes=1), ended_told_at=timezone.now())
    assert again(author).tier == 0
    record_status(credential=before, by=moderator, status="registered")
    after = credential_of(author)
    assert (after.pk, again(author).tier, after.valid_until - after.checked_at, after.ended_told_at) == (
        before.pk, 1, timedelta(days=90), None,
    )  # fmt: skip


def test_no_check_reaches_beyond_the_appointment(moderator, expert):
    soon = timezone.now() + timedelta(days=4)
    Credential.objects.filter(member=expert).update(appointed_until=soon)
    record_status(credential=credential_of(expert), by=moderator, status="registered")
    assert credential_of(expert).valid_until == soon
    Credential.objects.filter(member=expert).update(appointed_until=timezone.now())
    with pytest.raises(NotRenewable):
        record_status(credential=credential_of(expert), by=moderator, status="registered")


def test_each_lapse_is_told_once(author, reader, heard, django_capture_on_commit_callbacks):
    Credential.objects.filter(member=author).update(valid_until=timezone.now() - timedelta(seconds=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert [end_lapsed(), end_lapsed()] == [1, 0]
    assert (heard, [(line.member, str(line)) for line in Notification.objects.all()]) == (
        [(author.pk, 0)], [(author, "The reviewers note that this counts no more: Registered nurse")],
    )  # fmt: skip


def test_a_change_of_status_is_told_to_who_listens(moderator, expert, heard, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        record_status(credential=credential_of(expert), by=moderator, status="lapsed", reason="Not renewed.")
    assert (heard, end_lapsed()) == ([(expert.pk, 0)], 0)


def test_reminders_come_at_fourteen_seven_and_one_day(author):
    days, told = [20, 14, 13, 7, 6, 1, 0.5], []
    for left in days:
        Credential.objects.filter(member=author).update(valid_until=timezone.now() + timedelta(days=left))
        told.append(remind())
    assert (told, Notification.objects.filter(member=author, about="lapses_soon").count()) == ([0, 1, 0, 1, 0, 1, 0], 3)


def test_what_runs_out_soon_waits_to_be_looked_up_again(as_, moderator, author, reader, expert):
    now = timezone.now()
    for member, days in ((author, 13), (reader, 15), (expert, -3)):
        Credential.objects.filter(member=member).update(
            valid_until=now + timedelta(days=days), checked_at=now - timedelta(days=9)
        )
    assert [credential.member for credential in due()] == [expert, author]
    page = as_(moderator).get("/moderation/claims/?due=1")
    assert [row.member for row in page.context["page"]] == [expert, author]


def test_evidence_goes_thirty_days_after_the_decision(as_, stranger, moderator):
    claim(as_(stranger), evidence=pdf())
    review(as_(moderator), claimed_by(stranger))
    Claim.objects.update(decided_at=timezone.now() - timedelta(days=29))
    assert empty_evidence() == 0
    Claim.objects.update(decided_at=timezone.now() - timedelta(days=30))
    assert [empty_evidence(), empty_evidence()] == [1, 0]
    file = Evidence.objects.get()
    assert (file.sealed, len(credential_of(stranger).evidence_sha256), len(file.sha256)) == (None, 1, 64)
    path = f"/moderation/claims/{file.claim_id}/evidence/{file.pk}/"
    assert as_(moderator).get(path).status_code == 404


def test_the_median_wait_is_told_in_words(as_, stranger, author, reader, moderator):
    assert median_in_words() == ""
    for who, number, hours in ((stranger, "71A2998E", 3), (author, "72A2998E", 5), (reader, "73A2998E", 90)):
        claim(as_(who), number=number, name_on_register=who.name)
        review(as_(moderator), claimed_by(who), verdict="refuse", reason="Not there.")
        Claim.objects.filter(member=who).update(created_at=timezone.now() - timedelta(hours=hours))
    assert median_in_words() == "5 hours"


def test_the_page_says_since_when_verification_has_lapsed(as_, stranger, author):
    ended = timezone.now() - timedelta(hours=1)
    Credential.objects.filter(member=author).update(valid_until=ended)
    page = as_(stranger).get(f"/members/{author.pk}/").content.decode()
    assert f"Verification lapsed on {timezone.localtime(ended):%-d %b %Y}" in page


def test_when_the_training_is_a_year_old_the_registration_still_counts(reader):
    now = timezone.now()
    times = {"checked_at": now - timedelta(days=20), "valid_until": now - timedelta(seconds=1)}
    Credential.objects.filter(member=reader).update(**times)
    assert end_lapsed() == 1
    left = again(reader).credential
    assert (left.tier, left.checked_at, left.valid_until) == (1, times["checked_at"], now + timedelta(days=70))
    assert end_lapsed() == 0
