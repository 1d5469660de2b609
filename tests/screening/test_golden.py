"""The sentences the forum stands on, and the hard lines of the label guide."""

import tomllib
from pathlib import Path

import pytest

from screening.emergency import assess

PLEA = "Can anyone help? Potential vascular occlusion?"
GOLDEN = tomllib.loads((Path(__file__).parent / "golden.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["what"])
def test_it_reads_as_the_guide_says(case: dict[str, str]) -> None:
    found = assess(case["title"], case["body"], "questions")

    assert (found.label, found.band) == (case["label"], case["band"])


@pytest.mark.parametrize("place", ["cases", "questions", "discussion", "support", "reply", "profile", "note"])
def test_the_place_is_never_evidence_of_safety(place: str) -> None:
    here = assess(PLEA, "Her lip is white", place)

    assert here == assess(PLEA, "Her lip is white", "questions")


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(ValueError, match="not in 'kitchen'"):
        assess("", "Hello", "kitchen")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?", "🙏🙏", "\u200b"])
def test_an_empty_text_is_clear(text: str) -> None:
    found = assess("", text, "note")

    assert (found.band, found.signs) == ("clear", ())


def test_signs_are_quoted_in_the_authors_own_words() -> None:
    title, body = "Help", "Hi all. She’s  just lost VISION in one eye."
    sign = next(sign for sign in assess(title, body, "questions").signs if sign.event == "vision")

    assert (sign.field, sign.critical, body[sign.start : sign.end]) == ("body", True, sign.quote)
    assert sign.quote == "lost VISION"


def test_reasons_are_plain_words_without_a_number_of_severity() -> None:
    found = assess("", "Her lip has gone white and cold, what do I do?", "questions")

    assert found.reasons[0].startswith("happening now: ")
    assert "asks what to do" in found.reasons
    assert not any(str(round(found.score, 2)) in reason for reason in found.reasons)


def test_the_four_chances_add_up() -> None:
    found = assess("", "Her lip has gone white", "questions")

    assert sorted(found.probabilities) == ["current", "emergency", "general", "retrospective"]
    assert round(sum(found.probabilities.values()), 6) == 1.0
    assert found.score == found.probabilities["emergency"]
