"""How one line of the log holds the next: a SHA-256 over everything that it says, the hash before it included."""

import hashlib
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from audit.models import Line

START = "0" * 64


def hash_of(line: "Line") -> str:
    """The same on both databases: keys sorted, time in UTC to the microsecond, nothing but ASCII."""
    return hashlib.sha256(canonical(line).encode("ascii")).hexdigest()


def canonical(line: "Line") -> str:
    said = [
        line.number, moment(line.at), line.deed, line.by_id, line.about_kind, line.about_id, line.facts, line.previous,
    ]  # fmt: skip
    return json.dumps(said, sort_keys=True, separators=(",", ":"))


def moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
