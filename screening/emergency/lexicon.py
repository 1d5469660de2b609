"""The reference shelf: loads the tables of signs and cues into finders, once."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from screening.emergency.events import EVENTS
from screening.emergency.phrases import Finder

FOLDER = Path(__file__).parent / "lexicon"


@dataclass(frozen=True)
class Rule:
    """One sign: what it is called, which event it speaks of, how plainly."""

    concept: str
    event: str
    weight: int
    frames: tuple[tuple[str, ...], ...]


def table(name: str) -> dict:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


WORDS: dict[str, list[str]] = table("words")
CUES: dict[str, list[str]] = table("cues")
SIGNS: list[dict] = table("signs")["sign"]
RULES: tuple[Rule, ...] = tuple(
    Rule(sign["concept"], sign["event"], sign["weight"], tuple(map(tuple, sign.get("frames", ())))) for sign in SIGNS
)
CUE_NAMES: tuple[str, ...] = tuple(sorted(CUES))


def build() -> Finder:
    """One finder for everything: "sign:<n>" phrases, "word:<list>" parts of frames, "cue:<name>" cues,
    "unless:<n>" words beside which sign n means something else."""
    finder = Finder()
    framed = {name for rule in RULES for frame in rule.frames for name in frame} | {"neg"}
    for number, sign in enumerate(SIGNS):
        for pattern in sign.get("phrases", ()):
            finder.add(f"sign:{number}", pattern, WORDS)
        for pattern in sign.get("unless", ()):
            finder.add(f"unless:{number}", pattern, WORDS)
    for name in sorted(framed):
        for pattern in WORDS[name]:
            finder.add(f"word:{name}", pattern, WORDS)
    for name, patterns in CUES.items():
        for pattern in patterns:
            finder.add(f"cue:{name}", pattern, WORDS)
    return finder


FINDER = build()

if unknown := {rule.event for rule in RULES} - set(EVENTS):
    raise ValueError(f"signs.toml names events we do not have: {sorted(unknown)}")
