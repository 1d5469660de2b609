"""Identifiers of patients: each kind beside its innocent neighbour, exact offsets, hostile and strange texts."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.identity import DIRECT, KINDS, find
from screening.identity.examples import load_texts
from screening.identity.measure import BAR, Rate, figures, read_all
from screening.identity.names import fitting
from screening.identity.names.judge import weights
from screening.identity.numbers import is_valid

DATA = Path(__file__).parents[2] / "screening/data"

PAIRS = {
    "name after patient": (
        "My patient Ioana Petrescu has a small lump.", [("name", "Ioana Petrescu")],
        "My trainer Ioana Petrescu has a small clinic.",
    ),
    "name with a title": (
        "saw mrs okonkwo-hughes today, her lip is fine", [("name", "mrs okonkwo-hughes")],
        "Dr Okonkwo-Hughes gave a talk on lips.",
    ),
    "name that is a word": (
        "Grace had her tear troughs done last week.", [("name", "Grace")],
        "Grace period on the licence is twelve months.",
    ),
    "name that owns a face": (
        "Jonty's peel left some flaking round the nose.", [("name", "Jonty")],
        "Hutchinson's sign before you call it a cold sore.",
    ),
    "name of the writer who is the patient": (
        "Hi it's Tamsin Rudd here, patient not practitioner, my lip is bruised.", [("name", "Tamsin Rudd")],
        "Hi, I'm Tamsin, a nurse in Leeds, hello everyone.",
    ),
    "name on a row": (
        "HENSHAW, Patricia 01/05/1949", [("name", "HENSHAW, Patricia"), ("dob", "01/05/1949")],
        "Beleznay et al. 2019 updated the review.",
    ),
    "name of a file": (
        "The file is called aoife_brannigan_2wk_right.jpg.", [("name", "aoife_brannigan")],
        "The file is called left_cheek_2wk_right.jpg.",
    ),
    "date of birth": (
        "She is well over age, date of birth the ninth of June 1994.", [("dob", "the ninth of June 1994")],
        "The guideline of the ninth of June 1994 is out of date.",
    ),
    "NHS number": (
        "GP surgery want 9996281949 quoting on anything.", [("nhs_number", "9996281949")],
        "Order number 9996281949 has not arrived.",
    ),
    "NHS number with a wrong digit": (
        "Her NHS number is 999 628 1948.", [("nhs_number", "999 628 1948")],
        "The meeting is 999 628 1948, no passcode.",
    ),
    "hospital number": (
        "Hosp no K0449127, seen by max fax.", [("hospital_number", "K0449127")],
        "Lot A23X119 has been recalled.",
    ),
    "number that was dictated": (
        "dictated: NHS number nine nine nine five two six oh one eight two full stop",
        [("nhs_number", "nine nine nine five two six oh one eight two")],
        "Count nine nine nine five two and inject on two.",
    ),
    "telephone that was dictated": (
        "call her on oh double seven double oh nine double oh one two three",
        [("phone", "oh double seven double oh nine double oh one two three")],
        "Double check, then one, two, three.",
    ),
    "telephone": (
        "Left voicemail on 01632 960441, her landline.", [("phone", "01632 960441")],
        "Clinic phone for bookings 01632 960999.",
    ),
    "helpline": (
        "Her mobile's 07700 900142, could whoever is nearest ring her?", [("phone", "07700 900142")],
        "Samaritans 116 123, any time, and the helpline is 0808 157 0123.",
    ),
    "postcode": (
        "She lives at WN18 2PL, nowhere near a unit.", [("postcode", "WN18 2PL")],
        "Venue for the study day: LS99 2XY, doors at nine.",
    ),
    "address": (
        "Her address is Flat 2, 9 Sandpiper Row, YO93 6DN.",
        [("address", "Flat 2, 9 Sandpiper Row"), ("postcode", "YO93 6DN")],
        "The course is at the Castle Hotel, 3 Bridge Road.",
    ),
    "e-mail": (
        "Forwarding her email: t.osei-boateng@example.com", [("email", "t.osei-boateng@example.com")],
        "Email the committee at conference@acegroup.example by the 30th.",
    ),
    "handle": (
        "Her insta is @thelma_testcase and she's tagged us.", [("handle", "@thelma_testcase")],
        "Please tag @acegroup.example in your CPD posts.",
    ),
    "plate": (
        "Her car reg is YK19 XTB, she left early.", [("registration_plate", "YK19 XTB")],
        "Batch VB20 XTB of the supplier looks cloudy.",
    ),
    "clinic and day": (
        "Treated on 3 March 2026 at Willow & Bay Clinic, Stockport.",
        [("treatment_date_clinic", "3 March 2026 at Willow & Bay Clinic, Stockport")],
        "Conference on 3 March 2026 at Harrogate, early bird ends soon.",
    ),
    "age over 89": (
        "Her mum, aged 91, wants the same.", [("age_over_89", "aged 91")],
        "Sats 97, pulse 92, talking in sentences.",
    ),
    "one of her kind": (
        "She is the only female vicar in Ilkley.", [("rare_combination", "the only female vicar in Ilkley")],
        "It is the only laser in Cumbria.",
    ),
}  # fmt: skip


def seen(text: str) -> list[tuple[str, str]]:
    return [(found.kind, text[found.start : found.end]) for found in find(text)]


@pytest.mark.parametrize(("told", "expected", "innocent"), PAIRS.values(), ids=PAIRS)
def test_each_kind_is_found_and_its_neighbour_passes(told: str, expected: list, innocent: str) -> None:
    assert (seen(told), seen(innocent)) == (expected, [])


def test_a_direct_identifier_can_never_be_kept() -> None:
    text = "Mrs Agnieszka Wrona, aged 91, treated on 3 March 2026 at Willow & Bay Clinic, Stockport."
    assert [(found.kind, found.is_direct) for found in find(text)] == [
        ("name", True), ("age_over_89", False), ("treatment_date_clinic", False),
    ]  # fmt: skip
    assert {"treatment_date_clinic", "age_over_89", "rare_combination"} == KINDS - DIRECT


def test_an_ordinary_number_is_no_nhs_number() -> None:
    assert [is_valid(digits) for digits in ("9996281949", "9996281948", "0000000000")] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mrs Zoë O’Neill’s lip is bruised.", [("name", "Mrs Zoë O’Neill")]),
        ("Mrs Zoe\u0308 O’Neill’s lip is bruised.", [("name", "Mrs Zoe\u0308 O’Neill")]),
        ("😀😀 My patient Siân Pugh has a bruise 😀", [("name", "Siân Pugh")]),
        ("My\u00a0patient\u00a0Siân\u00a0Pugh has a bruise.", [("name", "Siân\u00a0Pugh")]),
        ("İİ My patient Siân Pugh has a bruise.", [("name", "Siân Pugh")]),
        ("\u202bשלום\u202c Her NHS number is 999–628–1949.", [("nhs_number", "999–628–1949")]),
        ("Her mobile is ０７７００ ９００１４２.", [("phone", "０７７００ ９００１４２")]),
    ],
    ids=["composed", "decomposed", "emoji", "hard spaces", "a letter that grows", "right to left", "wide digits"],
)
def test_offsets_hold_in_any_script(text: str, expected: list) -> None:
    assert seen(text) == expected


PIECES = st.sampled_from(
    "Mrs Patel|Grace|dob|03/04/1981|NHS|999 628 1949|07700 900142|LE1 5WW|@ab_c|a.b@c.example|, |. |\n| ".split("|")
    + "\u00a0|😀|İ|e\u0301|\u202e|14 Mill Lane|Clinic|on 3 March 2026|aged 91|'s lip|YK19 XTB|(|\"|/|-".split("|")
    + ["the only vicar in Ilkley"]
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=14).map("".join))
def test_finds_stand_in_order_and_apart_in_any_text(text: str) -> None:
    found = find(text)

    ends = [0, *(one.end for one in found)]
    assert all(before <= one.start < one.end <= len(text) for before, one in zip(ends, found, strict=False))
    assert {one.kind for one in found} <= KINDS


BOMBS = {
    "letters": "a" * 100_000,
    "capitals inside a word": "Jun" * 33_000,
    "digits": "1 " * 50_000,
    "postcodes": "LE1 5WW " * 1_000,
    "names": "Mary Smith " * 2_000,
    "dots": "a.b@" * 12_000,
    "spaces": " " * 100_000,
    "underlines": "mary_" * 2_000,
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_hostile_text_ends(bomb: str) -> None:
    start = time.process_time()
    find(bomb)

    assert time.process_time() - start < 5  # a generous bound: the aim, 0.3 s for plain text, is measured by hand


def test_the_shelf_of_practice_is_in_order() -> None:
    texts = load_texts(DATA / "identity-train.jsonl")
    negatives = sum(not text.spans for text in texts)

    assert len({text.id for text in texts}) == len({text.text for text in texts}) == len(texts) >= 300
    assert abs(negatives - len(texts) / 2) < len(texts) * 0.1
    assert {span.kind for text in texts for span in text.spans} == KINDS
    assert all(text.text[span.start : span.end].strip() for text in texts for span in text.spans)


def test_the_weights_are_those_of_the_practice_texts() -> None:
    rows, prior = list(fitting.examples(fitting.practice())), fitting.tables()["thought"]
    once_more = fitting.fit(rows, prior, start=weights(), rounds=1)

    assert once_more.keys() == weights().keys()
    assert [name for name, value in once_more.items() if abs(value - weights()[name]) > 0.02] == []


def test_the_bar_is_met_on_the_first_texts() -> None:
    reached = figures(read_all(load_texts(DATA / "pii-dev.jsonl")))
    assert [name for name, line in BAR.items() if reached[name].share < line] == []


def test_an_interval_after_wilson() -> None:
    assert (str(Rate(9, 10)), Rate(0, 0).bounds) == ("9/10 = 0.900  [0.596, 0.982]", (0.0, 1.0))
