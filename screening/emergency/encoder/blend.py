"""The meeting of the two readers: their chances averaged, and lines drawn so that few emergencies pass."""

import json
import math
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from screening.emergency.assessment import BANDS, LABELS, Assessment
from screening.emergency.bands import STANDARD, Thresholds
from screening.emergency.encoder.model import HOME, EncoderError, missing, read

SETTINGS = "blend.json"
EDGE = 1e-4
FAR = 4_000
SOONER = 0.8
FAINT = 0.03
BRIEF = 8
QUIET = 0.15
RIVALS = LABELS[1:]


@dataclass(frozen=True)
class Lines:
    """From which chance of an emergency we ask and deflect, by what else the text would most likely be.

    A question costs little where something is going on anyway, and much where nobody is ill.
    """

    ask: dict[str, float]
    deflect: dict[str, float]


@dataclass(frozen=True)
class Blend:
    """How the readers are weighed: the encoder's share, the curve to a chance, and the lines of both and of each."""

    version: str
    share: float
    curve: tuple[float, float, float]
    both: Lines
    alone: Lines
    first: Thresholds = STANDARD


# Without its settings the first reader stands alone, and asks from half the chance it otherwise would.
FALLBACK = Lines(dict.fromkeys(RIVALS, STANDARD.ask / 2), dict.fromkeys(RIVALS, STANDARD.deflect))


@lru_cache(maxsize=8)
def settings(home: Path = HOME) -> Blend | None:
    """The blend of a version, as shipped where none is named. Its checksum is among those that `missing` compares."""
    try:
        told = json.loads((home / SETTINGS).read_text(encoding="utf-8"))
        first = Thresholds(**told["first"]) if "first" in told else STANDARD
        return Blend(
            told["version"], told["share"], tuple(told["curve"]), Lines(**told["both"]), Lines(**told["alone"]), first,
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        return None


def blend(
    assessment: Assessment, title: str, body: str, *, floor: float = 0.0, story: bool = False, home: Path = HOME
) -> Assessment:
    """The assessment with the encoder's opinion in it, within what the rules have settled.

    `floor` is the least chance that the rules allow; `story` says that they know a tale from talk in general; `home`
    is the folder of the version that reads.
    """
    chosen = settings(home)
    if not any(map(str.isalpha, title + body)):
        return assessment
    try:
        opinion = None if chosen is None or missing(home) else read(title, body, home)
    except EncoderError:
        opinion = None
    if chosen is None or opinion is None:
        return drawn(assessment, assessment.probabilities, chosen.alone if chosen else FALLBACK, floor, "no encoder")
    shares = mixed(assessment.probabilities, opinion, chosen)
    if story and shares["general"] > shares["retrospective"]:
        shares |= {"general": shares["retrospective"], "retrospective": shares["general"]}
    if len(title) + len(body) <= FAR:
        says_little = not assessment.signs and len(f"{title} {body}".split()) <= BRIEF
        lines = quieter(chosen.both) if says_little else chosen.both
        return drawn(assessment, shares, lines, floor, chosen.version)
    return drawn(assessment, glimpsed(assessment, shares), sooner(chosen.both), floor, chosen.version)


def glimpsed(assessment: Assessment, shares: dict[str, float]) -> dict[str, float]:
    """The encoder sees a long text in glimpses: there it may only raise."""
    return with_chance(shares, max(shares["emergency"], assessment.score))


def sooner(lines: Lines) -> Lines:
    """A plea is easily lost in a long text, for both readers: its lines stand lower."""
    return Lines(*({rival: line * SOONER for rival, line in side.items()} for side in (lines.ask, lines.deflect)))


def quieter(lines: Lines) -> Lines:
    """Of a few words without any sign the encoder is never quite sure; "One more thing." is not asked about."""
    return replace(lines, ask=lines.ask | {"general": min(QUIET, lines.deflect["general"])})


def degraded() -> str | None:
    """A sentence for the start-up checks when the first reader stands alone, else None."""
    reason = missing() or (None if settings() else "The settings of the encoder cannot be read.")
    return reason and f"{reason} Reading without the encoder, with stricter thresholds."


def mixed(first: dict[str, float], second: dict[str, float], chosen: Blend) -> dict[str, float]:
    """Shares averaged by label; the chance of an emergency by its own curve over both readers."""
    shares = {label: (1 - chosen.share) * first[label] + chosen.share * second[label] for label in LABELS}
    return with_chance(shares, curved(chosen.curve, first["emergency"], second["emergency"]))


def curved(curve: tuple[float, float, float], first: float, second: float) -> float:
    total = curve[0] * logit(first) + curve[1] * logit(second) + curve[2]
    return 1 / (1 + math.exp(-total))


def logit(chance: float) -> float:
    kept = min(1 - EDGE, max(EDGE, chance))
    return math.log(kept / (1 - kept))


def with_chance(shares: dict[str, float], chance: float) -> dict[str, float]:
    """The same shares with the chance of an emergency set, the others in proportion."""
    rest = sum(share for label, share in shares.items() if label != "emergency") or 1.0
    others = {label: share * (1 - chance) / rest for label, share in shares.items() if label != "emergency"}
    return {"emergency": chance} | others


def drawn(assessment: Assessment, shares: dict[str, float], lines: Lines, floor: float, version: str) -> Assessment:
    """The assessment with these shares. What the rules set by themselves is never lowered here."""
    raised = with_chance(shares, max(shares["emergency"], floor))
    return replace(
        assessment,
        label=max(LABELS, key=raised.__getitem__),
        score=raised["emergency"],
        band=max(band_of(shares, lines), band_by_rule(floor), band_by_sign(assessment, shares), key=BANDS.index),
        probabilities=raised,
        version=f"{assessment.version} / {version}",
    )


def band_of(shares: dict[str, float], lines: Lines) -> str:
    rival = rival_of(shares)
    if shares["emergency"] >= lines.deflect[rival]:
        return "deflect"
    return "ask" if shares["emergency"] >= lines.ask[rival] else "clear"


def rival_of(shares: dict[str, float]) -> str:
    """What the text would most likely be if it were no emergency."""
    return max(RIVALS, key=shares.__getitem__)


def band_by_rule(floor: float) -> str:
    """The door that the rules alone would choose."""
    if floor >= STANDARD.deflect:
        return "deflect"
    return "ask" if floor >= STANDARD.ask else "clear"


def band_by_sign(assessment: Assessment, shares: dict[str, float]) -> str:
    """A sign that cannot wait is asked about if the first reader would have asked, unless both together see nothing."""
    grave = any(sign.critical or sign.event == "suicidality" for sign in assessment.signs)
    return "ask" if grave and assessment.band != "clear" and shares["emergency"] >= FAINT else "clear"
