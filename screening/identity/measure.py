"""The measuring bench: python -m screening.identity.measure FILE.jsonl says how well the reader finds identifiers."""

import argparse
import math
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from screening.identity.examples import Text, load_texts
from screening.identity.identifier import DIRECT, Identifier
from screening.identity.reading import find

BAR = {"recall": 0.93, "precision": 0.90, "direct": 0.95}
READY_MADE = {"recall": 0.81, "precision": 0.54}  # the best tool off the shelf, on unseen posts of this sort
Z = 1.96


@dataclass(frozen=True)
class Rate:
    """So many of so many, with Wilson's interval at 95 %."""

    hits: int
    size: int

    @property
    def share(self) -> float:
        return self.hits / self.size if self.size else 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        if not self.size:
            return 0.0, 1.0
        centre = (self.share + Z**2 / (2 * self.size)) / (1 + Z**2 / self.size)
        spread = (
            Z
            * math.sqrt(self.share * (1 - self.share) / self.size + Z**2 / (4 * self.size**2))
            / (1 + Z**2 / self.size)
        )
        return max(0.0, centre - spread), min(1.0, centre + spread)

    def __str__(self) -> str:
        low, high = self.bounds
        return f"{self.hits}/{self.size} = {self.share:.3f}  [{low:.3f}, {high:.3f}]"


Reading = tuple[Text, list[Identifier]]


def read_all(texts: Sequence[Text]) -> list[Reading]:
    return [(text, find(text.text)) for text in texts]


def hit(span: Identifier, found: Sequence[Identifier]) -> bool:
    return any(span.overlaps(other) for other in found)


def figures(readings: Sequence[Reading]) -> dict[str, Rate]:
    """The three figures of the bar, and how many finds lie on a marked span."""
    held = [bool(found) for text, found in readings if text.spans]
    stopped = [bool(text.spans) for text, found in readings if found]
    direct = [hit(span, found) for text, found in readings for span in text.spans if span.kind in DIRECT]
    finds = [hit(one, text.spans) for text, found in readings for one in found]
    return {
        "recall": Rate(sum(held), len(held)),
        "precision": Rate(sum(stopped), len(stopped)),
        "direct": Rate(sum(direct), len(direct)),
        "finds on a span": Rate(sum(finds), len(finds)),
    }


def kinds(readings: Sequence[Reading]) -> dict[str, Rate]:
    """Of the marked spans of each kind, how many a find touches."""
    marked: Counter[str] = Counter()
    touched: Counter[str] = Counter()
    for text, found in readings:
        for span in text.spans:
            marked[span.kind] += 1
            touched[span.kind] += hit(span, found)
    return {kind: Rate(touched[kind], marked[kind]) for kind in sorted(marked)}


def cost(texts: Sequence[Text]) -> float:
    """Milliseconds for 200 words, over all the texts."""
    words = sum(len(text.text.split()) for text in texts)
    start = time.perf_counter()
    read_all(texts)
    return (time.perf_counter() - start) * 1000 * 200 / max(words, 1)


def as_data(texts: Sequence[Text]) -> dict[str, Any]:
    readings = read_all(texts)
    reached = figures(readings)
    return {
        "texts": len(texts),
        "figures": {name: as_row(rate) for name, rate in reached.items()},
        "kinds": {kind: as_row(rate) for kind, rate in kinds(readings).items()},
        "bar": BAR,
        "ready_made": READY_MADE,
        "met": all(reached[name].share >= line for name, line in BAR.items()),
        "ms_per_200_words": round(cost(texts), 2),
    }


def as_row(rate: Rate) -> dict[str, Any]:
    return {
        "hits": rate.hits,
        "size": rate.size,
        "share": round(rate.share, 4),
        "bounds": [round(edge, 4) for edge in rate.bounds],
    }


def in_words(texts: Sequence[Text]) -> Iterator[str]:
    readings = read_all(texts)
    told = {
        "recall": "a text with an identifier is stopped",
        "precision": "a stopped text has one",
        "direct": "direct identifiers found",
    }
    yield f"{len(texts)} texts, {sum(bool(text.spans) for text in texts)} with identifiers"
    for name, rate in figures(readings).items():
        line = f"bar {BAR[name]:.2f} {'met' if rate.share >= BAR[name] else 'MISSED'}" if name in BAR else ""
        tool = f"  (ready-made {READY_MADE[name]:.2f})" if name in READY_MADE else ""
        yield f"{told.get(name, name):38} {rate!s:34} {line}{tool}".rstrip()
    for kind, rate in kinds(readings).items():
        yield f"  {kind:36} {rate}"
    yield f"cost {cost(texts):.2f} ms for 200 words"


def misses(texts: Sequence[Text]) -> Iterator[str]:
    """Texts read wrongly, with what was missed (-) and what was found beside the marks (+)."""
    for text, found in read_all(texts):
        missed = [span for span in text.spans if not hit(span, found)]
        extra = [one for one in found if not hit(one, text.spans)]
        if missed or extra:
            yield f"{text.id}  {text.text}"
            yield from (f"    - {span.kind}: {text.text[span.start : span.end]}" for span in missed)
            yield from (f"    + {one.kind}: {text.text[one.start : one.end]}" for one in extra)


def main() -> None:
    parser = argparse.ArgumentParser(description="How well does the reader find patients' identifiers?")
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", action="store_true", help="show the texts read wrongly; never for a blind file")
    given = parser.parse_args()
    if given.misses and "blind" in given.file.name:
        raise SystemExit("The texts of a blind file are not shown: it stays blind only while nobody looks.")
    texts = load_texts(given.file)
    print("\n".join(in_words(texts)))
    if given.misses:
        print("\n".join(misses(texts)))


if __name__ == "__main__":
    main()
