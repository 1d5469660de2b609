"""The pages of the rules about words: add, change, switch, try, count, carry out and in."""

import csv
import io
import tomllib

import pytest

from audit.models import Line
from deflection.models import Deflection, RuleHit, WordRule
from screening import emergency
from tests.conftest import EMERGENCY

pytestmark = pytest.mark.django_db

RULES = "/moderation/words/"
FORM = {"words": "Bluebell", "match": "word", "deed": "suggest", "note": "Please name the substance.", "tag": ""}


@pytest.fixture
def page(as_, moderator):
    return as_(moderator)


def kept() -> list[tuple[object, ...]]:
    return list(WordRule.objects.order_by("pk").values_list("words", "match", "deed", "note", "places", "is_active"))


def test_only_moderators_of_the_whole_forum_come_in(as_, reader):
    paths = ["", "new/", "import/", "rules.csv", "rules.toml"]
    assert [as_(reader).get(RULES + path).status_code for path in paths] == [403] * 5


def test_a_rule_is_added_changed_and_switched_off_and_each_is_recorded(page):
    page.post(f"{RULES}new/", FORM | {"places": ["questions"]})
    rule = WordRule.objects.get()
    assert kept() == [("Bluebell", "word", "suggest", "Please name the substance.", ["questions"], True)]

    page.post(rule.get_absolute_url(), FORM | {"deed": "hold", "note": ""})
    page.post(f"{RULES}{rule.pk}/off/")
    assert kept() == [("Bluebell", "word", "hold", "", [], False)]
    told = Line.objects.filter(deed="word_rule_changed").order_by("number").values_list("facts", flat=True)
    assert [(facts["what"], facts["does"]) for facts in told] == [
        ("added", "suggest"), ("changed", "hold"), ("switched off", "hold"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"words": ""}, "Please write the words to look for."),
        ({"note": ""}, "Please write what the author should read."),
        ({"deed": "tag"}, "Please say under which word it is filed."),
        ({"words": "*", "match": "pattern"}, "A rule needs letters or digits"),
        ({"words": "x" * 101}, "at most 100 characters"),
    ],
)
def test_what_is_missing_is_said_and_nothing_lost(page, changed, sentence):
    answer = page.post(f"{RULES}new/", FORM | changed)
    assert (answer.status_code, sentence in answer.content.decode(), WordRule.objects.count()) == (422, True, 0)


def test_the_same_rule_twice_is_refused(page):
    page.post(f"{RULES}new/", FORM)
    again = page.post(f"{RULES}new/", FORM)
    assert (again.status_code, "a rule already" in again.content.decode(), len(kept())) == (409, True, 1)


def test_a_note_waits_for_a_reader_that_works(page, monkeypatch):
    def out_of_order(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(emergency, "assess", out_of_order)
    assert (page.post(f"{RULES}new/", FORM).status_code, kept()) == (409, [])


def test_a_text_can_be_tried_and_is_forgotten(page):
    page.post(f"{RULES}new/", FORM)
    page.post(f"{RULES}new/", FORM | {"deed": "hold"})
    shown = page.post(RULES, {"text": f"{EMERGENCY} Bluebell", "place": "questions"}).content.decode()
    assert ("Hold it until a moderator has read it.</strong>" in shown, shown.count("at “Bluebell”")) == (True, 2)
    assert (Deflection.objects.count(), RuleHit.objects.count()) == (0, 0)

    nothing = page.post(RULES, {"text": "A quiet text", "place": "questions"}).content.decode()
    assert "No rule fires." in nothing


def test_what_goes_out_comes_in_again(page, moderator):
    words = ("=2+3 offer", "say “when”", 'a "quoted" word\\')
    for number, each in enumerate(words):
        WordRule.objects.create(
            words=each, deed="tag", tag="x", places=["cases", "support"][:number], created_by=moderator
        )
    before = kept()
    for form in ("csv", "toml"):
        text = page.get(f"{RULES}rules.{form}").content.decode()
        WordRule.objects.all().delete()
        assert "What would happen" in page.post(f"{RULES}import/", {"text": text}).content.decode()
        assert kept() == []
        page.post(f"{RULES}import/", {"text": text, "do": "1"})
        assert sorted(kept()) == sorted(before)


def test_a_spreadsheet_is_handed_no_formula_and_toml_is_toml(page, moderator):
    WordRule.objects.create(words="=2+3 offer", deed="hold", created_by=moderator)
    table = list(csv.reader(io.StringIO(page.get(f"{RULES}rules.csv").content.decode())))
    assert table[1][:3] == ["'=2+3 offer", "word", "hold"]
    told = tomllib.loads(page.get(f"{RULES}rules.toml").content.decode())
    assert told == {"rule": [{"words": "=2+3 offer", "match": "word", "deed": "hold"}]}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("words,deed\nBluebell,explode\n", "What it does is one of deflect, hold, ask, flag, suggest, tag."),
        ("words,deed,places\nBluebell,hold,attic\n", "There is no place called attic."),
        ("words,deed\nBluebell,hold\nBluebell,hold\n", "It stands twice in this file."),
        ("words,deed,match\n*,hold,pattern\n", "A rule needs letters or digits"),
        ("hello", "This cannot be read"),
        ("[[rule]]\nwords = ", "This cannot be read"),
        ("", "Paste the file, or choose it."),
    ],
)
def test_one_wrong_row_keeps_them_all_out(page, text, sentence):
    answer = page.post(f"{RULES}import/", {"text": text, "do": "1"})
    assert (answer.status_code, sentence in answer.content.decode(), kept()) == (422, True, [])


def test_the_list_asks_the_database_as_often_for_three_as_for_one(page, moderator, django_assert_num_queries):
    seen = []
    for number in range(3):
        WordRule.objects.create(words=f"word {number}", deed="hold", created_by=moderator)
        with django_assert_num_queries(seen[0] if seen else 5, exact=False) as asked:
            page.get(RULES)
        seen.append(len(asked))
    assert len(set(seen)) == 1
