"""Washing and cutting: look-alikes, hidden characters, slips, dictation, and the way back to the raw text."""

import pytest

from screening.emergency.clauses import split
from screening.emergency.normalise import clean
from screening.emergency.tokens import tokenise


def words(text: str) -> list[str]:
    return [token.word for token in tokenise(clean(text))]


CASES = [
    ("Her liр hаs gоne", ["her", "lip", "has", "gone"]),
    ("ｗｈｉｔｅ", ["white"]),
    ("𝐛𝐥𝐚𝐧𝐜𝐡", ["blanch"]),
    ("wh\u200bi\u00adte\ufeff", ["white"]),
    ("whiteeeee", ["white"]),
    ("she’s can’t we'll", ["she", "is", "cant", "we", "will"]),
    ("bl@nch h3lp V0", ["blanch", "help", "occlusion"]),
    ("blanchng occulsion anaphalaxis", ["blanching", "occlusion", "anaphylaxis"]),
    ("CRT 5s", ["refill", "5", "s"]),
    ("10mins", ["10", "mins"]),
    ("white full stop cold comma sore question mark", ["white", ".", "cold", ",", "sore", "?"]),
    ("lip ⚫ 🟣", ["lip", "black", "purple"]),
    ("café", ["cafe"]),
    ("revision provision collapsible", ["revision", "provision", "collapsible"]),
]


@pytest.mark.parametrize(("raw", "expected"), CASES)
def test_words_come_out_even(raw: str, expected: list[str]) -> None:
    assert words(raw) == expected


def test_every_word_knows_where_it_stood() -> None:
    raw = "So… her ｌiр’s wh\u200bite!!"

    assert [raw[token.start : token.end] for token in tokenise(clean(raw))] == [
        "So", "…", "…", "…", "her", "ｌiр’s", "ｌiр’s", "wh\u200bite", "!", "!",
    ]  # fmt: skip


def test_clauses_are_cut_at_stops_dashes_and_turns() -> None:
    tokens = tokenise(clean("No pain but it is white. Net-like - and cold? Yes"))
    parts = [" ".join(t.word for t in tokens[c.start : c.end]) for c in split(tokens)]

    assert parts == ["no pain", "but it is white", "net - like", "- and cold", "yes"]
    assert [clause.asks for clause in split(tokens)] == [False, False, True, True, False]
