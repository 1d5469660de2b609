"""Tone: what is remarked, and what calm and clinical words are left alone."""

import time

import pytest

from screening.conduct import Remark, read


def said(text: str) -> list[tuple[str, str]]:
    return [(remark.kind, text[remark.start : remark.end]) for remark in read(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("WHY DOES NOBODY EVER CHECK THE EXPIRY DATE?", [("shouting", "WHY DOES NOBODY EVER CHECK THE EXPIRY DATE")]),
        ("Please help!!!", [("shouting", "!!!")]),
        ("Lovely result 🎉🎉💉😍", [("emoji", "🎉")]),
        ("DM me to book a place.", [("advertising", "DM me to book")]),
        ("It is 20% off until Friday.", [("advertising", "20% off")]),
        ("Only £90, see https://example.org/kit", [("advertising", "£90, see https://example.org/kit")]),
        ("I teach this in my own course.", [("own_interest", "my own course")]),
        ("I’m a trainer for a filler company.", [("own_interest", "I’m a trainer for")]),
        ("She is such a drama queen.", [("disparaging", "She is such a drama queen")]),
        ("Another stupid patient today.", [("disparaging", "stupid patient")]),
        ("The client was totally unhinged.", [("disparaging", "client was totally unhinged")]),
    ],
)
def test_it_is_remarked_where_it_stands(text, found):
    assert said(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The MHRA and the NMC both ask for it; HA and VO are abbreviations that NHS colleagues know.",
        "She is an old lady who lives alone, and her old man drove her home.",
        "I was stupid not to check the batch number.",
        "The patient was not hysterical, she was right to be worried.",
        "We charge £90 for a review. How much do you ask?",
        "Everyone round here does 30% off and I feel pressured.",
        "I followed the plan from my course.",
        "Autologous fat was used, and the ugly scar faded after three months.",
        "It went well! Thank you! 🙂",
    ],
)
def test_calm_words_are_left_alone(text):
    assert said(text) == []


def test_offsets_hold_for_letters_that_grow_in_small_print():
    assert said("İİİ she is such a drama queen") == [("disparaging", "she is such a drama queen")]


@pytest.mark.parametrize("piece", ["she is a a a a ", "!? ", "£1 ", "A", "stupid old ", "my own "])
def test_time_grows_with_the_length_alone(piece):
    started = time.process_time()
    read(piece * (100_000 // len(piece)))
    assert time.process_time() - started < 2


def test_remarks_come_in_the_order_of_the_text():
    found = read("DM me to book!!! She is such a drama queen.")
    assert found == [Remark(0, 13, "advertising"), Remark(13, 16, "shouting"), Remark(17, 42, "disparaging")]
