"""The colours as the stylesheet has them, and how well one reads on another (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings

TOKEN = re.compile(r"--([\w-]+): (?:light-dark\()?(#[0-9a-f]{6})(?:, (#[0-9a-f]{6})\))?;")
TEXT, CLEAR, SHAPE = 4.5, 7.0, 3.0  # words, words in an emergency, lines and signs
# Front, what it stands on, and the least that will do.
PAIRS = [
    *[("ink", on, CLEAR) for on in ("paper", "card", "sunken", "brand-soft", "good-soft", "wait-soft", "fresh")],
    *[("ink-soft", on, TEXT) for on in ("paper", "card", "sunken")],
    *[("link", on, TEXT) for on in ("paper", "card", "sunken", "brand-soft", "good-soft", "wait-soft")],
    *[("on-brand", on, TEXT) for on in ("brand", "brand-hover")],
    *[("good", on, TEXT) for on in ("good-soft", "card")],
    *[("wait", on, TEXT) for on in ("wait-soft", "card", "paper")],
    *[("alarm-ink", on, CLEAR) for on in ("alarm-soft", "paper", "card")],
    *[("on-alarm", on, CLEAR) for on in ("alarm", "alarm-hover")],
    *[(front, on, SHAPE) for front in ("line-strong", "focus", "alarm-line") for on in ("paper", "card")],
    *[(f"chart-{n}", "card", SHAPE) for n in (1, 2, 3, 4)],
]


@dataclass(frozen=True)
class Pair:
    """One colour on another, in light and in dark."""

    front: str
    on: str
    least: float
    light: float
    dark: float

    @property
    def will_do(self) -> bool:
        return min(self.light, self.dark) >= self.least


@cache
def colours() -> dict[str, tuple[str, str]]:
    """What each token is in light and in dark."""
    sheet = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text().partition("@supports")[0]
    return {name: (light, dark or light) for name, light, dark in TOKEN.findall(sheet)}


def pairs() -> list[Pair]:
    known = colours()
    return [
        Pair(front, on, least, *(contrast(known[front][theme], known[on][theme]) for theme in (0, 1)))
        for front, on, least in PAIRS
    ]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return round((lighter + 0.05) / (darker + 0.05), 2)


def luminance(colour: str) -> float:
    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
