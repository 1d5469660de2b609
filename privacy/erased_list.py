"""The list of erased members beside the database: a backup is older than it, so it must not lie in one alone."""

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from members.models import Member
from privacy.models import Erased, Words


@dataclass(frozen=True)
class Entry:
    """One line. `joined` is a hash, so that the number of somebody else, on another site, means nobody."""

    number: int
    joined: str
    words: str

    def __str__(self) -> str:
        return f"{self.number} {self.joined} {self.words}"

    def means(self, member: Member) -> bool:
        return self.joined == joined_of(member)


def joined_of(member: Member) -> str:
    return sha256(f"{member.pk} {member.date_joined.timestamp():.6f}".encode()).hexdigest()


def add(entry: Entry) -> None:
    """On the disk before the database says that it is done."""
    path = Path(settings.ERASED_LIST)
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w", encoding="ascii") as file:
        file.write(f"{entry}\n")
        file.flush()
        os.fsync(file.fileno())


def entries() -> list[Entry]:
    """Of the file and of the database, each once. A line that a crash cut short is passed over."""
    path = Path(settings.ERASED_LIST)
    lines = path.read_text(encoding="ascii").splitlines() if path.exists() else []
    of_file = [Entry(int(parts[0]), parts[1], parts[2]) for line in lines if is_whole(parts := line.split())]
    of_database = [Entry(row.number, row.joined, row.words) for row in Erased.objects.order_by("number")]
    return list({entry.number: entry for entry in of_file + of_database}.values())


def is_whole(parts: list[str]) -> bool:
    return len(parts) == 3 and parts[0].isdecimal() and len(parts[1]) == 64 and parts[2] in Words.values
