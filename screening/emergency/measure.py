"""The measuring bench: python -m screening.emergency.measure FILE.jsonl says how well the reader does."""

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from screening.emergency.assessment import BANDS, LABELS, Assessment
from screening.emergency.examples import Post, load_posts, training_posts
from screening.emergency.reader import assess, examine

try:  # numpy is on developers' machines only
    from screening.emergency import train
except ModuleNotFoundError:
    train = None

Result = tuple[Post, Assessment]
SHOWN = ("ask", "deflect")


def binomial_below(hits: int, size: int, rate: float) -> float:
    """The chance of at most that many hits."""
    if rate <= 0 or rate >= 1:
        return float(rate <= 0 or hits >= size)
    start = math.lgamma(size + 1)
    logs = [
        start - math.lgamma(k + 1) - math.lgamma(size - k + 1) + k * math.log(rate) + (size - k) * math.log1p(-rate)
        for k in range(hits + 1)
    ]
    return min(1.0, sum(map(math.exp, logs)))


def solve(rising: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) else (middle, high)
    return low


def bounds(hits: int, size: int) -> tuple[float, float]:
    """Clopper-Pearson limits, each one-sided at 95 %."""
    if size == 0:
        return 0.0, 1.0
    lower = solve(lambda rate: 1 - binomial_below(hits - 1, size, rate) > 0.05) if hits else 0.0
    upper = solve(lambda rate: binomial_below(hits, size, rate) < 0.05) if hits < size else 1.0
    return lower, upper


def rate(hits: int, size: int) -> str:
    low, high = bounds(hits, size)
    share = hits / size if size else 0.0
    return f"{hits}/{size} = {share:.3f}  [{low:.3f}, {high:.3f}]"


def macro_f1(results: Sequence[Result]) -> tuple[float, dict[str, float]]:
    """F1 of each label, and their plain mean."""
    pairs = Counter((post.label, found.label) for post, found in results)
    scores = {}
    for label in LABELS:
        wrong = sum(count for (told, read), count in pairs.items() if (told == label) != (read == label))
        right = pairs[label, label]
        scores[label] = 2 * right / (2 * right + wrong) if right + wrong else 0.0
    return sum(scores.values()) / len(scores), scores


def table(results: Sequence[Result]) -> Iterator[str]:
    """Label by band, and label by label."""
    bands = Counter((post.label, found.band) for post, found in results)
    labels = Counter((post.label, found.label) for post, found in results)
    yield f"{'':15}" + "".join(f"{name:>15}" for name in (*BANDS, *LABELS))
    for label in LABELS:
        cells = [bands[label, band] for band in BANDS] + [labels[label, read] for read in LABELS]
        yield f"{label:15}" + "".join(f"{cell:>15}" for cell in cells)


def rates(results: Sequence[Result]) -> Iterator[str]:
    """The figures that decide, each with its bounds."""
    for label in LABELS:
        found = [assessment.band for post, assessment in results if post.label == label]
        shown = sum(band in SHOWN for band in found)
        if label == "emergency":
            yield f"helpline shown (deflect or ask)   {rate(shown, len(found))}"
            yield f"deflected                         {rate(found.count('deflect'), len(found))}"
        else:
            yield f"wrongly deflected, {label:14} {rate(found.count('deflect'), len(found))}"
            yield f"wrongly asked,     {label:14} {rate(found.count('ask'), len(found))}"
    mean, each = macro_f1(results)
    yield f"macro-F1 {mean:.3f}  (" + ", ".join(f"{label} {score:.3f}" for label, score in each.items()) + ")"
    yield f"minimal pairs, both right         {pairs_right(results)}"


def pairs_right(results: Sequence[Result]) -> str:
    halves: dict[str, list[bool]] = defaultdict(list)
    for post, found in results:
        if post.pair:
            halves[post.pair].append(post.label == found.label)
    whole = [all(half) for half in halves.values() if len(half) == 2]
    return rate(sum(whole), len(whole))


def misses(results: Sequence[Result]) -> Iterator[str]:
    """Emergencies passed or only asked, and other posts deflected, by subject and by hardness."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for post, found in results:
        for name in (f"category {post.category}", *(f"hard {tag}" for tag in post.hard or ("none",))):
            groups[name].append((post, found))
    yield f"{'':34}{'emerg.':>8}{'passed':>8}{'asked':>8}{'others':>8}{'deflected':>11}{'asked':>8}"
    for name in sorted(groups):
        urgent = [found.band for post, found in groups[name] if post.label == "emergency"]
        other = [found.band for post, found in groups[name] if post.label != "emergency"]
        yield (
            f"{name:34}{len(urgent):>8}{urgent.count('clear'):>8}{urgent.count('ask'):>8}"
            f"{len(other):>8}{other.count('deflect'):>11}{other.count('ask'):>8}"
        )


def report(results: Sequence[Result]) -> str:
    return "\n".join([*table(results), "", *rates(results), "", *misses(results)])


def crossfitted(posts: Sequence[Post]) -> list[Result]:
    """Every practice post read by a model that has not seen it (needs numpy)."""
    if train is None:
        raise SystemExit("Cross-fitting trains models, which needs numpy: pip install numpy.")
    known = {post.id for post in posts}
    practice = training_posts()
    models, _ = train.crossfit(practice)
    folds = train.fold_of_each(practice)
    return [
        (post, examine(post.title, post.body, parent="", model=models[fold]))
        for post, fold in zip(practice, folds, strict=True)
        if post.id in known
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description="How well does the reader do on these labelled posts?")
    parser.add_argument("file", type=Path)
    parser.add_argument("--crossfit", action="store_true", help="for practice posts: models that have not seen them")
    parser.add_argument("--rules", action="store_true", help="by rules alone, as if the weights were missing")
    given = parser.parse_args()
    posts = load_posts(given.file)
    if given.crossfit and not given.rules:
        results = crossfitted(posts)
    elif given.rules:
        results = [(p, examine(p.title, p.body, parent="", model=None)) for p in posts]
    else:
        results = [(p, assess(p.title, p.body, "note")) for p in posts]
    print(report(results))


if __name__ == "__main__":
    main()
