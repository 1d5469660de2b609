"""The practice shelf: texts with their identifiers marked, from a file of JSON Lines."""

import json
from dataclasses import dataclass
from pathlib import Path

from screening.identity.identifier import Identifier


@dataclass(frozen=True)
class Text:
    """One labelled text."""

    id: str
    text: str
    spans: tuple[Identifier, ...]


def load_texts(path: Path) -> list[Text]:
    with path.open(encoding="utf-8") as lines:
        return [to_text(json.loads(line)) for line in lines if line.strip()]


def to_text(row: dict) -> Text:
    spans = sorted(Identifier(span["start"], span["end"], span["type"].lower()) for span in row["spans"])
    return Text(row["id"], row["text"], tuple(spans))
