"""The bench of readers: every version with its figures side by side, and where two of them decide otherwise."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from deflection.models import ReaderChange, ReaderVersion
from deflection.versions import Standing, active_or_shipped, previous_of, standing_of
from members.models import Member
from screening.emergency import versions
from screening.emergency.assessment import BANDS, LABELS

HISTORY = 20


@dataclass(frozen=True)
class Line:
    """One version: its files, what is known of it, and what this administrator may do with it."""

    name: str
    row: ReaderVersion | None
    is_active: bool
    trouble: str
    standing: Standing | None
    may_confirm: bool

    @property
    def has_changed(self) -> bool:
        """Measured once, and decides otherwise since."""
        return bool(self.row and not self.trouble and self.row.fingerprint != versions.fingerprint(self.name))

    @property
    def may_run_beside(self) -> bool:
        return bool(self.row and not self.row.beside_since and not self.is_active and not self.trouble)

    @property
    def may_propose(self) -> bool:
        waits = self.row and self.row.proposed_by_id
        return bool(self.standing and self.standing.may_be_proposed and not self.is_active and not waits)


def lines(viewer: Member) -> list[Line]:
    """Versions on this machine and those known only from their figures; the active one first."""
    rows = {row.name: row for row in ReaderVersion.objects.select_related("measured_by", "proposed_by")}
    active = active_or_shipped()
    names = sorted({*versions.names(), *rows}, key=lambda name: (name != active, name))
    return [line(name, rows.get(name), name == active, viewer) for name in names]


def line(name: str, row: ReaderVersion | None, is_active: bool, viewer: Member) -> Line:
    proposed = bool(row and row.proposed_by_id and not is_active)
    return Line(
        name, row, is_active, versions.trouble_with(name) or "", standing_of(row) if row else None,
        proposed and row is not None and row.proposed_by_id != viewer.pk,
    )  # fmt: skip


@dataclass(frozen=True)
class FigureRow:
    """One figure of the bar, and what each measured version reached."""

    name: str
    side: str
    bar: float
    cells: list[dict[str, Any] | None]


def side_by_side(known: list[Line]) -> list[FigureRow]:
    """Only what is stored is compared: a version that lacks a figure has an empty cell."""
    measured = [line.row for line in known if line.row]
    found: dict[str, FigureRow] = {}
    for row in measured:
        for figure in row.figures:
            found.setdefault(figure["name"], FigureRow(figure["name"], figure["side"], figure["bar"], []))
    for row in measured:
        told = {figure["name"]: figure for figure in row.figures}
        for name, figure_row in found.items():
            figure_row.cells.append(told.get(name))
    return list(found.values())


@dataclass(frozen=True)
class Difference:
    """Of the posts of one label, how many two versions treat otherwise; `moves` are band, band, number."""

    label: str
    size: int
    moves: list[tuple[str, str, int]]

    @property
    def same(self) -> int:
        return self.size - sum(number for _, _, number in self.moves)


def differences(old: ReaderVersion | None, new: ReaderVersion | None) -> list[Difference] | None:
    """Counts alone; None where the two were not measured on the same posts."""
    if old is None or new is None or old.labelled_sha256 != new.labelled_sha256:
        return None
    moves = Counter(
        (told[0], told[2], new.decisions[post][2]) for post, told in old.decisions.items() if post in new.decisions
    )
    return [difference(label, moves) for label in LABELS]


def difference(label: str, moves: Counter[tuple[str, str, str]]) -> Difference:
    size = sum(number for (told, _, _), number in moves.items() if told == label)
    moved = [(one, two, moves[label, one, two]) for one in BANDS for two in BANDS if one != two]
    return Difference(label, size, [move for move in moved if move[2]])


def page_for(viewer: Member, old: str = "", new: str = "") -> dict[str, Any]:
    known = lines(viewer)
    measured = {line.name: line.row for line in known if line.row}
    active = active_or_shipped()
    return {
        "lines": known,
        "measured": list(measured),
        "figures": side_by_side(known),
        "active": active,
        "previous": previous_of(active),
        "old": old,
        "new": new,
        "compared": bool(old and new),
        "differences": differences(measured.get(old), measured.get(new)),
        "history": ReaderChange.objects.select_related("by", "confirmed_by")[:HISTORY],
    }
