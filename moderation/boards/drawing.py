"""Bars and lines as SVG, from numbers alone. Across in per cent, down in pixels: words keep their size everywhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

TOP, BOTTOM, HEIGHT = 22.0, 184.0, 208
LEFT = 13.0
LYING = 52
AT_MOST_LABELS = 4
STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class Series:
    """One colour. A value that is None is not told: too few in a bar, none at all on a line."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True)
class Drawn:
    """What every drawing is handed. `mark` is a line that should be kept to, `written` how a number is said."""

    name: str
    labels: Sequence[str]
    series: Sequence[Series]
    says: str = ""
    title: str = ""
    mark: float | None = None
    top: float | None = None
    written: Callable[[float], str] = "{:g}".format


def standing(drawn: Drawn) -> SafeString:
    """Bars side by side, each a pile of its series."""
    piles = list(zip(*(one.values for one in drawn.series), strict=True))
    steps = ticks(max((sum(filter(None, pile)) for pile in piles), default=0))
    parts = grid(steps, drawn)
    slot = (100 - LEFT) / max(1, len(piles))
    for place, pile in enumerate(piles):
        left, base = LEFT + slot * (place + 0.18), BOTTOM
        for nth, value in enumerate(pile, 1):
            height = share(value, steps) * (BOTTOM - TOP)
            base -= height
            if height:
                parts.append(rect(left, base, slot * 0.64, height, nth))
        if said := over(pile, drawn.written):
            parts.append(text(f"{left + slot * 0.32:.2f}%", base - 5, said, "middle"))
    return svg(drawn, [*parts, *along(drawn.labels, slot)], HEIGHT)


def lying(drawn: Drawn) -> SafeString:
    """Bars one under the other, each with its name above it."""
    piles = list(zip(*(one.values for one in drawn.series), strict=True))
    longest = max((sum(filter(None, pile)) for pile in piles), default=0) or 1
    parts = []
    for place, pile in enumerate(piles):
        y, left = place * LYING, 0.0
        parts.append(text("0", y + 16, drawn.labels[place]))
        parts.append(text("100%", y + 16, over(pile, drawn.written) or "0", "end"))
        for nth, value in enumerate(pile, 1):
            width = 100 * (value or 0) / longest
            if width:
                parts.append(rect(left, y + 22, width, 18, nth))
            left += width
        parts.append(f'<line class="axis" x1="0" x2="100%" y1="{y + 41}" y2="{y + 41}"/>')
    return svg(drawn, parts, LYING * len(piles))


def lines(drawn: Drawn) -> SafeString:
    """A dot for each value, joined where the next is known too."""
    known = [value for one in drawn.series for value in one.values if value is not None]
    steps = ticks(drawn.top or max([*known, drawn.mark or 0], default=0), whole=False)
    parts = grid(steps, drawn)
    if drawn.mark is not None:
        parts.append(across(height_of(drawn.mark, steps), "mark"))
    slot = (100 - LEFT) / max(1, len(drawn.labels))
    for nth, one in enumerate(drawn.series, 1):
        dots = [(LEFT + slot * (place + 0.5), value) for place, value in enumerate(one.values)]
        at = [(x, None if value is None else height_of(value, steps)) for x, value in dots]
        parts += [join(*here, *there, nth) for here, there in pairwise(at) if None not in (here[1], there[1])]
        parts += [f'<circle class="s{nth} bar" cx="{x:.2f}%" cy="{y:.1f}" r="4.5"/>' for x, y in at if y is not None]
    return svg(drawn, [*parts, *along(drawn.labels, slot)], HEIGHT)


def ticks(highest: float, *, whole: bool = True) -> list[float]:
    """Round numbers from nothing to at least the highest, five at most: 0, 5, 10, 15."""
    if highest <= 0:
        return [0, 1]
    rough = highest / 4
    unit = 10 ** floor(log10(rough))
    step = next(unit * factor for factor in STEPS if unit * factor >= rough)
    step = max(step, 1) if whole else step
    return [step * number for number in range(ceil(highest / step) + 1)]


def share(value: float | None, steps: Sequence[float]) -> float:
    return min(1.0, max(0.0, (value or 0) / steps[-1]))


def height_of(value: float, steps: Sequence[float]) -> float:
    return BOTTOM - share(value, steps) * (BOTTOM - TOP)


def over(pile: Sequence[float | None], written: Callable[[float], str]) -> str:
    """What stands over a bar: its sum, unless a part of it is not told."""
    if None in pile:
        return "few"
    return written(sum(pile)) if any(pile) else ""


def grid(steps: Sequence[float], drawn: Drawn) -> list[str]:
    found = []
    for step in steps:
        y = height_of(step, steps)
        found.append(across(y, "grid" if step else "axis"))
        found.append(text(f"{LEFT - 1.5}%", y + 4, drawn.written(step), "end"))
    return found


def along(labels: Sequence[str], slot: float) -> list[str]:
    """The newest is always named, and as many before it as there is room for on a telephone."""
    every = max(1, ceil(len(labels) / AT_MOST_LABELS))
    last = len(labels) - 1
    return [
        text("100%", BOTTOM + 18, name, "end")
        if place == last and every > 1
        else text(f"{LEFT + slot * (place + 0.5):.2f}%", BOTTOM + 18, name, "middle")
        for place, name in enumerate(labels)
        if (last - place) % every == 0
    ]


def across(y: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{LEFT}%" x2="100%" y1="{y:.1f}" y2="{y:.1f}"/>'


def join(x1: float, y1: float, x2: float, y2: float, nth: int) -> str:
    return f'<line class="s{nth} stroke" x1="{x1:.2f}%" y1="{y1:.1f}" x2="{x2:.2f}%" y2="{y2:.1f}"/>'


def rect(x: float, y: float, width: float, height: float, nth: int) -> str:
    size = f'x="{x:.2f}%" y="{y:.1f}" width="{width:.2f}%" height="{height:.1f}"'
    return f'<rect class="s{nth} bar" {size}/>'


def text(x: str, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def svg(drawn: Drawn, parts: Sequence[str], height: int) -> SafeString:
    """With a title and a description, which are what a screen reader says of it; the numbers are in the table."""
    title, says = f"{drawn.name}-title", f"{drawn.name}-says"
    told = f'<title id="{title}">{escape(drawn.title)}</title><desc id="{says}">{escape(drawn.says)}</desc>'
    head = f'<svg class="plot" role="img" aria-labelledby="{title}" aria-describedby="{says}" width="100%"'
    return mark_safe(f'{head} height="{height}">{told}{"".join(parts)}</svg>')
