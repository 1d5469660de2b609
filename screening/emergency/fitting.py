"""The fitting room: fits the linear model (needs numpy, only when training)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from screening.emergency.assessment import LABELS
from screening.emergency.examples import Example
from screening.emergency.features import BINS
from screening.emergency.linear import Model

SIGNAL_SHARE = 0.35
RIDGE = 0.0006
STEPS = 400


@dataclass(frozen=True)
class Table:
    """Examples as numbers: n-grams on the columns seen at least twice, and signals."""

    columns: np.ndarray
    grams: np.ndarray
    names: list[str]
    values: np.ndarray
    labels: np.ndarray

    def rows(self) -> np.ndarray:
        return np.hstack([self.grams, self.values * SIGNAL_SHARE])


def tabulate(examples: Sequence[Example]) -> Table:
    """One row per example; bins and signals that only one example has are dropped."""
    shared = [example.evidence.grams for example in examples]
    counts = np.zeros(BINS, dtype=np.int32)
    for grams in shared:
        counts[list(grams)] += 1
    columns = np.flatnonzero(counts > 1)
    place = np.full(BINS, -1, dtype=np.int64)
    place[columns] = np.arange(len(columns))
    matrix = np.zeros((len(examples), len(columns)), dtype=np.float32)
    for row, grams in enumerate(shared):
        keys = place[list(grams)]
        kept = keys >= 0
        matrix[row, keys[kept]] = np.array(list(grams.values()), dtype=np.float32)[kept]
    names = sorted({name for example in examples for name in example.evidence.values})
    values = np.array([[e.evidence.values.get(name, 0.0) for name in names] for e in examples], dtype=np.float32)
    labels = np.array([example.label for example in examples])
    return Table(columns, matrix, names, values, labels)


def fit(rows: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Ridge multinomial regression, solved among the examples themselves: exact, quick, without chance."""
    gram = (rows @ rows.T).astype(np.float64)
    sizes, directions = np.linalg.eigh(gram)
    kept = sizes > 1e-8 * sizes[-1]
    roots = np.sqrt(sizes[kept])
    points = directions[:, kept] * roots
    wanted = np.eye(len(LABELS))[labels]
    slope, bias = descend(points, wanted, sizes[-1])
    return rows.T.astype(np.float64) @ (directions[:, kept] @ (slope / roots[:, None])), bias


def descend(points: np.ndarray, wanted: np.ndarray, top: float) -> tuple[np.ndarray, np.ndarray]:
    """Accelerated gradient descent on the ridge loss."""
    slope = np.zeros((points.shape[1], wanted.shape[1]))
    bias = np.zeros(wanted.shape[1])
    step = 1.0 / (0.5 * (top / len(points) + 1) + RIDGE)
    ahead, ahead_bias, speed = slope, bias, 1.0
    for _ in range(STEPS):
        error = (likely(points @ ahead + ahead_bias) - wanted) / len(points)
        new = ahead - step * (points.T @ error + RIDGE * ahead)
        new_bias = ahead_bias - step * error.sum(axis=0)
        faster = (1 + math.sqrt(1 + 4 * speed * speed)) / 2
        push = (speed - 1) / faster
        ahead, ahead_bias = new + push * (new - slope), new_bias + push * (new_bias - bias)
        slope, bias, speed = new, new_bias, faster
    return slope, bias


def likely(margins: np.ndarray) -> np.ndarray:
    raised = np.exp(margins - margins.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def to_model(table: Table, slope: np.ndarray, bias: np.ndarray, platt: Sequence[float], version: str) -> Model:
    """Round the fitted weights to one byte each and file them by bin."""
    grams = slope[: len(table.columns)]
    scale = float(np.abs(grams).max()) / 127 or 1.0
    packed = np.zeros((BINS, len(LABELS)), dtype=np.int8)
    packed[table.columns] = np.rint(grams / scale).astype(np.int8)
    weights = slope[len(table.columns) :] * SIGNAL_SHARE
    signals = {name: tuple(round(float(w), 5) for w in row) for name, row in zip(table.names, weights, strict=True)}
    return Model(
        version, tuple(round(float(b), 5) for b in bias), signals, tuple(platt), scale,
        packed.ravel().tolist(),
    )  # fmt: skip


def platt(points: np.ndarray, hits: np.ndarray, rounds: int = 60) -> tuple[float, ...]:
    """Logistic curve from margins to a chance, by Newton's method with Platt's softened targets."""
    design = np.hstack([points, np.ones((len(points), 1))])
    positive = hits.sum()
    target = np.where(hits, (positive + 1) / (positive + 2), 1 / (len(hits) - positive + 2))
    curve = np.zeros(design.shape[1])
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(design @ curve, -35, 35)))
        hessian = (design * (chance * (1 - chance))[:, None]).T @ design + 1e-3 * np.eye(len(curve))
        curve = curve - np.linalg.solve(hessian, design.T @ (chance - target) + 1e-3 * curve)
    return tuple(round(float(value), 5) for value in curve)
