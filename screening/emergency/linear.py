"""The scales: a linear model over n-grams and signals, read from one checked file, standard library only."""

import hashlib
import json
import math
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from screening.emergency.assessment import LABELS
from screening.emergency.evidence import Evidence
from screening.emergency.features import BINS

WEIGHTS = Path(__file__).parent / "weights.bin"
MAGIC = b"DBRF1\n"


class WeightsError(Exception):
    """The weights are missing, damaged or not the ones we were shipped with."""


@dataclass(frozen=True)
class Model:
    """Weights of the four labels, and how to turn margins into a chance."""

    version: str
    bias: tuple[float, ...]
    signals: dict[str, tuple[float, ...]]
    platt: tuple[float, ...]
    scale: float
    grams: Sequence[int]

    def margins(self, evidence: Evidence) -> list[float]:
        """One number per label: the higher, the more the text reads like it."""
        totals = list(self.bias)
        self.add_signals(totals, evidence.values)
        self.add_grams(totals, evidence.grams)
        return totals

    def add_signals(self, totals: list[float], values: dict[str, float]) -> None:
        for name, value in values.items():
            if value and (weights := self.signals.get(name)):
                for label, weight in enumerate(weights):
                    totals[label] += weight * value

    def add_grams(self, totals: list[float], grams: dict[int, float]) -> None:
        one = two = three = four = 0.0
        table = self.grams
        for key, value in grams.items():
            place = key * 4
            one += table[place] * value
            two += table[place + 1] * value
            three += table[place + 2] * value
            four += table[place + 3] * value
        for label, total in enumerate((one, two, three, four)):
            totals[label] += total * self.scale


def softmax(margins: Sequence[float]) -> list[float]:
    top = max(margins)
    raised = [math.exp(margin - top) for margin in margins]
    return [value / sum(raised) for value in raised]


def urgency(margins: Sequence[float]) -> float:
    """How far the emergency label stands above all others together."""
    others = max(margins[1:])
    return margins[0] - others - math.log(sum(math.exp(margin - others) for margin in margins[1:]))


def pack(model: Model) -> bytes:
    """The file's bytes: a readable header, then one signed byte per bin and label."""
    header = {
        "version": model.version, "labels": LABELS, "bins": BINS, "bias": model.bias, "signals": model.signals,
        "platt": model.platt, "scale": model.scale,
    }  # fmt: skip
    head = json.dumps(header, sort_keys=True).encode()
    return MAGIC + zlib.compress(len(head).to_bytes(4, "big") + head + array("b", model.grams).tobytes(), 9)


def unpack(packed: bytes) -> Model:
    if not packed.startswith(MAGIC):
        raise WeightsError("The weights file is not one of ours.")
    try:
        raw = zlib.decompress(packed[len(MAGIC) :])
        size = int.from_bytes(raw[:4], "big")
        header = json.loads(raw[4 : 4 + size])
        grams = array("b", raw[4 + size :])
    except (zlib.error, ValueError) as error:
        raise WeightsError("The weights file is damaged.") from error
    if header["bins"] != BINS or len(grams) != BINS * 4 or tuple(header["labels"]) != LABELS:
        raise WeightsError("The weights file is for another version of the reader.")
    signals = {name: tuple(weights) for name, weights in header["signals"].items()}
    return Model(
        header["version"], tuple(header["bias"]), signals,
        tuple(header["platt"]), header["scale"], grams,
    )  # fmt: skip


def load(path: Path = WEIGHTS) -> Model:
    """The model, if the file is there and its checksum is the one written beside it."""
    try:
        packed = path.read_bytes()
        promised = path.with_suffix(".sha256").read_text(encoding="ascii").split()[0]
    except (OSError, IndexError, UnicodeDecodeError) as error:
        raise WeightsError("The weights file or its checksum is missing.") from error
    if hashlib.sha256(packed).hexdigest() != promised:
        raise WeightsError("The weights file does not match its checksum.")
    return unpack(packed)


def save(model: Model, path: Path) -> str:
    """Write the weights with their checksum beside them, and return it."""
    packed = pack(model)
    digest = hashlib.sha256(packed).hexdigest()
    path.write_bytes(packed)
    path.with_suffix(".sha256").write_text(f"{digest}  {path.name}\n", encoding="ascii")
    return digest
