"""The measuring bench: bounds known from tables, and a report that accounts for every post."""

from pathlib import Path

from screening.emergency.examples import load_posts
from screening.emergency.measure import bounds, pairs_right, report
from screening.emergency.reader import examine, shipped

POSTS = load_posts(Path(__file__).parents[2] / "screening/data/deflection-dev.jsonl")[:60]


def test_clopper_pearson_limits() -> None:
    wanted = {(149, 149): (0.98, 1.0), (0, 10): (0.0, 0.259), (294, 300): (0.961, 0.991), (0, 0): (0.0, 1.0)}

    assert {pair: tuple(round(limit, 3) for limit in bounds(*pair)) for pair in wanted} == wanted


def test_every_post_is_in_the_report() -> None:
    results = [(post, examine(post.title, post.body, parent="", model=shipped()[0])) for post in POSTS]
    rows = [line.split() for line in report(results).splitlines()[1:5]]

    assert sum(int(cell) for row in rows for cell in row[1:4]) == 60
    assert sum(int(cell) for row in rows for cell in row[4:8]) == 60
    assert pairs_right(results).partition(" = ")[0].split("/")[1].isdigit()
