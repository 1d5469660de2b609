"""Drawings are pure: numbers in, SVG out, with a name, a description and no word unescaped."""

from datetime import date
from xml.etree import ElementTree

import pytest
import time_machine

from moderation.boards.counting import hours_in_words, hours_short
from moderation.boards.drawing import Drawn, Series, lines, lying, standing, ticks
from moderation.boards.periods import PERIODS, asked

SVG = "{http://www.w3.org/2000/svg}"


def parts(drawing: str, kind: str) -> list[dict[str, str]]:
    tree = ElementTree.fromstring(drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))
    return [one.attrib for one in tree.iter(f"{SVG}{kind}")]


def words(drawing: str) -> list[str]:
    tree = ElementTree.fromstring(drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))
    return [one.text for one in tree.iter(f"{SVG}text")]


@pytest.mark.parametrize(
    ("highest", "expected"),
    [(0, [0, 1]), (1, [0, 1]), (3, [0, 1, 2, 3]), (14, [0, 5, 10, 15]), (101, [0, 50, 100, 150])],
)
def test_the_side_has_round_numbers(highest, expected):
    assert ticks(highest) == expected


def test_what_is_no_count_may_have_parts():
    assert [round(step, 6) for step in ticks(0.8, whole=False)] == [0, 0.2, 0.4, 0.6, 0.8]
    assert ticks(1, whole=False) == [0, 0.5, 1]


def test_standing_bars_are_piled_up_and_say_their_sum():
    drawing = standing(Drawn("x", ["a", "b"], [Series("one", [1, 4]), Series("two", [3, None])], title="T & T"))
    bars = [(bar["class"], bar["height"]) for bar in parts(drawing, "rect")]
    assert bars == [("s1 bar", "40.5"), ("s2 bar", "121.5"), ("s1 bar", "162.0")]
    assert words(drawing) == ["0", "1", "2", "3", "4", "4", "few", "a", "b"]
    assert '<title id="x-title">T &amp; T</title>' in drawing


def test_lying_bars_share_one_measure():
    drawing = lying(Drawn("x", ["a <b>", "c"], [Series("one", [1, 0]), Series("two", [3, 2])]))
    assert [bar["width"] for bar in parts(drawing, "rect")] == ["25.00%", "75.00%", "50.00%"]
    assert words(drawing) == ["a <b>", "4", "c", "2"]


def test_a_line_is_broken_where_nothing_is_known():
    drawing = lines(Drawn("x", list("abcd"), [Series("one", [1, 2, None, 3])], mark=2))
    assert len(parts(drawing, "circle")) == 3
    assert [line["class"] for line in parts(drawing, "line") if "stroke" in line["class"]] == ["s1 stroke"]
    assert sum(line["class"] == "mark" for line in parts(drawing, "line")) == 1


def test_at_most_four_labels_and_always_the_newest():
    drawing = standing(Drawn("x", [f"w{n}" for n in range(13)], [Series("one", [1] * 13)]))
    assert [word for word in words(drawing) if word.startswith("w")] == ["w0", "w4", "w8", "w12"]


@time_machine.travel("2026-03-04 09:00:00+00:00", tick=False)
def test_periods_end_with_what_runs_now():
    four, quarter, year = PERIODS
    assert [part.first for part in four.parts()] == [date(2026, 2, n) for n in (9, 16, 23)] + [date(2026, 3, 2)]
    assert four.parts()[-1].words == "Week of 2 March, so far"
    assert (len(quarter.parts()), quarter.coming()[1].first) == (13, date(2026, 3, 9))
    assert [part.first for part in year.parts()][::11] == [date(2025, 4, 1), date(2026, 3, 1)]
    assert year.coming()[-1].words == "February 2027"
    assert [asked(slug).slug for slug in ("year", "", "a year")] == ["year", "4-weeks", "4-weeks"]


def test_hours_in_words():
    assert [hours_in_words(n) for n in (0.2, 2, 2.5, 23.7, 24, 26, 50)] == [
        "12 min", "2 h", "2 h 30 min", "24 h", "1 d", "1 d 2 h", "2 d 2 h",
    ]  # fmt: skip
    assert [hours_short(n) for n in (0, 0.5, 5, 60)] == ["0 h", "30 m", "5 h", "2.5 d"]
