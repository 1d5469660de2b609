"""The weights of names, learned from the practice texts: python -m screening.identity.names.fitting [--write]."""

import argparse
import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from screening.identity.examples import Text, load_texts
from screening.identity.names.candidates import candidates
from screening.identity.names.features import plain, together
from screening.identity.names.judge import is_a_patients, tables
from screening.identity.names.lists import DATA
from screening.identity.page import Page
from screening.identity.reading import details_of

PRACTICE = ("pii-dev.jsonl", "identity-train.jsonl", "identity-opened.jsonl")  # the blind texts are never practised on
PULL = 1.0  # how strongly a weight is held to what was thought before counting
ROUNDS = 8
HEAD = (
    "# How much each sign speaks for (above 0) or against a name being a patient's: as thought first, and as fitted.\n"
)
HALF = 0.5  # what an example counts in each of its two forms
# Signs that stand in no list of words: they are there however a thing is put.
WORDLESS = frozenset(
    {"after pronoun", "after past", "after age", "after ends", "after owns", "after pair", "after year", "before age"}
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
            is_patient = any(span.start < candidate.end and candidate.start < span.end for span in marked)
            yield frozenset(plain(page, candidate, details)), is_patient, text.id


def whole(found: frozenset[str]) -> set[str]:
    return {*found, *together(set(found))}


def unworded(found: frozenset[str]) -> frozenset[str]:
    """The same candidate as if no phrase around it were known: so it will often be in texts that nobody has seen."""
    return frozenset(sign for sign in found if not sign.startswith(("before ", "after ")) or sign in WORDLESS)


def both_forms(rows: Sequence[Example]) -> list[tuple[set[str], bool]]:
    return [(whole(form), is_patient) for found, is_patient, _ in rows for form in (found, unworded(found))]


def fit(
    rows: Sequence[Example], prior: dict[str, float], *, start: dict[str, float] | None = None, rounds: int = ROUNDS
) -> dict[str, float]:
    """Logistic regression by Newton's steps, each weight held back towards what was thought before."""
    forms = [({"always", *found}, is_patient) for found, is_patient in both_forms(rows)]
    known = sorted({feature for found, _ in forms for feature in found} | prior.keys())
    place = {feature: at for at, feature in enumerate(known)}
    thought = [prior.get(feature, 0.0) for feature in known]
    placed = [([place[feature] for feature in found], is_patient) for found, is_patient in forms]
    learned = [(start or prior).get(feature, 0.0) for feature in known]
    for _ in range(rounds):
        slope = [PULL * (now - before) for now, before in zip(learned, thought, strict=True)]
        curve = [[PULL * (row == column) for column in range(len(known))] for row in range(len(known))]
        for places, is_patient in placed:
            told = likelihood(sum(learned[at] for at in places))
            for at in places:
                slope[at] += HALF * (told - is_patient)
                for other in places:
                    curve[at][other] += HALF * told * (1 - told)
        learned = [now - step for now, step in zip(learned, solved(curve, slope), strict=True)]
    return dict(zip(known, learned, strict=True))


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """x in matrix · x = right, by Gauss; the matrix is symmetric and positive, so no row needs to change places."""
    size = len(right)
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at in range(size):
        for below in range(at + 1, size):
            if share := rows[below][at] / rows[at][at]:
                rows[below] = [mine - share * above for mine, above in zip(rows[below], rows[at], strict=True)]
    found = [0.0] * size
    for at in reversed(range(size)):
        rest = sum(rows[at][other] * found[other] for other in range(at + 1, size))
        found[at] = (rows[at][size] - rest) / rows[at][at]
    return found


def likelihood(score: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def crossed(rows: Sequence[Example], prior: dict[str, float], folds: int = 5) -> tuple[int, int, int]:
    """Right finds, false finds and misses when no candidate is judged by weights that have seen its text."""
    right = false = missed = 0
    order = sorted({row[2] for row in rows})
    for fold in range(folds):
        held = set(order[fold::folds])
        learned = fit([row for row in rows if row[2] not in held], prior)
        for found, is_patient, _ in (row for row in rows if row[2] in held):
            told = is_a_patients(whole(found), learned)
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
