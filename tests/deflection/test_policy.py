"""The policy as a table: declared state × what the text reads as × place, whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deflection.declaration import Declaration, Started, Symptomatic
from deflection.outcomes import Answer
from deflection.policy import Setting, decide
from screening.emergency import Assessment
from screening.emergency.assessment import BANDS, LABELS, Sign

PLACES = ("cases", "questions", "discussion", "support", "reply", "flag", "decision")
DECLARED = {
    "live": Declaration("today", "yes"),
    "over": Declaration("over_month", "no"),
    "no_patient": Declaration("no_patient", "no_patient"),
    "unsure": Declaration("unsure", "unsure"),
    "undeclared": None,
}


def reading(band: str, label: str = "general", *, critical: bool = False) -> Assessment:
    signs = (Sign("sight", "vision", True, "cannot see", 0, 10, "body"),) if critical else ()
    return Assessment(label, 0.5, band, signs, (), dict.fromkeys(LABELS, 0.25), "test")


def verdict(state: str, band: str, place: str, *, answer: str = "", label: str = "general", critical: bool = False):
    is_reply = place == "reply"
    setting = Setting("questions" if is_reply else place, is_reply, DECLARED[state], answer)
    return decide(reading(band, label, critical=critical), setting)


# One block a place; the three words of a row are what a clear, a doubtful and an alarming text get.
TABLE = """
cases       live        unresolved  deflect  deflect
cases       over        not_a_case  ask      hold
cases       no_patient  not_a_case  ask      deflect
cases       unsure      unresolved  ask      deflect
cases       undeclared  unresolved  ask      deflect
questions   live        advise      deflect  deflect
questions   over        publish     ask      hold
questions   no_patient  publish     ask      deflect
questions   unsure      publish     ask      deflect
questions   undeclared  publish     ask      deflect
discussion  live        publish     deflect  deflect
discussion  over        publish     ask      hold
discussion  no_patient  publish     ask      deflect
discussion  unsure      publish     ask      deflect
discussion  undeclared  publish     ask      deflect
support     live        publish     deflect  deflect
support     over        publish     ask      hold
support     no_patient  publish     ask      deflect
support     unsure      publish     ask      deflect
support     undeclared  publish     ask      deflect
reply       live        publish     deflect  deflect
reply       over        publish     ask      hold
reply       no_patient  publish     ask      deflect
reply       unsure      publish     ask      deflect
reply       undeclared  publish     ask      deflect
flag        live        publish     publish  publish
flag        over        publish     publish  publish
flag        no_patient  publish     publish  publish
flag        unsure      publish     publish  publish
flag        undeclared  publish     publish  publish
decision    live        publish     publish  publish
decision    over        publish     publish  publish
decision    no_patient  publish     publish  publish
decision    unsure      publish     publish  publish
decision    undeclared  publish     publish  publish
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [(place, state, band, word) for place, state, *words in ROWS for band, word in zip(BANDS, words, strict=True)]


def test_the_table_is_whole():
    assert len(CELLS) == len({cell[:3] for cell in CELLS}) == len(PLACES) * len(DECLARED) * len(BANDS)


@pytest.mark.parametrize(("place", "state", "band", "expected"), CELLS)
def test_every_cell(place, state, band, expected):
    assert verdict(state, band, place) == expected


@pytest.mark.parametrize(
    ("state", "band", "expected"),
    [
        ("over", "ask", "ask"),
        ("over", "deflect", "deflect"),
        ("unsure", "deflect", "deflect"),
        ("live", "ask", "deflect"),
    ],
)  # fmt: skip
def test_a_sign_that_calls_for_999_is_never_held_for_later(state, band, expected):
    assert verdict(state, band, "questions", critical=True) == expected


@pytest.mark.parametrize(
    ("answer", "critical", "expected"),
    [
        ("", False, "ask"), ("advised", False, "ask"), ("still_on", False, "deflect"), ("over", False, "sample"),
        ("no_patient", False, "sample"), ("", True, "ask"), ("still_on", True, "deflect"), ("over", True, "hold"),
        ("no_patient", True, "hold"),
    ],
)  # fmt: skip
def test_what_is_asked_and_answered(answer, critical, expected):
    for state in ("over", "no_patient", "unsure", "undeclared"):
        for place in ("cases", "questions", "discussion", "support", "reply"):
            assert verdict(state, "ask", place, answer=answer, critical=critical) == expected


@pytest.mark.parametrize(
    ("label", "answer", "expected"),
    [
        ("retrospective", "", "publish"), ("emergency", "", "publish"), ("current", "", "advise"),
        ("current", "advised", "publish"), ("general", "", "not_a_case"), ("general", "advised", "publish"),
    ],
)  # fmt: skip
def test_a_case_study_that_is_over_belongs_among_the_cases(label, answer, expected):
    assert verdict("over", "clear", "cases", label=label, answer=answer) == expected


@pytest.mark.parametrize("state", ["live", "unsure", "undeclared"])
@pytest.mark.parametrize("answer", Answer.values)
def test_no_answer_lets_an_open_case_through(state, answer):
    assert verdict(state, "clear", "cases", answer=answer, label="retrospective") == "unresolved"


@pytest.mark.parametrize(
    ("state", "label", "answer", "expected"),
    [
        ("live", "general", "", "advise"), ("live", "general", "advised", "publish"),
        ("unsure", "current", "", "advise"),
        ("over", "current", "advised", "publish"), ("over", "retrospective", "", "publish"),
    ],
)  # fmt: skip
def test_advice_comes_before_a_question_about_a_patient_under_care(state, label, answer, expected):
    assert verdict(state, "clear", "questions", label=label, answer=answer) == expected


@pytest.mark.parametrize("started", Started.values)
@pytest.mark.parametrize("symptomatic", Symptomatic.values)
def test_two_taps_make_one_state(started, symptomatic):
    expected = {"yes": "live", "no": "over", "unsure": "unsure"}.get(symptomatic)
    expected = expected or ("no_patient" if started == "no_patient" else "unsure")
    assert Declaration(started, symptomatic).state == expected


declarations = st.none() | st.builds(Declaration, st.sampled_from(Started.values), st.sampled_from(Symptomatic.values))
settings_of_members = st.builds(
    Setting, st.sampled_from(PLACES[:4]), st.booleans(), declarations, st.sampled_from(Answer.values)
)


@given(settings_of_members, st.sampled_from(LABELS), st.booleans())
def test_no_word_of_its_author_publishes_an_alarming_text(setting, label, critical):
    assert decide(reading("deflect", label, critical=critical), setting) in ("deflect", "hold")


@given(settings_of_members, st.sampled_from(BANDS[1:]), st.sampled_from(LABELS))
def test_a_sign_that_calls_for_999_is_never_published_on_a_word(setting, band, label):
    assert decide(reading(band, label, critical=True), setting) in ("deflect", "hold", "ask")
