"""The calibration bench: weighs the two readers and draws the lines on posts that neither learned from (numpy)."""

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np

from screening.emergency import fitting, linear
from screening.emergency.assessment import LABELS, Assessment
from screening.emergency.bands import STANDARD
from screening.emergency.encoder.blend import RIVALS, SETTINGS, Blend, Lines, drawn, logit, mixed, rival_of
from screening.emergency.encoder.model import HOME, SHIPPED, SUMS
from screening.emergency.encoder.model import read as read_by_encoder
from screening.emergency.examples import Post, calibration_posts
from screening.emergency.measure import Result, report
from screening.emergency.reader import judged, thresholds_of

VERSION = "encoder-2 / blend-2"
SHOWN = 0.985
STOPPED = {"retrospective": 0.033, "current": 0.085, "general": 0.018}
DEARLY = {"retrospective": 0.15, "general": 0.08, "current": 0.60}  # a question costs most where nothing is going on
STEPS = 28


@dataclass(frozen=True)
class Heard:
    """One post with what both readers said of it, neither having seen it, and the least chance the rules allow."""

    post: Post
    first: Assessment
    second: dict[str, float]
    floor: float

    @property
    def urgent(self) -> bool:
        return self.post.label == "emergency"


@dataclass(frozen=True)
class Crowd:
    """Many posts as columns: chance of an emergency, which other label is likeliest, and the label told."""

    chance: np.ndarray
    rival: np.ndarray
    told: np.ndarray

    def share(self, hit: np.ndarray, label: str) -> float:
        """How much of one label is hit."""
        return float(hit[self.told == LABELS.index(label)].mean())

    def over(self, lines: Sequence[float]) -> np.ndarray:
        return self.chance >= np.array(lines)[self.rival]

    def steps(self, rival: int) -> np.ndarray:
        """Where a line may stand among the posts with this rival."""
        found = self.chance[self.rival == rival]
        return np.unique(np.append(np.quantile(found, np.linspace(0, 1, STEPS)), 1.0)) if len(found) else np.ones(1)


def hear(post: Post, model: linear.Model) -> Heard:
    lines = thresholds_of(model)
    first, floor, _ = judged(post.title, post.body, parent="", model=model, thresholds=lines)
    return Heard(post, first, read_by_encoder(post.title, post.body), floor)


def curve_for(found: Sequence[Heard]) -> tuple[float, float, float]:
    """Platt's curve over both readers, each kind of post counted as if both were equally many."""
    points = np.array([[logit(h.first.probabilities["emergency"]), logit(h.second["emergency"])] for h in found])
    return fitting.platt(points, np.array([h.urgent for h in found]))


def fitted(found: Sequence[Heard]) -> Blend:
    """The blend for these readings: share by macro-F1, lines by the promises above."""
    curve = curve_for(found)
    shares = [step / 20 for step in range(21)]
    nowhere = Lines(dict.fromkeys(RIVALS, 0.0), dict.fromkeys(RIVALS, 1.0))
    bare = Blend(VERSION, 0.5, curve, nowhere, nowhere)
    share = max(shares, key=lambda tried: (labels_right(found, replace(bare, share=tried)), -abs(tried - 0.6)))
    chosen = replace(bare, share=share)
    both = lines_for(crowd_of(found, [mixed(h.first.probabilities, h.second, chosen) for h in found]))
    alone = lines_for(crowd_of(found, [h.first.probabilities for h in found]))
    # Alone, the first reader never deflects later than it would have by its own lines.
    sooner = {rival: min(line, STANDARD.deflect) for rival, line in alone.deflect.items()}
    return replace(chosen, both=both, alone=replace(alone, deflect=sooner))


def labels_right(found: Sequence[Heard], chosen: Blend) -> float:
    """Macro-F1 of the mixed shares."""
    told = np.array([LABELS.index(h.post.label) for h in found])
    mix = [mixed(h.first.probabilities, h.second, chosen) for h in found]
    said = np.array([LABELS.index(max(LABELS, key=row.__getitem__)) for row in mix])
    scores = [
        2 * ((told == n) & (said == n)).sum() / ((told == n).sum() + (said == n).sum()) for n in range(len(LABELS))
    ]
    return round(float(np.mean(scores)), 4)


def crowd_of(found: Sequence[Heard], shares: Sequence[dict[str, float]]) -> Crowd:
    return Crowd(
        np.array([row["emergency"] for row in shares]),
        np.array([RIVALS.index(rival_of(row)) for row in shares]),
        np.array([LABELS.index(h.post.label) for h in found]),
    )


def lines_for(crowd: Crowd) -> Lines:
    """Where to deflect and where to ask, by the likeliest other label: all that can be had within the promises."""
    grid = [crowd.steps(number) for number in range(len(RIVALS))]
    stopping = max(product(*grid), key=lambda lines: worth_stopping(crowd, crowd.over(lines)))
    stopped = crowd.over(stopping)
    asking = min(product(*grid), key=lambda lines: cost_of_asking(crowd, crowd.over(lines) | stopped, stopped))
    lower = [min(pair) for pair in zip(asking, stopping, strict=True)]
    return Lines(named(lower), named(stopping))


def worth_stopping(crowd: Crowd, stopped: np.ndarray) -> tuple[bool, float]:
    """Within the promises first, then as many emergencies as can be."""
    kept = all(crowd.share(stopped, label) <= most for label, most in STOPPED.items())
    return kept, crowd.share(stopped, "emergency") if kept else -float(stopped.mean())


def cost_of_asking(crowd: Crowd, shown: np.ndarray, stopped: np.ndarray) -> tuple[bool, float]:
    """Enough emergencies shown first, then the fewest questions, each by what it costs."""
    missed = crowd.share(shown, "emergency") < SHOWN
    asked = shown & ~stopped
    return missed, sum(crowd.share(asked, label) / most for label, most in DEARLY.items())


def named(lines: Sequence[float]) -> dict[str, float]:
    return {rival: round(float(line), 5) for rival, line in zip(RIVALS, lines, strict=True)}


def results(found: Sequence[Heard], way: str, halves: int = 4) -> list[Result]:
    """Each post as it would be read, with curve, share and lines drawn on the other parts; pairs stay whole."""
    groups = sorted({h.post.group for h in found})
    place = {group: number % halves for number, group in enumerate(groups)}
    made = []
    for part in range(halves):
        chosen = fitted([h for h in found if place[h.post.group] != part])
        made += [(h.post, said(h, chosen, way)) for h in found if place[h.post.group] == part]
    return made


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
    parser.add_argument("--write", action="store_true", help="store the blend")
    given = parser.parse_args()
    model = linear.load()
    found = [hear(post, model) for post in calibration_posts()]
    for way in ("first", "alone", "both"):
        print(f"\n== {way} ==\n{report(results(found, way))}")
    chosen = fitted(found)
    print(json.dumps(asdict(chosen)))
    if given.write:
        told = asdict(chosen)
        told.pop("first")
        (HOME / SETTINGS).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        sign(HOME)


if __name__ == "__main__":
    main()
