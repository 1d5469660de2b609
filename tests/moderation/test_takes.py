"""An item in hand: who has it, who may decide, and what happens when it changed while it was read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.actions import decide_post, flag_post
from moderation.actions.takes import let_item_go, take_item
from moderation.conflicts import AlreadyDecided, ChangedSince, InOtherHands
from moderation.events import ItemTaken
from moderation.models import Appeal, Decision, Take
from moderation.versions import Seen, read, version_of
from realtime.frames import Bell

pytestmark = pytest.mark.django_db
REASON = "Two colleagues read it as over and done."


@pytest.fixture
def reported(answer, author):
    flag_post(post=answer, member=author, reason="unprofessional_tone")
    return answer


def take(post, member) -> Take:
    return take_item(kind="post", subject_id=post.pk, moderator=member)


def test_one_moderator_has_it_for_ten_minutes_and_each_take_adds_ten(reported, moderator, second_moderator):
    first = take(reported, moderator)
    assert first.until - first.taken_at == timedelta(minutes=10)
    assert take(reported, moderator).taken_at == first.taken_at
    with pytest.raises(InOtherHands, match="Mo Moderator has this in hand until"):
        take(reported, second_moderator)
    assert not let_item_go(kind="post", subject_id=reported.pk, moderator=second_moderator)
    assert let_item_go(kind="post", subject_id=reported.pk, moderator=moderator)
    assert take(reported, second_moderator).moderator == second_moderator


def test_what_ran_out_is_taken_over(reported, moderator, second_moderator):
    take(reported, moderator)
    long_ago = timezone.now() - timedelta(minutes=11)
    Take.objects.update(taken_at=long_ago, until=long_ago + timedelta(minutes=10))
    now_theirs = take(reported, second_moderator)
    assert (now_theirs.moderator, now_theirs.taken_at > long_ago) == (second_moderator, True)
    assert Take.objects.count() == 1


def test_it_is_heard_at_once(reported, moderator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        held = take(reported, moderator)
    assert len(callbacks) == 1
    assert list(ItemTaken(held).frames()) == [Bell("duty", "take", {"item": f"post-{reported.pk}"})]


def test_nobody_decides_what_somebody_else_has_and_no_word_is_lost(as_, reported, moderator, second_moderator):
    as_(moderator).post(f"/moderation/takes/post/{reported.pk}/take/")
    page = as_(second_moderator).post(
        f"/moderation/posts/{reported.pk}/", {"verdict": "hide", "reason": "It names a clinic and a day."}
    )
    text = page.content.decode()
    assert page.status_code == 409
    assert "Mo Moderator has this in hand until" in text
    assert "It names a clinic and a day." in text
    assert not Decision.objects.exists()

    page = as_(moderator).post(f"/moderation/posts/{reported.pk}/", {"verdict": "keep", "reason": REASON})
    assert (page.status_code, Take.objects.count()) == (302, 0)


def test_the_list_and_the_page_name_who_has_it(as_, reported, moderator, second_moderator):
    take(reported, moderator)
    other = as_(second_moderator)
    for place in ("/moderation/", f"/moderation/posts/{reported.pk}/", f"/moderation/takes/post/{reported.pk}/"):
        assert "Mo Moderator has" in other.get(place).content.decode()
    who = {
        asked: len(other.get(f"/moderation/?who={asked}").context["page"]) for asked in ("free", "taken", "mine")
    }  # fmt: skip
    assert who == {"free": 0, "taken": 1, "mine": 0}
    assert other.post(f"/moderation/takes/post/{reported.pk}/take/").status_code == 409
    assert other.post("/moderation/takes/teapot/1/take/").status_code == 404


def test_a_decision_about_what_changed_meanwhile_is_refused(reported, expert, moderator, second_moderator):
    seen = version_of(reported)
    assert (read(str(seen)), read("1.2.3"), read("a.held.0.0.0")) == (seen, None, None)
    flag_post(post=reported, member=expert, reason="unsafe_advice")
    with pytest.raises(ChangedSince) as told:
        decide_post(post=reported, moderator=moderator, verdict="keep", reason=REASON, seen=seen)
    assert str(told.value) == (
        "This changed while you read it. You saw it published, 1 report and no decisions. "
        "Now it is published, 2 reports and no decisions."
    )
    seen = version_of(reported)
    decide_post(post=reported, moderator=moderator, verdict="keep", reason=REASON, seen=seen)
    with pytest.raises(AlreadyDecided) as told:
        decide_post(post=reported, moderator=second_moderator, verdict="hide", reason=REASON, seen=seen)
    assert str(told.value) == (
        "Mo Moderator decided this already. You saw it published, 2 reports and no decisions. "
        "Now it is published, 2 reports and 1 decision."
    )
    assert [decision.verdict for decision in Decision.objects.all()] == ["keep"]


def test_what_was_seen_is_said_in_words():
    assert Seen(3, "held", 0, 0, 2).in_words == "waiting for a moderator, no reports and 2 decisions"


def test_an_appeal_in_other_hands_is_not_judged(as_, reported, moderator, second_moderator, administrator):
    decision = decide_post(post=reported, moderator=moderator, verdict="hide", reason=REASON)
    appeal = Appeal.objects.create(member=reported.author, decision=decision, text="It says what the leaflet says.")
    take_item(kind="appeal", subject_id=appeal.pk, moderator=administrator)
    words = {"outcome": "upheld", "reply": "It names the clinic and the day, so it stays down."}
    page = as_(second_moderator).post(appeal.get_absolute_url(), words)
    assert (page.status_code, words["reply"] in page.content.decode()) == (409, True)
    assert as_(administrator).post(appeal.get_absolute_url(), words).status_code == 302
    assert Take.objects.count() == 0
