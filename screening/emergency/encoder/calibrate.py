"""The calibration bench: weighs the two readers and draws the lines from honest readings (numpy)."""

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from screening.emergency import fitting, train
from screening.emergency.assessment import LABELS, Assessment
from screening.emergency.bands import STANDARD
from screening.emergency.encoder import shelf
from screening.emergency.encoder.blend import SETTINGS, Blend, Lines, doubt, drawn, logit, mixed
from screening.emergency.encoder.model import HOME, SHIPPED, SUMS
from screening.emergency.encoder.shelf import Told
from screening.emergency.examples import DATA, Post, load_posts, to_examples
from screening.emergency.linear import Model
from screening.emergency.measure import Result, report
from screening.emergency.reader import examine
from screening.emergency.reading import read
from screening.emergency.rules import floor_for
from screening.emergency.state import judge

VERSION = "encoder-1 / blend-1"
MISSED = 0.02
STOPPED = {"retrospective": 0.03, "current": 0.07}
EXTRA = "deflection-more.jsonl"


@dataclass(frozen=True)
class Heard:
    """One post with what both readers said of it, neither having seen it, and the least chance the rules allow."""

    post: Told
    first: Assessment
    second: dict[str, float]
    floor: float

    @property
    def urgent(self) -> bool:
        return self.post.label == "emergency"


def heard(folder: Path) -> list[Heard]:
    """Every practice post for which fold margins were written, read by models that have not seen it."""
    posts = shelf.load(*shelf.FILES)
    folds = shelf.fold_of_each(posts)
    margins: dict[str, list[float]] = {}
    for path in sorted(folder.glob("fold*.json")):
        margins |= json.loads(path.read_text(encoding="utf-8"))
    models = linear_models(posts, folds)
    return [
        hear(post, models[fold], softmax(margins[post.id]))
        for post, fold in zip(posts, folds, strict=True)
        if post.id in margins
    ]


def hear(post: Told, model: Model, second: dict[str, float]) -> Heard:
    reading = read(f"{post.title}\n{post.body}")
    first = examine(post.title, post.body, parent="", model=model)
    return Heard(post, first, second, floor_for(reading, judge(reading)))


def softmax(margins: Sequence[float]) -> dict[str, float]:
    raised = np.exp(np.array(margins) - max(margins))
    return dict(zip(LABELS, (raised / raised.sum()).tolist(), strict=True))


def linear_models(posts: Sequence[Told], folds: Sequence[int]) -> list[Model]:
    """The first reader's model for each fold, with its curve from the other folds' honest margins."""
    more = load_posts(DATA / EXTRA)
    plain = [*(as_post(post) for post in posts), *more]
    homes = np.array([*folds, *(-1 for _ in more)])
    table = fitting.tabulate(to_examples(plain))
    rows = table.rows()
    models = []
    for fold in range(shelf.FOLDS):
        slope, bias = fitting.fit(rows[homes != fold], table.labels[homes != fold])
        models.append(fitting.to_model(table, slope, bias, (1.0, 0.0, 0.0, 0.0), train.VERSION))
    known = np.array(
        [train.points_for(post, models[home]) for post, home in zip(plain, homes, strict=True) if home >= 0]
    )
    hits, homes = table.labels[homes >= 0] == 0, homes[homes >= 0]
    return [
        replace(model, platt=fitting.platt(known[homes != fold], hits[homes != fold]))
        for fold, model in enumerate(models)
    ]


def as_post(post: Told) -> Post:
    return Post(post.id, post.title, post.body, post.label, post.category, post.hard, post.pair)


def curve_for(found: Sequence[Heard]) -> tuple[float, float, float]:
    """Platt's curve over both readers, each kind of post counted as if both were equally many."""
    points = np.array([[logit(h.first.probabilities["emergency"]), logit(h.second["emergency"])] for h in found])
    return fitting.platt(points, np.array([h.urgent for h in found]))


def conformal(scores: Sequence[float], missed: float) -> float:
    """The line that at most this share of emergencies falls below, for posts like these (split conformal)."""
    place = int(missed * (len(scores) + 1))
    return sorted(scores)[max(0, place - 1)]


def quantile_line(scores: Sequence[float], stopped: float) -> float:
    """The lowest line that at most this share of the scores reaches."""
    ranked = sorted(scores, reverse=True)
    return ranked[int(stopped * len(ranked))] + 1e-6


def fitted(found: Sequence[Heard]) -> Blend:
    """The blend for these readings: share by macro-F1, lines by the promises above."""
    curve = curve_for(found)
    shares = [step / 20 for step in range(21)]
    bare = Blend(VERSION, 0.5, curve, Lines(0, 1, 0), Lines(0, 1, 0))
    share = max(shares, key=lambda tried: (labels_right(found, replace(bare, share=tried)), -abs(tried - 0.6)))
    chosen = replace(bare, share=share)
    both = lines_for(found, [mixed(h.first.probabilities, h.second, chosen) for h in found])
    alone = lines_for(found, [h.first.probabilities for h in found])
    # Alone, the first reader never deflects later than it would have by its own lines.
    return replace(chosen, both=both, alone=replace(alone, deflect=min(alone.deflect, STANDARD.deflect)))


def labels_right(found: Sequence[Heard], chosen: Blend) -> float:
    """Macro-F1 of the mixed shares."""
    told = np.array([LABELS.index(h.post.label) for h in found])
    mix = [mixed(h.first.probabilities, h.second, chosen) for h in found]
    said = np.array([LABELS.index(max(LABELS, key=row.__getitem__)) for row in mix])
    scores = [
        2 * ((told == n) & (said == n)).sum() / ((told == n).sum() + (said == n).sum()) for n in range(len(LABELS))
    ]
    return round(float(np.mean(scores)), 4)


def lines_for(found: Sequence[Heard], shares: Sequence[dict[str, float]]) -> Lines:
    """Where to ask and where to deflect, and the weight of `current` that asks the fewest others."""
    pairs = list(zip(found, shares, strict=True))
    deflect = max(
        quantile_line([row["emergency"] for h, row in pairs if h.post.label == label], share)
        for label, share in STOPPED.items()
    )
    tried = [(asked_for(pairs, weight), weight) for weight in (0.0, 0.05, 0.1, 0.15, 0.2, 0.3)]
    (_, ask), weight = min(tried)
    return Lines(round(min(ask, deflect), 5), round(deflect, 5), weight)


def asked_for(pairs: Sequence[tuple[Heard, dict[str, float]]], weight: float) -> tuple[float, float]:
    """How large a share of each other label is asked about at the conformal line, added up, and the line."""
    line = conformal([doubt(row, weight) for h, row in pairs if h.urgent], MISSED)
    asked = [[doubt(row, weight) >= line for h, row in pairs if h.post.label == label] for label in LABELS[1:]]
    return round(sum(sum(kind) / len(kind) for kind in asked), 4), line


def results(found: Sequence[Heard], way: str) -> list[Result]:
    """Each post as it would be read, with lines drawn on the other folds."""
    homes = dict(zip(*by_id(), strict=True))
    made = []
    for fold in sorted({homes[h.post.id] for h in found}):
        chosen = fitted([h for h in found if homes[h.post.id] != fold])
        made += [(as_post(h.post), said(h, chosen, way)) for h in found if homes[h.post.id] == fold]
    return made


def by_id() -> tuple[list[str], list[int]]:
    posts = shelf.load(*shelf.FILES)
    return [post.id for post in posts], shelf.fold_of_each(posts)


def said(h: Heard, chosen: Blend, way: str) -> Assessment:
    if way == "first":
        return h.first
    if way == "alone":
        return drawn(h.first, h.first.probabilities, chosen.alone, h.floor, way)
    return drawn(h.first, mixed(h.first.probabilities, h.second, chosen), chosen.both, h.floor, chosen.version)


def sign(home: Path) -> None:
    """Write down the checksum of every file we ship."""
    sums = [f"{hashlib.sha256((home / name).read_bytes()).hexdigest()}  {name}\n" for name in SHIPPED]
    (home / SUMS).write_text("".join(sums), encoding="ascii")


def main() -> None:
    parser = argparse.ArgumentParser(description="Weigh the two readers and draw the lines.")
    parser.add_argument("folder", type=Path, help="where train --fold wrote its margins")
    parser.add_argument("--write", action="store_true", help="store the blend")
    given = parser.parse_args()
    found = heard(given.folder)
    for way in ("first", "alone", "both"):
        print(f"\n== {way} ==\n{report(results(found, way))}")
    chosen = fitted(found)
    print(json.dumps(asdict(chosen)))
    if given.write:
        SETTINGS.write_text(json.dumps(asdict(chosen), indent=1) + "\n", encoding="utf-8")
        sign(HOME)


if __name__ == "__main__":
    main()
