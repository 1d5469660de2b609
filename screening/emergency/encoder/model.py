"""The second reader at work: one checked file, read with onnxruntime; without it we say so and go on."""

import hashlib
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from screening.emergency.assessment import LABELS
from screening.emergency.encoder.text import written
from screening.emergency.encoder.wordpiece import Vocabulary

HOME = Path(__file__).parent
SHIPPED = ("model.onnx", "vocab.txt", "blend.json")
SUMS = "model.sha256"
WHOLE = 320
WINDOW = 192
MOST = 3


class EncoderError(Exception):
    """The encoder's files or its runtime are missing, damaged or not the ones we were shipped with."""


@lru_cache(maxsize=8)
def missing(home: Path = HOME) -> str | None:
    """A sentence that says why the encoder is away, or None; asked once for each version, without loading it."""
    try:
        check(home)
    except EncoderError as error:
        return str(error)
    return None if find_spec("onnxruntime") else "The package onnxruntime, which runs the encoder, is not installed."


def check(home: Path) -> None:
    """Every file is there, and its checksum is the one written beside it. What a version does not promise is the
    shipped one's."""
    try:
        shipped, promised = promises(HOME), promises(home)
        found = {name: sum_of((home if name in promised else HOME) / name) for name in SHIPPED}
    except (OSError, ValueError, UnicodeDecodeError) as error:
        raise EncoderError("A file of the encoder or its checksum is missing.") from error
    for name in SHIPPED:
        if promised.get(name, shipped.get(name)) != found[name]:
            raise EncoderError(f"The encoder's file {name} does not match its checksum.")


def promises(home: Path) -> dict[str, str]:
    return dict(line.split()[::-1] for line in (home / SUMS).read_text(encoding="ascii").splitlines())


def sum_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def file_of(home: Path, name: str) -> Path:
    """A version's own file, or the shipped one where it brings none."""
    return home / name if (home / name).exists() else HOME / name


def engine(home: Path = HOME) -> tuple[Any, Vocabulary]:
    """The running model and its vocabulary; versions that differ only in their lines share it."""
    if reason := missing(home):
        raise EncoderError(reason)
    return started(file_of(home, "model.onnx"), file_of(home, "vocab.txt"))


@lru_cache(maxsize=2)
def started(network: Path, words: Path) -> tuple[Any, Vocabulary]:
    """Loaded at the first text: a command that reads none need not wait."""
    try:
        runtime = import_module("onnxruntime")
        options = runtime.SessionOptions()
        # One thread: on a busy server two threads wait for each other and take twice as long.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = runtime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime raises classes of its own, and an import may fail in any way
        raise EncoderError("The encoder could not be started.") from error
    return session, Vocabulary(words)


def read(title: str, body: str, home: Path = HOME) -> dict[str, float]:
    """The chance of each label, by the encoder alone."""
    session, vocabulary = engine(home)
    whole, *windows = [shares(session, part) for part in parts(vocabulary.numbers(written(title, body)))]
    return dict(zip(LABELS, urged(whole, windows), strict=True))


def shares(session: Any, numbers: list[int]) -> list[float]:
    """Margins to shares that add up to one."""
    margins = [float(margin) for margin in session.run(None, {"ids": [numbers]})[0][0]]
    raised = [math.exp(margin - max(margins)) for margin in margins]
    return [value / sum(raised) for value in raised]


def parts(numbers: list[int]) -> list[list[int]]:
    """The text as one piece; of a long one both its ends, then a few stretches from all over it."""
    if len(numbers) <= WHOLE:
        return [numbers]
    start, *inner, end = numbers
    half = WHOLE // 2 - 1
    last = len(inner) - WINDOW + 2
    starts = sorted({round(last * step / MOST) for step in range(MOST + 1)} if last > WINDOW else {0, max(0, last)})
    stretches = [[start, *inner[place : place + WINDOW - 2], end] for place in starts]
    return [[start, *inner[:half], *inner[-half:], end], *stretches]


def urged(whole: Sequence[float], windows: Sequence[Sequence[float]]) -> list[float]:
    """The whole's shares; a stretch that reads as urgent lifts them half-way, for the whole also says how it ended."""
    urgent = max([whole[0], *((whole[0] + window[0]) / 2 for window in windows)])
    rest = sum(whole[1:]) or 1.0
    return [urgent, *(share * (1 - urgent) / rest for share in whole[1:])]
