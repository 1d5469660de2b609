"""Claiming a credential, and what a reviewer makes of it."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from members.models import Claim, Credential, Evidence, Member
from moderation import queue
from notifications.models import Notification
from tests.conftest import EMERGENCY, make_member
from tests.members.claiming import NUMBER, PDF, PNG, claim, claimed_by, fields, pdf, review

pytestmark = pytest.mark.django_db


def again(member: Member) -> Member:
    return Member.objects.get(pk=member.pk)


def errors(page) -> dict[str, list[str]]:
    return {name: list(found) for name, found in page.context["form"].errors.items()}


def test_a_wrong_shape_is_refused_with_the_shape_and_nothing_is_lost(as_, stranger):
    page = claim(as_(stranger), number="71A2998")
    assert (page.status_code, errors(page)) == (422, {
        "number": [
            "NMC: the number has this shape: two digits, a letter, four digits, a letter, such as 71A2998E. "
            "This one has 7 characters."
        ]
    })  # fmt: skip
    said = fields(number="71A2998")
    assert {name: str(page.context["form"][name].value()) for name in said} == said
    assert (Claim.objects.count(), again(stranger).tier) == (0, 0)


def test_a_right_shape_gives_a_place_in_the_queue_and_never_a_badge(as_, stranger, author):
    claim(as_(author), name_on_register="Ada Author", number="72B1234C")
    page = claim(as_(stranger))
    assert (page.status_code, page["Location"]) == (302, "/credentials/")
    mine = claimed_by(stranger)
    assert (mine.status, mine.last_two, mine.register.name, mine.wanted_tier, again(stranger).tier) == (
        "waiting", "8E", "NMC", 1, 0,
    )  # fmt: skip
    page = as_(stranger).get("/credentials/")
    assert (page.context["place"], page.context["median"], NUMBER in page.content.decode()) == (2, "", False)


def test_the_number_is_sealed_and_stands_nowhere_in_the_open(as_, stranger, author, moderator, caplog):
    claim(as_(stranger), evidence=pdf())
    mine = claimed_by(stranger)
    review(as_(moderator), mine)
    with connection.cursor() as cursor:
        for table in ("members_claim", "members_credential", "members_evidence", "notifications_notification"):
            cursor.execute(f"SELECT * FROM {table}")
            assert [row for row in cursor.fetchall() if NUMBER in repr(row) or NUMBER.encode() in b"".join(
                bytes(value) for value in row if isinstance(value, bytes | memoryview)
            )] == []  # fmt: skip
    pages = [(stranger, "/credentials/"), (author, f"/members/{stranger.pk}/"), (stranger, "/credentials/claim/"),
             (moderator, "/moderation/claims/"), (moderator, f"/moderation/claims/{mine.pk}/")]  # fmt: skip
    assert [path for who, path in pages if NUMBER in as_(who).get(path).content.decode()] == []
    assert (NUMBER in caplog.text, Credential.objects.get(member=stranger).number()) == (False, NUMBER)


def test_the_reviewer_sees_the_number_while_it_waits(as_, stranger, moderator):
    claim(as_(stranger))
    assert NUMBER in as_(moderator).get(f"/moderation/claims/{claimed_by(stranger).pk}/").content.decode()


def test_one_reviewer_grants_a_registration(as_, stranger, moderator):
    claim(as_(stranger), evidence=[pdf(), pdf(PNG, "card.png")])
    page = review(as_(moderator), claimed_by(stranger), insured_until=f"{timezone.localdate() + timedelta(days=90)}")
    assert (page.status_code, page["Location"]) == (302, "/moderation/claims/")
    granted = Credential.objects.get(member=stranger, tier=1)
    assert (
        granted.register, granted.register_slug, granted.last_two, granted.name_on_register, granted.status,
        granted.checked_by, granted.second_checker, granted.evidence_sha256, granted.valid_until - granted.checked_at,
    ) == (
        "NMC", "nmc", "8E", "Sol Stranger", "registered", moderator, None,
        [sha256(PDF).hexdigest(), sha256(PNG).hexdigest()], timedelta(days=90),
    )  # fmt: skip
    today = timezone.localdate()
    assert again(stranger).standing_in_words == f"Registered nurse (RN1) · NMC register checked {today:%-d %b %Y}"
    assert [facet.kind for facet in again(stranger).facets] == ["insurance"]
    told = Notification.objects.get(member=stranger)
    assert str(told) == "The reviewers granted your claim: NMC"


def test_a_prescriber_needs_all_three(as_, stranger, moderator):
    claim(as_(stranger), wanted_tier="2", evidence=pdf())
    mine, today = claimed_by(stranger), timezone.localdate()
    old = today - timedelta(days=400)
    for seen in ({}, {"prescriber": "on"}, {"trained_on": f"{today}"}, {"prescriber": "on", "trained_on": f"{old}"}):
        assert review(as_(moderator), mine, **seen).status_code == 422
    assert again(stranger).tier == 0
    trained = today - timedelta(days=340)
    page = review(as_(moderator), mine, prescriber="on", trained_on=f"{trained}", qualification="RN1, V300")
    assert (page.status_code, again(stranger).tier) == (302, 2)
    granted = again(stranger).credential
    assert (timezone.localdate(granted.valid_until), sorted(facet.kind for facet in again(stranger).facets)) == (
        trained + timedelta(days=365), ["prescriber", "training"],
    )  # fmt: skip


def test_a_refusal_has_a_reason_and_gives_nothing(as_, stranger, moderator):
    claim(as_(stranger))
    mine = claimed_by(stranger)
    assert errors(review(as_(moderator), mine, verdict="refuse")) == {
        "reason": ["Please say why, so that the member knows what to do next."]
    }
    review(as_(moderator), mine, verdict="refuse", reason="The register has another name under this number.")
    told = Notification.objects.get(member=stranger)
    assert (claimed_by(stranger).status, again(stranger).tier, str(told), told.note) == (
        "refused", 0, "The reviewers did not grant your claim: NMC", "The register has another name under this number.",
    )  # fmt: skip


def test_asked_again_it_keeps_its_place_and_the_answer_takes_its_turn(as_, stranger, author, moderator):
    claim(as_(stranger), evidence=pdf())
    claim(as_(author), number="72B1234C", name_on_register="Ada Author")
    review(as_(moderator), claimed_by(stranger), verdict="ask", reason="Please send the second page as well.")
    assert (claimed_by(stranger).status, [item.where for item in queue.waiting("claim")]) == ("asked", ["Ada Author"])
    assert "Please send the second page as well." in as_(stranger).get("/credentials/claim/").content.decode()
    claim(as_(stranger), evidence=pdf(PNG, "second.png"))
    assert [(file.content_type, file.sealed is None) for file in claimed_by(stranger).evidence.all()] == [
        ("application/pdf", True), ("image/png", False),
    ]  # fmt: skip
    assert [item.where for item in queue.waiting("claim")] == ["Sol Stranger", "Ada Author"]


def test_nobody_reviews_their_own_claim(as_, moderator):
    claim(as_(moderator), name_on_register="Mo Moderator", evidence=pdf())
    mine = claimed_by(moderator)
    pages = [as_(moderator).get(f"/moderation/claims/{mine.pk}/"), review(as_(moderator), mine)]
    assert [page.status_code for page in pages] == [403, 403]
    assert as_(moderator).get(f"/moderation/claims/{mine.pk}/evidence/{mine.evidence.get().pk}/").status_code == 404
    assert (claimed_by(moderator).status, again(moderator).tier) == ("waiting", 0)
    with pytest.raises(IntegrityError, match="a_claim_is_reviewed_by_others"), transaction.atomic():
        Claim.objects.update(first_reviewer=moderator)


def test_of_two_reviewers_the_second_is_told(as_, stranger, moderator, second_moderator):
    claim(as_(stranger))
    mine = claimed_by(stranger)
    review(as_(moderator), mine)
    page = review(as_(second_moderator), mine, verdict="refuse", reason="No such entry.")
    assert (page.status_code, str(page.context["conflict"])) == (409, "This claim is not waiting any more: granted.")
    assert (claimed_by(stranger).status, Credential.objects.filter(member=stranger).count()) == ("granted", 1)


def test_evidence_is_for_reviewers_alone(as_, client, stranger, author, expert, moderator):
    claim(as_(stranger), evidence=pdf())
    file = Evidence.objects.get()
    path = f"/moderation/claims/{file.claim_id}/evidence/{file.pk}/"
    assert [as_(who).get(path).status_code for who in (stranger, author, expert)] == [403, 403, 403]
    assert client.get(path).status_code == 302
    page = as_(moderator).get(path)
    assert (page.status_code, page.content, page["Content-Type"], "no-store" in page["Cache-Control"]) == (
        200, PDF, "application/pdf", True,
    )  # fmt: skip
    assert (page["Content-Disposition"], PDF in bytes(file.sealed)) == (
        f'attachment; filename="claim-{file.claim_id}-{file.pk}.pdf"', False,
    )  # fmt: skip
    assert as_(moderator).get(f"/moderation/claims/{file.claim_id + 1}/evidence/{file.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([pdf(b"GIF89a")], "A file is not a whole PDF, JPEG or PNG. Please save it again and choose it."),
        ([pdf(b"<html>%PDF-1.7 %%EOF")], "A file is not a whole PDF, JPEG or PNG. Please save it again and choose it."),
        ([pdf(PDF + b" " * 5_000_000)], "A file is larger than 5 MB. Please send a smaller picture or scan."),
        ([pdf() for _ in range(4)], "Please choose 3 files at most."),
    ],
)
def test_a_file_is_known_by_its_content(as_, stranger, files, sentence):
    for file in files:
        file.seek(0)
    page = claim(as_(stranger), evidence=files)
    assert (page.status_code, errors(page), Evidence.objects.count()) == (422, {"evidence": [sentence]}, 0)


def test_a_withdrawn_claim_loses_its_files_at_once(as_, stranger, author):
    claim(as_(stranger), evidence=pdf())
    path = f"/credentials/claims/{claimed_by(stranger).pk}/withdraw/"
    assert as_(author).post(path).status_code == 404
    assert as_(stranger).post(path).status_code == 302
    assert (claimed_by(stranger).status, Evidence.objects.get().sealed) == ("withdrawn", None)
    assert claim(as_(stranger)).status_code == 302


def test_one_claim_at_a_time(as_, stranger):
    claim(as_(stranger))
    page = claim(as_(stranger))
    assert (page.status_code, list(page.context["form"].non_field_errors()), Claim.objects.count()) == (
        422, ["You have a claim waiting already. Withdraw it to make another."], 1,
    )  # fmt: skip


def test_a_note_that_reads_as_an_emergency_is_not_filed_away(as_, stranger):
    page = claim(as_(stranger), note=EMERGENCY)
    assert (page.status_code, errors(page)) == (422, {
        "note": ["This reads as something happening now. Please ring the emergency number or your helpline instead."]
    })  # fmt: skip


def test_a_number_that_two_members_claim_is_noticed(as_, stranger, moderator):
    other = make_member("Olu Other")
    claim(as_(other), name_on_register="Olu Other", number="71a-2998e")
    claim(as_(stranger))
    page = as_(moderator).get(f"/moderation/claims/{claimed_by(stranger).pk}/")
    assert page.context["same_number"] == [other]


@pytest.mark.parametrize("status", ["suspended", "removed", "interim_suspension", "lapsed", "not_found"])
def test_a_status_that_ends_weight_is_never_granted(as_, stranger, moderator, status):
    claim(as_(stranger))
    page = review(as_(moderator), claimed_by(stranger), status=status, reason="As the register says.")
    assert (page.status_code, again(stranger).tier) == (422, 0)


def test_conditions_are_copied_and_the_reviewer_says_why(as_, stranger, moderator):
    claim(as_(stranger))
    mine = claimed_by(stranger)
    assert list(errors(review(as_(moderator), mine, status="conditions"))) == ["conditions", "reason"]
    review(
        as_(moderator), mine, status="conditions", conditions="Works with a supervisor.", reason="No bearing on this."
    )
    granted = again(stranger).credential
    assert (granted.status, granted.conditions) == ("conditions", "Works with a supervisor.")


def test_a_person_reads_each_claim_so_there_is_an_end_to_a_day(as_, stranger):
    for _ in range(5):
        claim(as_(stranger))
        as_(stranger).post(f"/credentials/claims/{Claim.objects.first().pk}/withdraw/")
    page = claim(as_(stranger))
    assert (page.status_code, list(page.context["form"].non_field_errors()), Claim.objects.count()) == (
        422, ["You have claimed several times today. Please wait until tomorrow, so that we can keep up."], 5,
    )  # fmt: skip


def test_a_reviewer_says_which_status_they_read(as_, stranger, moderator):
    claim(as_(stranger))
    page = review(as_(moderator), claimed_by(stranger), status="", name="")
    assert errors(page) == {
        "name": ["Please write what the register says."],
        "status": ["Please write what the register says."],
    }


def test_without_its_training_a_prescriber_counts_as_registered(as_, stranger, author, moderator):
    claim(as_(stranger), wanted_tier="2", evidence=pdf())
    trained = timezone.localdate() - timedelta(days=30)
    review(as_(moderator), claimed_by(stranger), prescriber="on", trained_on=f"{trained}")
    training = Credential.objects.get(member=stranger, kind="training")
    before = again(stranger).credential
    assert as_(author).post(f"/moderation/credentials/{training.pk}/end/").status_code == 403
    assert as_(moderator).post(f"/moderation/credentials/{before.pk}/end/").status_code == 404
    as_(moderator).post(f"/moderation/credentials/{training.pk}/end/")
    after = again(stranger).credential
    left = [facet.kind for facet in again(stranger).facets]
    assert (before.tier, after.tier, after.checked_at, after.last_two, left) == (
        2, 1, before.checked_at, "8E", ["prescriber"],
    )  # fmt: skip
