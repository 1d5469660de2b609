"""The weights of names, learned from the practice texts: python -m screening.identity.names.fitting [--write]."""

import argparse
import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from screening.identity.examples import Text, load_texts
from screening.identity.names.candidates import candidates
from screening.identity.names.features import features
from screening.identity.names.judge import tables
from screening.identity.names.lists import DATA
from screening.identity.page import Page
from screening.identity.reading import details_of

PRACTICE = ("pii-dev.jsonl", "identity-train.jsonl")  # the blind texts are never practised on
PULL = 0.35  # how strongly a weight is held to what was thought before counting
ROUNDS, STEP = 400, 0.01
HEAD = (
    "# How much each sign speaks for (above 0) or against a name being a patient's: as thought first, and as fitted.\n"
)
Example = tuple[frozenset[str], bool, str]


def practice() -> list[Text]:
    return [text for name in PRACTICE for text in load_texts(DATA.parent / name)]


def examples(texts: Sequence[Text]) -> Iterator[Example]:
    """Every candidate of the practice texts, and whether it was marked as a patient's name."""
    for text in texts:
        page = Page(text.text)
        details = details_of(page)
        marked = [span for span in text.spans if span.kind == "name"]
        for candidate in candidates(page):
            yields = any(span.start < candidate.end and candidate.start < span.end for span in marked)
            yield frozenset({"always", *features(page, candidate, details)}), yields, text.id


def fit(rows: Sequence[Example], prior: dict[str, float]) -> dict[str, float]:
    """Logistic regression by plain gradient steps, each weight held back towards what was thought before."""
    known = sorted({feature for found, _, _ in rows for feature in found} | prior.keys())
    learned = {feature: prior.get(feature, 0.0) for feature in known}
    for _ in range(ROUNDS):
        slope = {feature: PULL * (learned[feature] - prior.get(feature, 0.0)) for feature in known}
        for found, is_patient, _ in rows:
            error = chance(learned, found) - is_patient
            for feature in found:
                slope[feature] += error
        for feature in known:
            learned[feature] -= STEP * slope[feature]
    return learned


def chance(learned: dict[str, float], found: frozenset[str]) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(learned.get(feature, 0.0) for feature in found)))))


def crossed(rows: Sequence[Example], prior: dict[str, float], folds: int = 5) -> tuple[int, int, int]:
    """Right finds, false finds and misses when no candidate is judged by weights that have seen its text."""
    right = false = missed = 0
    order = sorted({row[2] for row in rows})
    for fold in range(folds):
        held = set(order[fold::folds])
        learned = fit([row for row in rows if row[2] not in held], prior)
        for found, is_patient, _ in (row for row in rows if row[2] in held):
            told = chance(learned, found) > 0.5
            right, false, missed = (
                right + (told and is_patient),
                false + (told and not is_patient),
                missed + (is_patient and not told),
            )
    return right, false, missed


def write(path: Path, kept: dict[str, dict[str, float]]) -> None:
    blocks = [
        f"[{title}]\n" + "".join(f"{json.dumps(name)} = {value:.2f}\n" for name, value in sorted(table.items()))
        for title, table in kept.items()
    ]
    path.write_text(HEAD + "\n".join(blocks), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of names to the practice texts.")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    rows, prior = list(examples(practice())), tables()["thought"]
    right, false, missed = crossed(rows, prior)
    print(f"cross-fitted: right {right}, false {false}, missed {missed}")
    if given.write:
        write(DATA / "name-weights.toml", {"thought": prior, "weights": fit(rows, prior)})


if __name__ == "__main__":
    main()
