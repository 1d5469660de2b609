"""Check the checkers: one decision in twenty is judged again, blind, and how far two people agree is shown."""

import pytest
from django.conf import settings as real
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from audit.models import Line
from moderation.actions import decide_post, flag_post
from moderation.actions.again import JudgedAlready, forget_second_looks, judge_again
from moderation.again import agreement, is_chosen, kappa
from moderation.models import SecondLook
from moderation.queue import waiting
from moderation.transparency import Month
from tests.conftest import make_member, make_reply

pytestmark = pytest.mark.django_db
WORDS = "We keep two vials of hyaluronidase in the treatment room."
REASON = "Please say which guideline this rests on."


@pytest.fixture(autouse=True)
def every_decision_is_judged_again(settings) -> None:
    settings.SECOND_LOOK_ONE_IN = 1


@pytest.fixture
def look(question, reader, author, moderator) -> SecondLook:
    answer = make_reply(question, reader, body=WORDS)
    flag_post(post=answer, member=author, reason="unsafe_advice", note="Two are too few.")
    return decide_post(post=answer, moderator=moderator, verdict="hide", reason=REASON).second_look


def pairs(*groups: tuple[str, str, int]) -> list[tuple[str, str]]:
    return [(first, second) for first, second, times in groups for _ in range(times)]


@pytest.mark.parametrize(
    ("judged", "expected"),
    [
        # 20 + 15 of 50 agree: 0.7; by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5; so 0.2 / 0.5
        (pairs(("yes", "yes", 20), ("yes", "no", 5), ("no", "yes", 10), ("no", "no", 15)), 0.4),
        # 20 of 25 agree: 0.8; by chance (12 * 11 + 7 * 8 + 6 * 6) / 625 = 0.3584; so 0.4416 / 0.6416
        (
            pairs(
                ("keep", "keep", 10), ("keep", "return", 2), ("return", "keep", 1), ("return", "return", 5),
                ("return", "hide", 1), ("hide", "return", 1), ("hide", "hide", 5),
            ),
            0.4416 / 0.6416,
        ),
        (pairs(("keep", "keep", 3), ("hide", "hide", 3)), 1.0),
        (pairs(("keep", "hide", 3), ("hide", "keep", 3)), -1.0),
        (pairs(("keep", "keep", 4)), None),
        ([], None),
    ],
)  # fmt: skip
def test_agreement_beyond_chance_is_as_it_is_by_hand(judged, expected):
    found = kappa(judged)
    assert found == (expected if expected is None else pytest.approx(expected, abs=1e-12))


def test_the_lot_falls_on_one_in_twenty_and_the_same_way_each_time(settings):
    settings.SECOND_LOOK_ONE_IN = 20
    chosen = [number for number in range(1, 20_001) if is_chosen(number)]
    assert chosen[:3] == [number for number in range(1, chosen[2] + 1) if is_chosen(number)]
    assert 900 < len(chosen) < 1100
    settings.SECOND_LOOK_ONE_IN = 0
    assert [number for number in range(1, 1000) if is_chosen(number)] == []
    assert real.SECOND_LOOK_ONE_IN == 0


def test_it_shows_the_post_as_it_was_and_nothing_of_how_it_was_decided(as_, look, second_moderator, reader):
    look.decision.post.revisions.all()
    type(look.decision.post).objects.filter(pk=look.decision.post_id).update(body="Changed afterwards.")
    page = as_(second_moderator).get(f"/moderation/again/{look.pk}/")
    text = page.content.decode()
    assert (page.status_code, page.context["said"]) == (200, [("Text", WORDS)])
    assert [word in text for word in (WORDS, "Two are too few.", "Unsafe or uncited advice")] == [True] * 3
    hidden = (REASON, "Mo Moderator", reader.name, "Ada Author", "Hide it", "Changed afterwards.")
    assert [word for word in hidden if word in text] == []


def test_it_waits_in_the_queue_for_three_days(look):
    (item,) = waiting("again")
    assert (item.title, item.severity, item.url) == ("A decision to judge again", 3, f"/moderation/again/{look.pk}/")
    assert (item.where, item.since) == (f"a post in {look.decision.post.topic.section.name}", look.chosen_at)


def test_a_view_is_kept_changes_nothing_and_is_recorded(as_, look, second_moderator):
    url, browser = f"/moderation/again/{look.pk}/", as_(second_moderator)
    assert browser.post(url, {}).status_code == 422
    assert browser.post(url, {"view": "keep"}).status_code == 302
    look.refresh_from_db()
    assert (look.verdict, look.moderator, look.agrees) == ("keep", second_moderator, False)
    assert look.decision.post.status == "hidden"
    line = Line.objects.first()
    assert (line.deed, line.by, line.facts) == (
        "judged_again", second_moderator, {"verdict": "keep", "agrees": False, "cause": "unsafe_advice"},
    )  # fmt: skip
    assert waiting("again") == []


def test_of_two_the_second_is_told(as_, look, second_moderator):
    third = make_member("Ivy Third", is_moderator=True)
    judge_again(look=look, moderator=third, view="hide")
    with pytest.raises(JudgedAlready):
        judge_again(look=look, moderator=second_moderator, view="keep")
    page = as_(second_moderator).post(f"/moderation/again/{look.pk}/", {"view": "keep"}, follow=True)
    assert "Somebody else has judged this one meanwhile." in page.content.decode()
    look.refresh_from_db()
    assert (look.verdict, look.moderator) == ("hide", third)


def test_whoever_had_a_part_in_it_judges_something_else(as_, look, moderator, author, reader):
    for name in ("author", "reader"):
        type(author).objects.filter(pk={"author": author, "reader": reader}[name].pk).update(is_moderator=True)
    for member in (moderator, author, reader):
        member.refresh_from_db()
        with pytest.raises(PermissionDenied):
            judge_again(look=look, moderator=member, view="keep")
        assert as_(member).get(f"/moderation/again/{look.pk}/").status_code == 403
        assert list(as_(member).get("/moderation/again/").context["page"]) == []


def test_those_who_had_no_part_find_it_in_their_list(as_, look, second_moderator, stranger):
    assert list(as_(second_moderator).get("/moderation/again/").context["page"]) == [look]
    assert as_(stranger).get("/moderation/again/").status_code == 403


def test_words_removed_for_good_are_gone_here_too(look, second_moderator, question, reader, moderator):
    judged = make_reply(question, reader, body=WORDS)
    other = decide_post(post=judged, moderator=moderator, verdict="hide", reason=REASON).second_look
    judge_again(look=other, moderator=second_moderator, view="hide")
    forget_second_looks(post=look.decision.post)
    forget_second_looks(post=judged)
    assert list(SecondLook.objects.values_list("pk", "said", "verdict")) == [(other.pk, {}, "hide")]


def test_too_little_agreement_asks_for_the_rule_to_be_read_again(as_, question, reader, moderator, second_moderator):
    def judge(first: str, second: str) -> None:
        answer = make_reply(question, reader, body=WORDS)
        flag_post(post=answer, member=second_reporter, reason="advertising")
        decision = decide_post(post=answer, moderator=moderator, verdict=first, reason=REASON)
        judge_again(look=decision.second_look, moderator=second_moderator, view=second)

    second_reporter = make_member("Rita Reporter")
    month = Month.of(timezone.localdate())
    for _ in range(9):
        judge("keep", "keep")
    for first, second in [("keep", "hide")] * 5 + [("hide", "keep")] * 5:
        judge(first, second)
    found = agreement(month.start, month.end)
    assert (found.pairs, found.agreed, found.asks_for_review) == (19, 9, False)
    judge("hide", "hide")
    found = agreement(month.start, month.end)
    # 10 of 20 agree; by chance (14 * 14 + 6 * 6) / 400 = 0.58; so -0.08 / 0.42
    assert (found.pairs, found.agreed, found.kappa) == (20, 10, pytest.approx(-0.08 / 0.42, abs=1e-12))
    page = as_(moderator).get("/moderation/figures/").content.decode()
    assert "<strong>-0.19</strong>" in page
    assert "Please read the rule again together before the next decisions, first of all this one: Advertising." in page
