"""The training bench: python -m screening.emergency.train makes the weights anew from screening/data."""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from screening.emergency import fitting, linear
from screening.emergency.examples import Post, to_examples, training_posts
from screening.emergency.linear import Model, urgency
from screening.emergency.reader import nearest_plea
from screening.emergency.reading import read

VERSION = "linear-1"
FOLDS = 5
SEED = 20261125


def fold_of_each(posts: Sequence[Post], folds: int = FOLDS) -> np.ndarray:
    """A fold for every post, the halves of a pair always together."""
    groups = sorted({post.group for post in posts})
    random.Random(SEED).shuffle(groups)
    place = {group: number % folds for number, group in enumerate(groups)}
    return np.array([place[post.group] for post in posts])


def crossfit(posts: Sequence[Post]) -> tuple[list[Model], np.ndarray]:
    """One model per fold that has not seen that fold, each with a curve fitted on the others' honest margins."""
    folds = fold_of_each(posts)
    table = fitting.tabulate(to_examples(posts))
    rows = table.rows()
    models = []
    for fold in range(FOLDS):
        seen = folds != fold
        slope, bias = fitting.fit(rows[seen], table.labels[seen], table.weights[seen])
        models.append(fitting.to_model(table, slope, bias, (1.0, 0.0, 0.0), VERSION))
    points = np.array([points_of(post, models[fold]) for post, fold in zip(posts, folds, strict=True)])
    hits = table.labels == 0
    curves = [fitting.platt(points[folds != fold], hits[folds != fold]) for fold in range(FOLDS)]
    return [with_curve(model, curve) for model, curve in zip(models, curves, strict=True)], points


def points_of(post: Post, model: Model) -> tuple[float, float]:
    """The two margins the curve weighs: of the whole post, and of its most urgent stretch."""
    from_whole = whole_margin(post, model)
    return from_whole, nearest_plea(read(f"{post.title}\n{post.body}"), model)


def whole_margin(post: Post, model: Model) -> float:
    example = to_examples([post])[0]
    return urgency(model.margins(example.words, example.values))


def with_curve(model: Model, curve: Sequence[float]) -> Model:
    return Model(
        model.version, model.bias, model.signals, model.shares, tuple(curve), model.scale, model.grams
    )


def train(posts: Sequence[Post]) -> Model:
    """The model to ship: weights from every post, its curve from cross-fitted margins."""
    _, points = crossfit(posts)
    table = fitting.tabulate(to_examples(posts))
    slope, bias = fitting.fit(table.rows(), table.labels, table.weights)
    curve = fitting.platt(points, table.labels == 0)
    return fitting.to_model(table, slope, bias, curve, VERSION)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the reader's weights anew from screening/data.")
    parser.add_argument("--out", type=Path, default=linear.WEIGHTS)
    out = parser.parse_args().out
    print(f"{out.name}  sha256 {linear.save(train(training_posts()), out)}")


if __name__ == "__main__":
    main()
