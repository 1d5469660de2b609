"""The file of labelled posts (its format is told in screening/data/README.md)."""

import json
from dataclasses import dataclass
from pathlib import Path

CHANNELS = ("topic", "reply", "case_study", "dm")


class BadFile(ValueError):
    """The file cannot be replayed; the sentence says which line and why."""


@dataclass(frozen=True)
class Sample:
    id: str
    title: str
    body: str
    label: str
    channel: str


def read_samples(file: Path, limit: int | None = None) -> list[Sample]:
    """The first `limit` posts of the file, in its order. Raises BadFile before anything is sent."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(f"{file} could not be read as UTF-8 text: {error}") from error
    samples = [sample(line, f"{file}, line {number}") for number, line in enumerate(lines, start=1) if line.strip()]
    if not samples:
        raise BadFile(f"{file} holds no posts.")
    return samples[:limit]


def sample(line: str, where: str) -> Sample:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadFile(f"{where} is not JSON: {error}") from error
    names = Sample.__dataclass_fields__
    if not isinstance(row, dict) or not all(isinstance(row.get(name), str) for name in names):
        raise BadFile(f"{where} needs the texts {', '.join(names)}.")
    if row["channel"] not in CHANNELS:
        raise BadFile(f"{where}: channel must be one of {', '.join(CHANNELS)}.")
    return Sample(**{name: row[name] for name in names})
