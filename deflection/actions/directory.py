"""Changes to the directory of helplines leave a line in the audit chain: which line, and which of its fields."""

from collections.abc import Sequence

from audit.actions import record
from audit.models import Deed
from deflection.models import Helpline
from members.models import Member


def note_saved(*, line: Helpline, by: Member, changed: Sequence[str], new: bool) -> None:
    """Names of fields, and the number as it is now: it is public, and must be right."""
    if changed or new:
        record(
            Deed.HELPLINE_CHANGED, by=by, about=line, done="added" if new else "changed", fields=" ".join(changed),
            number=line.number, country=line.country, route=line.route,
        )  # fmt: skip


def note_removal(*, lines: Sequence[Helpline], by: Member) -> None:
    for line in lines:
        record(
            Deed.HELPLINE_CHANGED, by=by, about=line, done="removed", number=line.number, country=line.country,
            route=line.route,
        )  # fmt: skip
