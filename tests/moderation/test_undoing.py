"""Taking a decision back: as it was before, in one click, with a line of its own in the log."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from audit.models import Line
from forum.models import Post
from moderation import queue
from moderation.actions import decide_post, flag_post
from moderation.actions.undoing import undo_decision
from moderation.conflicts import CannotTakeBack
from moderation.models import Decision, Flag, Standing
from notifications.models import Notification

pytestmark = pytest.mark.django_db
REASON = "Two colleagues read it as over and done."


def decide(post, moderator, verdict, **given) -> Decision:
    return decide_post(post=post, moderator=moderator, verdict=verdict, reason=REASON, **given)


def stands(post) -> dict[str, object]:
    return Post.objects.values("status", "held_because", "wants_a_look", "waits_since").get(pk=post.pk)


@pytest.mark.parametrize("verdict", ["hide", "keep", "return"])
def test_a_reported_post_stands_as_before_and_its_report_waits_again(answer, author, moderator, verdict):
    flag = flag_post(post=answer, member=author, reason="unprofessional_tone")
    before = stands(answer)
    decision = decide(answer, moderator, verdict)
    assert queue.waiting() == []

    undone = undo_decision(decision=decision, moderator=moderator)
    assert (stands(answer), undone.verdict) == (before, "undo")
    assert Flag.objects.values_list("closed_at", "decision").get(pk=flag.pk) == (None, None)
    assert [item.kind for item in queue.waiting()] == ["flag"]
    assert [line.deed for line in Line.objects.order_by("number")][-2:] == ["post_decided", "decision_undone"]
    told = Notification.objects.filter(member=answer.author, note__endswith="Your post is public again.")
    assert told.count() == (0 if verdict == "keep" else 1)
    with pytest.raises(CannotTakeBack, match="taken back already"):
        undo_decision(decision=decision, moderator=moderator)


def test_a_held_post_waits_in_its_old_place_again(answer, moderator):
    since = timezone.now() - timedelta(hours=3)
    Post.objects.filter(pk=answer.pk).update(status="held", held_because="disagreement", waits_since=since)
    answer.refresh_from_db()
    before = stands(answer)
    undo_decision(decision=decide(answer, moderator, "publish"), moderator=moderator)
    assert stands(answer) == before
    assert [(item.kind, item.since) for item in queue.waiting()] == [("held", since)]


def test_what_came_after_it_is_not_overwritten(answer, author, moderator, second_moderator):
    flag_post(post=answer, member=author, reason="other")
    first = decide(answer, moderator, "hide")
    decide(answer, second_moderator, "publish")
    with pytest.raises(CannotTakeBack, match="decided about it again"):
        undo_decision(decision=first, moderator=moderator)
    last = decide(answer, moderator, "return")
    Post.objects.filter(pk=answer.pk).update(held_because="sent_again")
    with pytest.raises(CannotTakeBack, match="changed or withdrawn"):
        undo_decision(decision=last, moderator=moderator)


def test_after_thirty_days_and_by_its_author_nothing_is_taken_back(answer, author, moderator, monkeypatch):
    flag_post(post=answer, member=author, reason="other")
    decision = decide(answer, moderator, "hide")
    answer.author.is_moderator = True
    with pytest.raises(PermissionDenied):
        undo_decision(decision=decision, moderator=answer.author)
    later = timezone.now() + timedelta(days=31)
    monkeypatch.setattr(timezone, "now", lambda: later)
    with pytest.raises(PermissionDenied):
        undo_decision(decision=decision, moderator=moderator)


def test_one_click_from_the_list_the_log_and_the_item(as_, answer, author, moderator):
    flag_post(post=answer, member=author, reason="other")
    browser = as_(moderator)
    page = browser.post(f"/moderation/posts/{answer.pk}/", {"verdict": "hide", "reason": REASON})
    decision = Decision.objects.get()
    button = f'action="/moderation/decisions/{decision.pk}/undo/"'
    for place in (page.url, "/moderation/log/", f"/moderation/posts/{answer.pk}/"):
        assert button in browser.get(place).content.decode()
    for _ in range(2):
        page = browser.post(f"/moderation/decisions/{decision.pk}/undo/")
        assert page.url == f"/moderation/posts/{answer.pk}/"
    assert [line.verdict for line in Decision.objects.order_by("pk")] == ["hide", "undo"]
    assert Standing.objects.get().undone_by.verdict == "undo"
    assert button not in browser.get("/moderation/log/").content.decode()
