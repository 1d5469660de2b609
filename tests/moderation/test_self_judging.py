"""Nobody judges themselves: neither their own post or report, nor a colleague from their workplace."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from audit.models import Line
from forum.models import MutualPair
from members.actions.claims import refuse_claim
from members.models import Claim, Member
from moderation.actions import decide_post, flag_post
from moderation.actions.pairs import decide_pair
from moderation.models import Decision
from tests.conftest import make_reply
from tests.moderation.measuring import WORDS, an_appeal

pytestmark = pytest.mark.django_db

OWN = "You reported this yourself, so somebody else must decide about it."
COLLEAGUE = "Somebody else must decide this: it is about you, or about a colleague from your workplace."


@pytest.fixture
def colleague(reader, moderator) -> Member:
    """The moderator and the author of the answer say that they work in the same place, each in their own spelling."""
    Member.objects.filter(pk=moderator.pk).update(workplaces=["Oak Practice", "The Elm Clinic Ltd."])
    reader.workplaces = ["elm clinic"]
    reader.save()
    return Member.objects.get(pk=moderator.pk)


def decide(browser, post):
    return browser.post(f"/moderation/posts/{post.pk}/", {"verdict": "hide", "reason": WORDS})


def test_a_moderators_own_report_is_decided_by_another(as_, moderator, second_moderator, answer):
    flag_post(post=answer, member=moderator, reason="unsafe_advice")
    page = decide(as_(moderator), answer)
    assert (page.status_code, OWN in page.content.decode(), WORDS in page.content.decode()) == (403, True, True)
    assert Decision.objects.count() == 0
    assert decide(as_(second_moderator), answer).status_code == 302


def test_the_post_of_a_colleague_is_decided_by_another(as_, colleague, second_moderator, author, answer):
    flag_post(post=answer, member=author, reason="unsafe_advice")
    page = decide(as_(colleague), answer)
    assert (page.status_code, COLLEAGUE in page.content.decode()) == (403, True)
    with pytest.raises(PermissionDenied):
        decide_post(post=answer, moderator=colleague, verdict="hide", reason=WORDS)
    assert decide(as_(second_moderator), answer).status_code == 302


def test_so_are_measures_claims_and_pairs(as_, colleague, reader, author):
    assert as_(colleague).get(f"/moderation/members/{reader.pk}/measures/").status_code == 403
    claim = Claim.objects.create(
        member=reader, register_slug="nmc", number_sealed=b"", number_mark="m", last_two="4E", wanted_tier=1,
        name_on_register=reader.name, profession="nurse",
    )  # fmt: skip
    with pytest.raises(PermissionDenied):
        refuse_claim(claim=claim, reviewer=colleague, reason=WORDS)
    first, second = sorted((author, reader), key=lambda member: member.pk)
    pair = MutualPair.objects.create(first=first, second=second, ring=1)
    with pytest.raises(PermissionDenied):
        decide_pair(pair=pair, moderator=colleague, counts=True, reason=WORDS)
    assert Line.objects.count() == 0


def test_a_place_that_everybody_names_makes_nobody_a_colleague(moderator, reader):
    moderator.workplaces, reader.workplaces = ["NHS"], ["nhs"]
    assert moderator.works_with(reader) is False


def test_a_member_says_where_they_work_and_moderators_alone_see_it(as_, reader, author, moderator):
    browser = as_(reader)
    lines = "The Elm Clinic Ltd.\n\n elm  clinic \nOak Practice"
    assert browser.post("/workplaces/", {"workplaces": lines}).status_code == 302
    assert Member.objects.get(pk=reader.pk).workplaces == ["The Elm Clinic Ltd.", "Oak Practice"]
    assert "Oak Practice" in browser.get("/workplaces/").content.decode()
    seen = [
        "Oak Practice" in as_(member).get(f"/members/{reader.pk}/").content.decode() for member in (author, moderator)
    ]
    assert seen == [False, True]
    many = browser.post("/workplaces/", {"workplaces": "\n".join(f"Clinic {n}" for n in range(6))})
    assert (many.status_code, "Clinic 5" in many.content.decode()) == (422, True)
    assert browser.post("/workplaces/", {"workplaces": ""}).status_code == 302
    assert Member.objects.get(pk=reader.pk).workplaces == []


def test_what_is_not_for_them_says_so_on_its_page(as_, moderator, colleague, second_moderator, author, answer):
    flag_post(post=answer, member=author, reason="unsafe_advice")
    theirs = as_(colleague).get(f"/moderation/posts/{answer.pk}/")
    assert (theirs.context["not_for_you"], 'id="id_reason"' in theirs.content.decode()) == (COLLEAGUE, False)
    other = as_(second_moderator).get(f"/moderation/posts/{answer.pk}/")
    assert (other.context["not_for_you"], 'id="id_reason"' in other.content.decode()) == ("", True)


def test_grave_texts_are_folded_for_whoever_asked_for_it_with_the_reason_first(as_, moderator, author, answer):
    flag_post(post=answer, member=author, reason="patient_identifiable")
    browser = as_(moderator)
    assert "Show the text" not in browser.get(f"/moderation/posts/{answer.pk}/").content.decode()
    browser.post("/moderation/break/fold/", {"folds_severe": "on"})
    folded = browser.get(f"/moderation/posts/{answer.pk}/").content.decode()
    assert "<summary>A patient could be identified. Show the text</summary>" in folded


def test_a_break_is_taken_and_ended_by_whoever_needs_it(as_, moderator, reader):
    browser = as_(moderator)
    assert browser.post("/moderation/break/take/", {"hours": "72"}).status_code == 302
    moderator.refresh_from_db()
    hours = (moderator.off_duty_until - timezone.now()).total_seconds() / 3600
    assert (moderator.is_off_duty, 71.9 < hours <= 72) == (True, True)
    assert "You are off duty until" in browser.get("/moderation/break/").content.decode()
    browser.post("/moderation/break/end/")
    moderator.refresh_from_db()
    assert moderator.off_duty_until is None
    assert browser.post("/moderation/break/take/", {}).status_code == 422
    assert as_(reader).post("/moderation/break/take/", {"hours": "1"}).status_code == 403


def test_the_queue_says_what_is_not_for_them(as_, moderator, colleague, second_moderator, author, question, answer):
    flag_post(post=answer, member=author, reason="unsafe_advice")
    mine = make_reply(question, author, "Once a day, on a printed sheet.")
    flag_post(post=mine, member=moderator, reason="other")
    judged = an_appeal(author, moderator)
    marked = [as_(who).get("/moderation/").context["not_for"] for who in (colleague, second_moderator)]
    assert marked == [{f"post-{answer.pk}", f"post-{mine.pk}", f"appeal-{judged.pk}"}, set()]
    assert as_(colleague).get("/moderation/").content.decode().count("Not for you") == 3


def test_after_forty_grave_items_in_a_day_they_are_asked_to_hand_over(as_, moderator, second_moderator, author, answer):
    flag_post(post=answer, member=author, reason="no_consent")
    decide(as_(moderator), answer)
    line = Line.objects.get(deed="post_decided")
    now = timezone.now()
    more = [
        Line(
            number=line.number + nth, at=now, deed=line.deed, by=moderator, facts=line.facts, previous="x",
            hash=f"x{nth}",
        )
        for nth in range(1, 40)
    ]  # fmt: skip
    Line.objects.bulk_create(more[:-1])
    assert as_(moderator).get("/moderation/").context["wears_out"] is False
    Line.objects.bulk_create(more[-1:])
    worn = [as_(who).get("/moderation/").context["wears_out"] for who in (moderator, second_moderator)]
    assert worn == [True, False]
