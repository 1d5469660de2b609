"""Rules about words: what each deed does to a text, which of several wins, and that a broken one lets nothing by."""

import logging
import time
from uuid import uuid4

import pytest

from deflection.models import Deflection, RuleHit, WordRule
from deflection.words.matching import Unreadable, fired, pattern_of
from forum.models import Endorsement
from tests.conftest import EMERGENCY, PLAIN

pytestmark = pytest.mark.django_db

BODY = "We keep the Bluebell kit beside the fridge, and we check every batch of it on the first of the month."


@pytest.fixture
def rule(moderator):
    def make(deed: str, words: str = "Bluebell", **fields: object) -> WordRule:
        return WordRule.objects.create(words=words, deed=deed, created_by=moderator, **fields)

    return make


def reply(topic, client, body: str = BODY, **more: object):
    return client.post(topic.reply_url, {"client_id": uuid4(), "body": body, "rests_on": "opinion", **more})


def spans(text: str, words: str, match: str) -> list[str]:
    found = fired([WordRule(words=words, match=match, deed="tag")], {"body": text}, "questions")
    return [text[spot.start : spot.end] for one in found for _, spot in one.places]


@pytest.mark.parametrize(
    ("match", "words", "found"),
    [
        ("word", "bluebell", ["Bluebell"]),
        ("word", "blue", []),
        ("part", "blue", ["Blue"]),
        ("word", "every  batch", ["every batch"]),
        ("pattern", "blue*", ["Bluebell"]),
        ("pattern", "f*ge", ["fridge"]),
        ("word", "b.*l", []),
        ("part", "(a+)+$", []),
    ],
)
def test_words_are_found_as_the_rule_says(match, words, found):
    assert spans(BODY, words, match) == found


@pytest.mark.parametrize("words", ["*", "a*", "*a*b*c*d", "...", " "])
def test_a_rule_that_would_fit_everything_is_refused(words):
    with pytest.raises(Unreadable):
        pattern_of(words, "pattern")


def test_no_pattern_can_run_away():
    pattern, started = pattern_of("a*aaa*b", "pattern"), time.process_time()
    assert pattern.findall("a" * 20_000) == []
    assert time.process_time() - started < 5


def test_deflect_takes_the_text_for_an_emergency(as_, reader, question, rule):
    rule("deflect")
    sent = reply(question, as_(reader))
    stopped = Deflection.objects.get()
    assert (sent["Debrief-Outcome"], question.posts.replies().count()) == ("deflected", 0)
    assert stopped.fields_for(reader.pk)["quotes"] == "Bluebell"


def test_hold_keeps_it_for_a_moderator(as_, reader, question, rule):
    made = rule("hold")
    reply(question, as_(reader))
    post = question.posts.replies().get()
    start = BODY.index("Bluebell")
    assert (post.status, post.held_because) == ("held", "word_rule")
    observed = post.observations.values_list("kind", "rule", "field", "start", "end").get()
    assert observed == ("rule", made.pk, "body", start, start + 8)


@pytest.mark.parametrize(
    ("answer", "outcome"), [("", "prompted:ask"), ("over", "published"), ("still_on", "deflected")]
)
def test_ask_asks_whether_it_is_still_going_on(as_, reader, question, rule, answer, outcome):
    rule("ask", note="Bluebell was recalled. Has it been used on a patient today?")
    sent = reply(question, as_(reader), answer=answer)
    assert sent["Debrief-Outcome"] == outcome
    assert ("recalled" in sent.content.decode()) is (outcome == "prompted:ask")


def test_flag_publishes_and_puts_it_before_moderators(as_, reader, question, rule):
    rule("flag")
    reply(question, as_(reader))
    post = question.posts.replies().get()
    assert (post.status, post.wants_a_look, post.observations.count()) == ("published", True, 1)


def test_suggest_shows_its_note_once(as_, reader, question, rule):
    made = rule("suggest", note="Please write the name of the substance, not of the brand.")
    asked = reply(question, as_(reader))
    seen = asked.content.decode().partition('name="remark-seen" value="')[2][:20]
    sent = reply(question, as_(reader), **{"remark-seen": seen})
    assert [asked["Debrief-Outcome"], sent["Debrief-Outcome"]] == ["prompted:look", "published"]
    assert made.note in asked.content.decode()
    assert list(RuleHit.objects.values_list("count", flat=True)) == [1]


def test_tag_files_it_and_publishes(as_, reader, question, rule):
    made = rule("tag", tag="storage")
    reply(question, as_(reader))
    post = question.posts.replies().get()
    assert (post.status, post.wants_a_look, [one.rule for one in post.observations.all()]) == (
        "published",
        False,
        [made],
    )


def test_of_several_the_gravest_decides(as_, reader, question, rule):
    for deed in ("tag", "suggest", "flag", "ask", "hold"):
        rule(deed, note="A note", tag="a word")
    sent = reply(question, as_(reader), answer="over")
    asked = sent.content.decode()
    assert sent["Debrief-Outcome"] == "prompted:look"
    reply(
        question, as_(reader), answer="over", **{"remark-seen": asked.partition('name="remark-seen" value="')[2][:20]}
    )
    post = question.posts.replies().get()
    assert (post.held_because, post.observations.count()) == ("word_rule", 4)


def test_a_rule_holds_only_where_it_was_made_for_and_while_it_is_on(as_, reader, question, rule):
    rule("hold", places=["support"])
    rule("deflect", is_active=False)
    assert reply(question, as_(reader))["Debrief-Outcome"] == "published"


def test_a_mark_cannot_wait_so_its_words_have_to_change(as_, expert, answer, rule):
    rule("hold")
    page = as_(expert).post(f"/posts/{answer.pk}/endorse/", {"reason": BODY, "evidence": "study"})
    assert (page.status_code, Endorsement.objects.count()) == (422, 0)
    assert "here nothing can wait" in page.content.decode()


def test_a_rule_that_cannot_be_read_lets_nothing_through(as_, reader, question, rule, caplog):
    rule("nonsense")
    with caplog.at_level(logging.INFO):
        reply(question, as_(reader), PLAIN)
    post = question.posts.replies().get()
    assert (post.status, post.held_because, PLAIN in caplog.text) == ("held", "rules_failed", False)


def test_an_emergency_is_deflected_whatever_the_rules_say(as_, reader, question, rule):
    rule("nonsense")
    assert reply(question, as_(reader), EMERGENCY)["Debrief-Outcome"] == "deflected"
