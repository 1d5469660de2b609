"""What was counted as a drawing, as a table with the same numbers, and as a file."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.safestring import SafeString

from moderation.boards.drawing import Drawn, Series
from moderation.boards.periods import Period
from moderation.chain import harmless
from moderation.transparency import FEW, FEWER

if TYPE_CHECKING:
    from members.models import Member

Written = Callable[[float], str]
NONE = "none"


@dataclass(frozen=True)
class Found:
    """What was counted: a row for each name. `series` are drawn and told, `beside` is told in the table alone."""

    names: Sequence[str]
    series: Sequence[Series]
    says: str
    beside: Sequence[Series] = ()
    short: Sequence[str] = ()

    @property
    def is_empty(self) -> bool:
        return not any(value for one in [*self.series, *self.beside] for value in one.values)

    def without_few(self) -> "Found":
        """Numbers below five are not told where they could point at somebody, and no sentence gives them away."""
        return replace(
            self, says="", series=[hidden(one) for one in self.series], beside=[hidden(one) for one in self.beside]
        )


def hidden(one: Series) -> Series:
    return Series(one.name, [None if value is not None and 0 < value < FEW else value for value in one.values])


@dataclass(frozen=True)
class Board:
    """One plot. `of_people`: small numbers may point at somebody. `for_all`: for those who answer for everything."""

    slug: str
    title: str
    about: str
    first: str
    counted: Callable[[Period, "Member"], Found]
    draw: Callable[[Drawn], SafeString]
    empty: str
    written: Written = "{:g}".format
    short: Written | None = None
    mark: float | None = None
    top: float | None = None
    link: str = ""
    link_words: str = ""
    link_to: tuple[str, ...] = ()
    link_query: str = ""
    of_people: bool = False
    for_all: bool = False
    has_period: bool = True

    def plot(self, period: Period, member: "Member", *, leaves: bool = False) -> "Plot":
        """Exact for those who may open every row that is counted; in a file, which travels, for nobody."""
        found = self.counted(period, member)
        hides = self.of_people and (leaves or not member.moderates_all)
        return Plot(self, found.without_few() if hides else found, hides)

    @property
    def url(self) -> str:
        """Where each row that is counted can be read."""
        return reverse(self.link, args=self.link_to) + self.link_query if self.link else ""


@dataclass(frozen=True)
class Plot:
    board: Board
    found: Found
    hides: bool

    @property
    def drawing(self) -> SafeString:
        board, found = self.board, self.found
        return board.draw(
            Drawn(
                board.slug, found.short or found.names, found.series, found.says or board.about, board.title,
                board.mark, board.top, board.short or board.written,
            )
        )  # fmt: skip

    @property
    def columns(self) -> list[str]:
        return [self.board.first, *(one.name for one in [*self.found.series, *self.found.beside])]

    @property
    def rows(self) -> list[list[str]]:
        """In words: the first cell names the row."""
        every = [
            *((one, self.board.written) for one in self.found.series),
            *((one, "{:g}".format) for one in self.found.beside),
        ]
        return [
            [name, *(self.cell(one.values[place], written) for one, written in every)]
            for place, name in enumerate(self.found.names)
        ]

    def cell(self, value: float | None, written: Written) -> str:
        if value is None:
            return FEWER if self.hides else NONE
        return written(value)

    def as_csv(self) -> str:
        """Numbers as numbers, so that a spreadsheet can go on with them."""
        out = io.StringIO()
        table = csv.writer(out)
        table.writerow(map(harmless, self.columns))
        for place, name in enumerate(self.found.names):
            values = [one.values[place] for one in [*self.found.series, *self.found.beside]]
            table.writerow([harmless(name), *(self.cell(value, rounded) for value in values)])
        return out.getvalue()


def rounded(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
