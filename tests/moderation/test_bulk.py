"""Many posts at once: the preview says what will happen to each, and each gets its own line."""

import pytest

from audit.models import Line
from moderation.actions import decide_post, flag_post
from moderation.actions.takes import take_item
from moderation.bulk import chosen_in
from moderation.models import Decision
from tests.conftest import make_reply

pytestmark = pytest.mark.django_db
REASON = "It says the same thing for the third time."
BULK = "/moderation/bulk/"


@pytest.fixture
def posts(question, reader, author, moderator, second_moderator):
    """Two to decide, one of the moderator's own, one in other hands, one that is hidden already."""
    made = [make_reply(question, writer, f"Reply number {nth}.") for nth, writer in enumerate([reader] * 4)]
    made.insert(2, make_reply(question, moderator, "One of my own."))
    for post in made:
        flag_post(post=post, member=author, reason="advertising")
    take_item(kind="post", subject_id=made[3].pk, moderator=second_moderator)
    decide_post(post=made[4], moderator=second_moderator, verdict="hide", reason=REASON)
    return made


def planned(page) -> list[tuple[int, str]]:
    return [(one.post.pk, one.sentence) for one in page.context["planned"]]


def test_the_preview_says_what_happens_to_each_and_changes_nothing(as_, moderator, posts, django_assert_num_queries):
    browser, asked = as_(moderator), {"verdict": "hide", "item": [f"post-{post.pk}" for post in posts]}
    page = browser.get(BULK, asked)
    told = "It is hidden. Its author and whoever reported it are told."
    assert [pk for pk, _ in planned(page)] == [post.pk for post in posts]
    sentences = [sentence for _, sentence in planned(page)]
    assert sentences[:3] == [told, told, "Left out: it is yours."]
    assert sentences[3].startswith("Left out: Una Second has it in hand until")
    assert sentences[4] == "Left out: hidden by a moderator, so there is nothing to do."
    assert Decision.objects.count() == 1
    for number in (1, 5):
        with django_assert_num_queries(8):
            browser.get(BULK, asked | {"item": asked["item"][:number]})


def test_each_gets_its_own_decision_and_one_that_changed_is_left_out(as_, moderator, posts, author, expert):
    browser = as_(moderator)
    page = browser.get(BULK, {"verdict": "hide", "item": [f"post-{post.pk}" for post in posts]})
    keys = [one.key for one in page.context["planned"]]
    flag_post(post=posts[1], member=expert, reason="other")
    page = browser.post(BULK, {"verdict": "hide", "reason": REASON, "item": keys})
    said = [(one.post.pk, one.happens) for one in page.context["done"]]
    assert said == [(posts[0].pk, True), *((post.pk, False) for post in posts[1:])]
    assert page.context["done"][1].sentence.startswith("Left out: This changed while you read it.")
    lines = Decision.objects.filter(moderator=moderator).values_list("post", "verdict", "reason")
    assert list(lines) == [(posts[0].pk, "hide", REASON)]
    assert Line.objects.filter(deed="post_decided", by=moderator).count() == 1


@pytest.mark.parametrize("sent", [{}, {"item": "post-1"}, {"item": "post-1", "verdict": "undo"}, {"verdict": "hide"}])
def test_what_makes_no_sense_gets_a_sentence(as_, moderator, sent):
    page = as_(moderator).get(BULK, sent)
    assert (page.status_code, "Please tick the posts" in page.content.decode()) == (422, True)


def test_a_reason_is_asked_for_and_the_choice_is_kept(as_, moderator, posts):
    page = as_(moderator).post(BULK, {"verdict": "hide", "reason": "No.", "item": f"post-{posts[0].pk}"})
    assert (page.status_code, len(page.context["planned"]), Decision.objects.count()) == (422, 1, 1)


def test_only_numbers_of_posts_are_read():
    assert [(one.pk, one.seen) for one in chosen_in(["post-7", "post-7", "claim-3", "8:x", "9" * 40])] == [
        (7, None),
        (8, None),
    ]
