"""The bar: figures counted by hand, and nothing met where nothing was counted."""

from screening.emergency.assessment import Assessment
from screening.emergency.bar import as_data, decisions, figures, in_words
from screening.emergency.examples import Post


def read(number: int, told: str, label: str, band: str, category: str = "vascular", pair: str | None = None):
    post = Post(f"p-{number}", "", "words", told, category, (), pair)
    return post, Assessment(label, 0.5, band, (), (), {}, "test")


RESULTS = [
    read(1, "emergency", "emergency", "deflect", "vision", "a"),
    read(2, "retrospective", "retrospective", "clear", "vision", "a"),
    read(3, "emergency", "current", "ask"),
    read(4, "emergency", "current", "clear", "suicidality"),
    read(5, "current", "current", "deflect"),
    read(6, "general", "general", "ask", pair="b"),
    read(7, "general", "retrospective", "clear", pair="b"),
]


def test_every_figure_is_counted() -> None:
    found = [(figure.name, figure.hits, figure.size, round(figure.value, 3), figure.met) for figure in figures(RESULTS)]

    assert found == [
        ("helpline shown, emergencies", 2, 3, 0.667, False),
        ("band deflect, emergencies", 1, 3, 0.333, False),
        ("wrongly deflected, retrospective", 0, 1, 0.0, True),
        ("wrongly deflected, current", 1, 1, 1.0, False),
        ("wrongly deflected, general", 0, 2, 0.0, True),
        ("wrongly asked, retrospective", 0, 1, 0.0, True),
        ("wrongly asked, general", 1, 2, 0.5, False),
        ("four-way macro-F1", None, 7, 0.583, False),
        ("minimal pairs, both right", 1, 2, 0.5, False),
        ("airway, breathing, collapse, vision, stroke, suicide: helpline shown", 1, 2, 0.5, False),
    ]


def test_without_posts_nothing_is_met() -> None:
    assert [figure.met for figure in figures([])] == [False] * 10
    assert as_data([])["met"] is False


def test_groups_and_decisions_hold_no_words() -> None:
    told = as_data(RESULTS)

    assert sorted(told["groups"]) == ["category suicidality", "category vascular", "category vision", "hardness none"]
    assert decisions(RESULTS)["p-4"] == ["emergency", "current", "clear"]
    assert "words" not in str(told) + "\n".join(in_words(RESULTS))


def test_the_limit_stands_on_the_side_that_matters() -> None:
    shown, *_, grave = figures([read(n, "emergency", "emergency", "deflect", "vision") for n in range(149)])

    assert (round(shown.bound, 3), shown.met, grave.met) == (0.98, True, True)
