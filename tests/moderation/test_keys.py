"""Two keys: nothing happens before the second, it is another person's, and after three days it is too late."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from audit.models import Line
from forum.actions import drafts
from forum.actions.cases import tell_case_study
from forum.models import CaseStudy, Draft, Post, Return, Revision, Topic
from members.models import Claim, Evidence
from members.models.claims import evidence_label
from members.sealing import seal
from moderation.actions import flag_post
from moderation.actions.keys import TooLate, confirm, decline, propose, take_proposal_back
from moderation.models import Measure, Proposal, Referral
from tests.forum.told import as_fields
from tests.moderation.measuring import WORDS

pytestmark = pytest.mark.django_db

SECRET = "Her first name was Philippa and she came on a Thursday."


def stone() -> str:
    return f"Removed on {date_format(timezone.localdate(), 'j F Y')} by two moderators."


def where(words: str) -> list[str]:
    """Every column of every table that can hold text, searched."""
    found = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                values = model._base_manager.values_list(field.name, flat=True)
                found += [f"{model.__name__}.{field.name}" for value in values if words in str(value)]
    return found


def deeds() -> list[tuple]:
    kept = Line.objects.filter(deed__startswith="propos").order_by("number")
    return [(line.deed, line.by, line.facts.get("outcome")) for line in kept]


@pytest.fixture
def told(answer, reader, author, moderator) -> Post:
    """An answer with a name in it, edited, reported, and with a draft of the next edit."""
    Post.objects.filter(pk=answer.pk).update(body=SECRET, body_html=f"<p>{SECRET}</p>")
    answer.refresh_from_db()
    Revision.objects.create(post=answer, editor=reader, body=f"{SECRET} She is well.", reason="Said how she is.")
    Return.objects.create(
        post=answer, moderator=moderator, words=WORDS, comments={"body": SECRET}, said={"body": SECRET}
    )
    flag_post(post=answer, member=author, reason="patient_identifiable")
    drafts.save_draft(
        author=reader, key=f"edit:{answer.pk}", label="An edit", url="/", fields={"body": f"{SECRET} Again."}
    )
    answer.refresh_from_db()
    return answer


def test_words_are_removed_everywhere_after_the_second_key_and_not_before(
    as_, told, reader, moderator, second_moderator
):
    page = as_(moderator).get(f"/moderation/keys/remove/{told.pk}/new/")
    assert "This cannot be undone, by anybody." in page.content.decode()
    as_(moderator).post(f"/moderation/keys/remove/{told.pk}/new/", {"reason": WORDS})
    proposal = Proposal.objects.get()
    assert len(set(where(SECRET))) >= 6
    asked = as_(second_moderator).get(f"/moderation/keys/{proposal.pk}/").content.decode()
    assert "This cannot be undone, by anybody." in asked

    done = as_(second_moderator).post(f"/moderation/keys/{proposal.pk}/confirm/")
    assert done.status_code == 302
    assert (where("Philippa"), Draft.objects.count()) == ([], 0)
    told.refresh_from_db()
    assert (told.body, told.is_removed, told.status) == (stone(), True, "published")
    assert stone() in as_(reader).get(told.topic.get_absolute_url()).content.decode()
    assert as_(reader).get(f"/posts/{told.pk}/edit/").status_code == 403
    assert [line.note for line in reader.notifications.filter(about="measure")] == [WORDS]
    assert deeds() == [("proposed", moderator, None), ("proposal_settled", second_moderator, "confirmed")]


def test_a_case_study_and_its_title_are_removed_whole(as_, sections, author, moderator, second_moderator):
    post = tell_case_study(
        section=sections["cases"], author=author, title="Pale lip, told later", fields=as_fields(), client_id=uuid4(),
        symptomatic="no",
    )  # fmt: skip
    Topic.objects.filter(pk=post.topic_id).update(title="Philippa and a pale lip")
    CaseStudy.objects.update(take_home="Philippa taught us to look twice.", html={"take_home": "<p>Philippa</p>"})
    Post.objects.filter(pk=post.pk).update(body="Philippa taught us to look twice.")
    post = Post.objects.get(pk=post.pk)
    confirm(
        proposal=propose(act="remove", member=author, by=moderator, reason=WORDS, post=post), second=second_moderator
    )
    assert (where("Philippa"), Topic.objects.get(pk=post.topic_id).title) == ([], "Removed")
    assert as_(author).get(post.topic.get_absolute_url()).content.decode().count(stone()) == 1


@pytest.mark.parametrize("how", ["alone", "late", "twice"])
def test_the_second_key_is_another_persons_in_time_and_once(told, moderator, second_moderator, administrator, how):
    proposal = propose(act="remove", member=told.author, by=moderator, reason=WORDS, post=told)
    if how == "alone":
        with pytest.raises(PermissionDenied):
            confirm(proposal=proposal, second=moderator)
    if how == "late":
        Proposal.objects.update(lapses_at=timezone.now() - timedelta(seconds=1))
        with pytest.raises(TooLate):
            confirm(proposal=proposal, second=second_moderator)
    if how == "twice":
        decline(proposal=proposal, second=second_moderator)
        with pytest.raises(TooLate):
            confirm(proposal=proposal, second=administrator)
    told.refresh_from_db()
    assert (SECRET in told.body, Proposal.objects.get().lapses_at - proposal.proposed_at <= timedelta(hours=72)) == (
        True, True,
    )  # fmt: skip


def test_whoever_proposed_it_can_take_it_back_and_nobody_else(told, moderator, second_moderator):
    proposal = propose(act="remove", member=told.author, by=moderator, reason=WORDS, post=told)
    with pytest.raises(PermissionDenied):
        take_proposal_back(proposal=proposal, by=second_moderator)
    take_proposal_back(proposal=proposal, by=moderator)
    assert (Proposal.objects.get().outcome, deeds()[-1]) == (
        "taken_back",
        ("proposal_settled", moderator, "taken_back"),
    )


def test_a_suspension_without_an_end_begins_with_the_second_key(as_, reader, moderator, second_moderator):
    browser = as_(reader)
    sent = {"rung": "suspended", "hours": "open", "rule": "impersonation", "text": WORDS}
    as_(moderator).post(f"/moderation/members/{reader.pk}/measures/", sent)
    assert (browser.get("/").context["user"], Measure.objects.count()) == (reader, 0)
    as_(second_moderator).post(f"/moderation/keys/{Proposal.objects.get().pk}/confirm/")
    assert browser.get("/drafts/")["Location"] == "/suspended/"
    laid = Measure.objects.get()
    assert (laid.rung, laid.rule, laid.expires_at, laid.text) == ("suspended", "impersonation", None, WORDS)
    assert WORDS in browser.get("/suspended/").content.decode()


@pytest.fixture
def referral(as_, reader, moderator) -> Referral:
    sent = {"regulator": "Nursing and Midwifery Council", "reason": WORDS}
    as_(moderator).post(f"/moderation/keys/refer/{reader.pk}/new/", sent)
    return Referral.objects.get()


def test_a_referral_is_seen_by_few_and_sent_step_by_step(
    as_, referral, reader, moderator, second_moderator, administrator
):
    address = f"/moderation/keys/{referral.proposal_id}/"
    assert [as_(who).get(address).status_code for who in (moderator, administrator, second_moderator)] == [
        200,
        200,
        404,
    ]
    assert as_(second_moderator).post(f"{address}confirm/").status_code == 404
    early = as_(moderator).post(f"{address}letter/", {"letter": WORDS})
    assert early.status_code == 409
    as_(administrator).post(f"{address}confirm/")
    unsent = as_(moderator).post(f"{address}sent/", {"sent_on": "2026-03-02", "telling": "told"})
    assert unsent.status_code == 409
    as_(administrator).post(f"{address}letter/", {"letter": WORDS})
    assert reader.notifications.count() == 0
    as_(moderator).post(f"{address}sent/", {"sent_on": "2026-03-02", "telling": "told"})

    referral.refresh_from_db()
    assert (referral.letter, referral.letter_by, referral.sent_on) == (WORDS, administrator, date(2026, 3, 2))
    assert [line.subject for line in reader.notifications.all()] == ["A referral to Nursing and Midwifery Council"]
    assert Line.objects.get(deed="referral_sent").facts == {"sent_on": "2026-03-02", "told": True}


def test_whoever_would_be_unsafe_to_tell_is_not_told_and_the_reason_is_kept(
    as_, referral, reader, moderator, administrator
):
    address = f"/moderation/keys/{referral.proposal_id}/"
    as_(administrator).post(f"{address}confirm/")
    as_(moderator).post(f"{address}letter/", {"letter": WORDS})
    without = as_(moderator).post(f"{address}sent/", {"sent_on": "2026-03-02", "telling": "unsafe"})
    assert (without.status_code, list(without.context["form"].errors)) == (422, ["not_told_because"])
    as_(moderator).post(
        f"{address}sent/",
        {"sent_on": "2026-03-02", "telling": "unsafe", "not_told_because": "They threatened a witness."},
    )
    referral.refresh_from_db()
    assert (referral.told_at, referral.not_told_because) == (None, "They threatened a witness.")
    assert reader.notifications.count() == 0


@pytest.fixture
def sealed(reader, moderator) -> Evidence:
    claim = Claim.objects.create(
        member=reader, register_slug="nmc", number_sealed=b"", number_mark="m", last_two="4E", wanted_tier=1,
        name_on_register=reader.name, profession="nurse", status="refused", decided_at=timezone.now(),
    )  # fmt: skip
    data = b"\x89PNG a certificate"
    return Evidence.objects.create(
        claim=claim,
        content_type="image/png",
        size=len(data),
        sha256="x",
        sealed=seal(data, label=evidence_label(claim.pk)),
    )


def test_sealed_evidence_opens_for_two_for_a_day_and_each_look_is_recorded(
    as_, sealed, reader, moderator, second_moderator, administrator
):
    claim = sealed.claim_id
    assert as_(moderator).get(f"/moderation/claims/{claim}/evidence/{sealed.pk}/").status_code == 403
    as_(moderator).post(f"/moderation/keys/reveal/{claim}/new/", {"reason": WORDS})
    proposal = Proposal.objects.get()
    file = f"/moderation/keys/{proposal.pk}/evidence/{sealed.pk}/"
    assert as_(moderator).get(file).status_code == 403
    as_(second_moderator).post(f"/moderation/keys/{proposal.pk}/confirm/")
    opened = [as_(who).get(file).status_code for who in (moderator, second_moderator, administrator, reader)]
    assert opened == [200, 200, 403, 403]
    assert Line.objects.filter(deed="evidence_opened").count() == 2
    Proposal.objects.update(settled_at=timezone.now() - timedelta(hours=25))
    assert as_(moderator).get(file).status_code == 403
