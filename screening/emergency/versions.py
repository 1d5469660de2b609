"""The row of readers: each version is a folder of lines, with an encoder of its own or the shipped one; one reads."""

import hashlib
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from screening.emergency.assessment import LABELS
from screening.emergency.encoder.blend import band_of, settings
from screening.emergency.encoder.model import HOME, SHIPPED, SUMS, file_of, missing

SHIPPED_NAME = "shipped"
NAME = re.compile(r"^[a-z0-9][a-z0-9-]{0,29}$")
ROOM = Path(__file__).parent
DECIDES = ("*.py", "encoder/*.py", "*.toml", "lexicon/*.toml", "weights.bin", "weights.sha256")
ON_THE_BENCH = frozenset(
    ("measure", "bar", "train", "fitting", "examples", "calibrate", "export", "net", "shelf", "augment", "teacher",
     "variations")
)  # fmt: skip

_folders: list[Path] = [HOME]
_choose: list[Callable[[], str]] = []


def look_also_in(folder: Path) -> None:
    """A folder where a site keeps versions of its own."""
    if folder not in _folders:
        _folders.append(folder)


def choose_by(choice: Callable[[], str]) -> None:
    """Who says, text by text, which version reads. It must not fail, and answers at once."""
    _choose[:] = [choice]


def running() -> str:
    return _choose[0]() if _choose else SHIPPED_NAME


def names() -> list[str]:
    """Every version there is: the shipped one, then the others by name."""
    others = {path.parent.name for folder in _folders for path in folder.glob("*/blend.json")}
    return [SHIPPED_NAME, *sorted(name for name in others if NAME.match(name) and name != SHIPPED_NAME)]


def folder_of(name: str) -> Path | None:
    """Where a version lies; None if there is none of that name."""
    if name == SHIPPED_NAME:
        return HOME
    if not NAME.match(name):
        return None
    return next((folder / name for folder in _folders if (folder / name / "blend.json").exists()), None)


def home_of(name: str) -> Path:
    """The folder that reads for this name: the shipped one where the version is gone or damaged."""
    folder = folder_of(name)
    return folder if folder and (folder == HOME or fault_of(folder) is None) else HOME


def trouble_with(name: str) -> str | None:
    """Why a version cannot read, in a sentence, or None."""
    folder = folder_of(name)
    return fault_of(folder) if folder else f"There is no version called {name} on this machine."


@lru_cache(maxsize=8)
def fault_of(folder: Path) -> str | None:
    """Its files are whole, and its lines are of the kind that this release draws."""
    if reason := missing(folder):
        return reason
    chosen, even = settings(folder), dict.fromkeys(LABELS, 1 / len(LABELS))
    try:
        for lines in (chosen.both, chosen.alone) if chosen else ():
            band_of(even, lines)
    except (TypeError, KeyError, AttributeError):
        chosen = None
    return None if chosen else "Its lines are not of the kind that this release draws."


def fingerprint(name: str) -> str:
    """One sum over everything that decides: the rules, their tables, the weights, and the version's own files.

    Two machines, or two releases, that would decide otherwise have another one.
    """
    folder = folder_of(name) or HOME
    rules = (path for pattern in DECIDES for path in ROOM.glob(pattern) if path.stem not in ON_THE_BENCH)
    return summed(*sorted(rules), *(file_of(folder, file) for file in (*SHIPPED, SUMS)))


@lru_cache(maxsize=8)
def summed(*files: Path) -> str:
    """Once for each set of files: a version's files are never changed in place, a new version gets a new name."""
    total = hashlib.sha256()
    for path in files:
        total.update(hashlib.sha256(path.read_bytes()).digest() if path.exists() else b"absent")
    return total.hexdigest()
