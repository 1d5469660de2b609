"""Hostile and huge texts: the reader ends, in time, with the same answer."""

import time

import pytest

from screening.emergency import assess

PLEA = "Her lip has gone white and cold, refill is six seconds, what do I do? "
BOMBS = {
    "one letter": "a" * 100_000,
    "one sign": "white " * 17_000,
    "nested quotes": "\"'" * 50_000,
    "brackets": "((((" * 25_000,
    "dashes": "- " * 50_000,
    "no spaces": "not" * 33_000,
    "leet": "a@1" * 33_000,
    "signs and gaps": "lip cold not ~ pink refill slow " * 3_200,
    "invisible": "\u200b" * 100_000,
    "accents": "e\u0301" * 50_000,
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_hostile_text_ends(bomb: str) -> None:
    start = time.process_time()
    assess("", bomb, "note")

    assert time.process_time() - start < 5  # a generous bound: the aim, 0.2 s, is measured by hand


@pytest.mark.parametrize(
    "bomb", ["a" * 90_000, "- " * 45_000, "\u200b" * 90_000], ids=["letters", "dashes", "invisible"]
)
def test_a_plea_beside_a_bomb_is_still_read(bomb: str) -> None:
    assert [assess("", text, "reply").band for text in (PLEA + bomb, bomb + " " + PLEA)] == ["deflect", "deflect"]
