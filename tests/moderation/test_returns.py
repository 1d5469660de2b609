"""Sending a post back: one and the same post, in its old place, with what is asked beside each field."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import TestCase
from django.utils import timezone

from deflection.models import Deflection
from forum.actions.cases import tell_case_study
from forum.models import Post, Return, Revision, Topic
from moderation import queue
from moderation.actions import AlreadyDecided, decide_post, flag_post
from moderation.actions.undoing import undo_decision
from moderation.models import Decision
from tests.conftest import EMERGENCY, make_reply
from tests.forum.sentences import ASK
from tests.forum.told import TITLE, as_fields, case_form

pytestmark = pytest.mark.django_db

ASKS = "Please name the fridge that you mean."
CHANGED = "Twice a day, in a bound book, and the fridge keeps its own log."


def send_back(browser, post: Post, **comments: str):
    form = {"verdict": "return", "reason": ASKS, **{f"comment_{name}": words for name, words in comments.items()}}
    return browser.post(f"/moderation/posts/{post.pk}/", form)


def hold(post: Post, hours_ago: int = 0, why: str = "new_member") -> Post:
    since = timezone.now() - timedelta(hours=hours_ago)
    Post.objects.filter(pk=post.pk).update(status="held", held_because=why, created_at=since)
    post.refresh_from_db()
    return post


def standing(post: Post) -> tuple:
    post = Post.objects.get(pk=post.pk)
    return (post.status, post.held_because, post.body)


def told(member) -> list[tuple]:
    return [(line.about, line.url, line.note) for line in member.notifications.exclude(about="reply")]


def test_a_published_post_leaves_the_page_at_once_and_its_author_is_asked(as_, moderator, author, reader, answer):
    flag = flag_post(post=answer, member=author, reason="unsafe_advice")
    page = send_back(as_(moderator), answer, body="Which book, which fridge?")

    assert (page.status_code, standing(answer)) == (302, ("held", "returned", "Twice a day, in a bound book."))
    assert Topic.objects.get().reply_count == 0
    assert answer.element not in as_(author).get(answer.topic.get_absolute_url()).content.decode()
    assert told(reader) == [("returned", f"/posts/{answer.pk}/edit/", ASKS)]
    assert told(author) == [("flag_decided", "/reports/", f"The post was sent back to its author for changes. {ASKS}")]
    flag.refresh_from_db()
    assert (flag.outcome, flag.decision.verdict, flag.closed_at is not None) == ("returned", "return", True)
    assert [item.kind for item in queue.waiting()] == []


def test_its_author_finds_each_comment_beside_its_field(as_, moderator, reader, answer):
    send_back(as_(moderator), hold(answer), body="Which book, which fridge?")
    page = as_(reader).get(f"/posts/{answer.pk}/edit/")
    text = page.content.decode()
    assert (page.status_code, page.context["asked"].comments) == (200, {"body": "Which book, which fridge?"})
    assert 'id="id_body_comment"' in text
    assert 'aria-describedby="id_body_comment"' in text
    assert (ASKS in text, "Send it in again" in text) == (True, True)


def test_for_others_it_does_not_exist(as_, moderator, author, stranger, answer):
    send_back(as_(moderator), answer)
    paths = [f"/posts/{answer.pk}/{deed}/" for deed in ("edit", "history", "withdraw", "menu", "flag", "endorse")]
    assert {as_(member).get(path).status_code for member in (author, stranger) for path in paths} == {404}


def test_sent_in_again_it_stands_in_its_old_place_and_nobody_is_told_before_it_is_published(
    as_, moderator, second_moderator, author, reader, question, answer
):
    hold(answer, hours_ago=5)
    later = hold(make_reply(question, author, "Once a day is enough for us."), hours_ago=2)
    author.notifications.all().delete()
    send_back(as_(moderator), answer, body="Which fridge?")
    assert [item.url for item in queue.waiting()] == [f"/moderation/posts/{later.pk}/"]

    page = as_(reader).post(f"/posts/{answer.pk}/edit/", {"body": CHANGED, "rests_on": "opinion"}, follow=True)
    assert page.status_code == 200
    assert standing(answer) == ("held", "new_member", CHANGED)
    assert [item.url for item in queue.waiting()] == [f"/moderation/posts/{post.pk}/" for post in (answer, later)]
    assert str(Post.objects.get(pk=answer.pk).place) == "1st of 2"
    assert told(author) == []

    item = as_(second_moderator).get(f"/moderation/posts/{answer.pk}/")
    sent_back = item.context["sent_back"]
    assert [(asked.label, asked.words, asked.answered) for asked in sent_back.asked] == [
        ("Text", "Which fridge?", True)
    ]
    assert [(piece.kind, piece.words) for piece in sent_back.changes[0].pieces] == [
        ("same", "Twice a day, in a bound "), ("gone", "book."), ("new", "book, and the fridge keeps its own log."),
    ]  # fmt: skip
    with TestCase.captureOnCommitCallbacks(execute=True):
        decide_post(post=answer, moderator=second_moderator, verdict="publish", reason="That answers it, thank you.")
    assert standing(answer) == ("published", "new_member", CHANGED)
    assert [line[0] for line in told(reader)] == ["released", "returned"]
    assert [line.about for line in author.notifications.all()] == ["reply"]
    assert [revision.body for revision in Revision.objects.all()] == ["Twice a day, in a bound book."]


def test_whoever_heard_of_it_when_it_was_public_does_not_hear_of_it_twice(as_, moderator, author, reader, answer):
    send_back(as_(moderator), answer)
    as_(reader).post(f"/posts/{answer.pk}/edit/", {"body": CHANGED, "rests_on": "opinion"})
    assert standing(answer)[:2] == ("held", "sent_again")
    with TestCase.captureOnCommitCallbacks(execute=True):
        decide_post(post=answer, moderator=moderator, verdict="publish", reason="That answers it, thank you.")
    assert (standing(answer)[0], list(author.notifications.all())) == ("published", [])


def test_a_case_study_is_asked_about_field_by_field(as_, moderator, author, sections):
    post = tell_case_study(
        section=sections["cases"], author=author, title=TITLE, fields=as_fields(), symptomatic="no",
        client_id=case_form()["client_id"],
    )  # fmt: skip
    page = as_(moderator).get(f"/moderation/posts/{post.pk}/")
    labels = [field.label for field in page.context["form"].comments]
    assert (labels[0], len(labels), "When it happened" in labels) == ("Title", 20, False)

    send_back(as_(moderator), post, title="Say what was learned.", differently="Which sign did you miss?")
    assert (Post.objects.get().status, Topic.objects.get().status) == ("held", "held")
    form = as_(author).get(f"/posts/{post.pk}/edit/").context["form"]
    asked = {name: field.comment for name, field in form.fields.items() if hasattr(field, "comment")}
    assert asked == {"title": "Say what was learned.", "differently": "Which sign did you miss?"}

    changed = case_form(differently="I would look at the whole lip before each pass.")
    as_(author).post(f"/posts/{post.pk}/edit/", changed)
    sent_back = as_(moderator).get(f"/moderation/posts/{post.pk}/").context["sent_back"]
    assert [(asked.label, asked.answered) for asked in sent_back.asked] == [
        ("Title", False), ("What I would do differently", True),
    ]  # fmt: skip
    assert [change.label for change in sent_back.changes] == ["What I would do differently"]


def test_an_emergency_sent_in_again_goes_to_the_helpline(as_, moderator, reader, answer):
    send_back(as_(moderator), answer)
    page = as_(reader).post(f"/posts/{answer.pk}/edit/", {"body": EMERGENCY, "rests_on": "opinion"})
    assert page["Debrief-Outcome"] == "deflected"
    assert (standing(answer)[:2], Deflection.objects.count()) == (("held", "returned"), 1)
    assert Return.objects.waiting().count() == 1


def test_its_author_can_withdraw_it_instead(as_, moderator, reader, answer):
    send_back(as_(moderator), answer)
    as_(reader).post(f"/posts/{answer.pk}/withdraw/")
    assert (standing(answer)[0], Return.objects.waiting().count()) == ("withdrawn", 0)


def test_it_is_sent_back_once_at_a_time_and_a_moderator_may_think_again(as_, moderator, second_moderator, answer):
    send_back(as_(moderator), answer)
    with pytest.raises(AlreadyDecided, match="Mo Moderator decided this already"):
        decide_post(post=answer, moderator=second_moderator, verdict="return", reason=ASKS)
    decide_post(post=answer, moderator=second_moderator, verdict="publish", reason="It was clear enough as it was.")
    assert (standing(answer)[0], Return.objects.waiting().count(), Decision.objects.count()) == ("published", 0, 2)


def test_nobody_sends_back_their_own_post(reader, answer):
    reader.is_moderator = True
    reader.save()
    with pytest.raises(PermissionDenied):
        decide_post(post=answer, moderator=reader, verdict="return", reason=ASKS)
    assert (standing(answer)[0], Return.objects.count()) == ("published", 0)


def test_comments_without_sending_it_back_are_not_lost(as_, moderator, author, answer):
    flag_post(post=answer, member=author, reason="other")
    form = {"verdict": "keep", "reason": ASKS, "comment_body": "Which fridge?"}
    page = as_(moderator).post(f"/moderation/posts/{answer.pk}/", form)
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["verdict"])
    assert "Which fridge?" in page.content.decode()
    assert Decision.objects.count() == 0


def test_an_edit_never_publishes_what_waits(as_, author, question, discussion):
    """Words that are published, and read afterwards, stay held where they are an edit of what is held."""
    for topic in (question, discussion):
        post = hold(topic.posts.get(), why="disagreement")
        as_(author).post(f"/posts/{post.pk}/edit/", {"title": topic.title, "body": ASK, "answer": "over"})
        assert standing(post) == ("held", "disagreement", ASK)


@pytest.mark.parametrize("held", [True, False])
def test_taken_back_it_stands_as_it_stood_and_can_be_sent_back_again(as_, moderator, second_moderator, answer, held):
    if held:
        hold(answer, why="disagreement")
    before = standing(answer)
    send_back(as_(moderator), answer, body="Which fridge?")
    undo_decision(decision=Decision.objects.get(), moderator=second_moderator)
    assert (standing(answer)[0], Return.objects.waiting().count()) == (before[0], 0)
    assert as_(answer.author).get(f"/posts/{answer.pk}/edit/").context["asked"] is None
    decide_post(post=answer, moderator=second_moderator, verdict="return", reason=ASKS)
    assert (standing(answer)[:2], Return.objects.waiting().count()) == (("held", "returned"), 1)
