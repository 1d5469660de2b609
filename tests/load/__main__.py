"""`python -m tests.load [pages] [fanout] [replies] [search]`: without words, all of them."""

import argparse
from collections.abc import Sequence

from tests.load import fanout, pages, replies, search
from tests.load.machine import forum

WORK = ("pages", "fanout", "replies", "search")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("work", nargs="*", choices=[*WORK, []], help="what to measure; everything if nothing is named")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--topics", type=int, default=1_000)
    parser.add_argument("--sockets", type=int, nargs="*", default=[100, 500, 1_000])
    parser.add_argument("--posts", type=int, default=100_000, help="to search among")
    options = parser.parse_args()
    wanted = options.work or WORK
    if set(wanted) - {"search"}:
        measure_pages(wanted, options)
    if "search" in wanted:
        with forum(options.posts // 10, 10) as seeded:
            show("search, p50 / p95", search.measure(seeded, rounds=options.rounds))


def measure_pages(wanted: Sequence[str], options: argparse.Namespace) -> None:
    with forum(options.topics, 10) as seeded:
        if "pages" in wanted:
            show("pages", pages.measure(seeded, rounds=options.rounds, requests=options.requests))
        if "replies" in wanted:
            show("replies, the reader of texts aside", replies.measure(seeded, rounds=options.rounds))
        if "fanout" in wanted:
            show("one reply to many open pages", fanout.measure(seeded, counts=tuple(options.sockets)))


def show(title: str, lines: list[str]) -> None:
    print(f"\n{title}", *(f"  {line}" for line in lines), sep="\n", flush=True)


if __name__ == "__main__":
    main()
