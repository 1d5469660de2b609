"""`python -m tests.load.searching`: in a process of its own, on a database that is seeded: milliseconds of searches."""

import json
import os
from collections import Counter
from collections.abc import Callable
from statistics import quantiles
from time import perf_counter, process_time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from forum.models import Post  # noqa: E402
from forum.search import index  # noqa: E402
from forum.search.finding import NEWEST, PAGE, Asked, best_first  # noqa: E402
from forum.search.results import newest_page  # noqa: E402
from forum.search.words import Term, Words  # noqa: E402
from members.models import Member  # noqa: E402

SAMPLED = 5_000
EACH = 60
KINDS = ("rare", "middling", "common", "two words")


def asked_for() -> dict[str, list[Words]]:
    """Words of the posts themselves by how many posts have them: below a thousandth, about a hundredth, a tenth up."""
    bodies = list(Post.objects.published().order_by("?").values_list("body", flat=True)[:SAMPLED])
    counts = Counter(word for body in bodies for word in {part.strip("*.,").lower() for part in body.split()})
    share = {word: count / len(bodies) for word, count in counts.items() if word.isalpha()}
    some = {
        "rare": [word for word, part in share.items() if part < 0.001],
        "middling": [word for word, part in share.items() if 0.005 < part < 0.02],
        "common": [word for word, part in share.items() if part > 0.1],
    }
    found = {kind: [Words(((Term(word),),)) for word in sorted(words)[:EACH]] for kind, words in some.items()}
    pairs = zip(sorted(some["middling"])[:EACH], sorted(some["common"]) * EACH, strict=False)
    return found | {"two words": [Words(((Term(one),), (Term(other),))) for one, other in pairs]}


def milliseconds(work: Callable[[Words], object], asked: list[Words]) -> list[float]:
    """The middle one, the one that a twentieth exceeds, and the processor time of this process for each."""
    for words in asked[:3]:
        work(words)
    taken, processor = [], process_time()
    for words in asked:
        begun = perf_counter()
        work(words)
        taken.append(1000 * (perf_counter() - begun))
    cuts = quantiles(taken, n=20, method="inclusive")
    return [cuts[9], cuts[18], 1000 * (process_time() - processor) / len(asked)]


def main() -> None:
    member = Member.objects.filter(is_superuser=False).order_by("pk").first()
    asked = asked_for()
    work: dict[str, Callable[[Words], object]] = {
        "newest, the index alone": lambda words: index.newest(words, before=NEWEST, limit=PAGE + 1),
        "newest, the whole page": lambda words: newest_page(Asked(member, words), NEWEST),
        "best of the newest": lambda words: best_first(Asked(member, words)),
    }
    print(
        json.dumps(
            {
                "posts": Post.objects.count(),
                "taken": {name: {kind: milliseconds(do, asked[kind]) for kind in KINDS} for name, do in work.items()},
            }
        )
    )


if __name__ == "__main__":
    main()
