"""The training bench: python -m screening.emergency.train makes the weights anew from screening/data."""

import argparse
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from screening.emergency import fitting, linear
from screening.emergency.examples import Post, to_examples, training_posts
from screening.emergency.linear import Model
from screening.emergency.reader import points_of
from screening.emergency.reading import read
from screening.emergency.state import judge

VERSION = "linear-2"
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
        slope, bias = fitting.fit(rows[seen], table.labels[seen])
        models.append(fitting.to_model(table, slope, bias, (1.0, 0.0, 0.0, 0.0), VERSION))
    points = np.array([points_for(post, models[fold]) for post, fold in zip(posts, folds, strict=True)])
    hits = table.labels == 0
    curves = [fitting.platt(points[folds != fold], hits[folds != fold]) for fold in range(FOLDS)]
    return [replace(model, platt=curve) for model, curve in zip(models, curves, strict=True)], points


def points_for(post: Post, model: Model) -> tuple[float, ...]:
    reading = read(f"{post.title}\n{post.body}")
    return points_of(reading, judge(reading), model)[0]


def train(posts: Sequence[Post]) -> Model:
    """The model to ship: weights from every post, its curve from cross-fitted margins."""
    _, points = crossfit(posts)
    table = fitting.tabulate(to_examples(posts))
    slope, bias = fitting.fit(table.rows(), table.labels)
    curve = fitting.platt(points, table.labels == 0)
    return fitting.to_model(table, slope, bias, curve, VERSION)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the reader's weights anew from screening/data.")
    parser.add_argument("--out", type=Path, default=linear.WEIGHTS)
    out = parser.parse_args().out
    print(f"{out.name}  sha256 {linear.save(train(training_posts()), out)}")


if __name__ == "__main__":
    main()
