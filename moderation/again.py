"""Check the checkers: which decisions are judged again, and how often two people agree beyond chance (MO26)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings

from moderation.causes import WORDS
from moderation.models import SecondLook
from moderation.models.second_looks import SAME

READ_AGAIN_BELOW, ENOUGH = 0.6, 20
Pair = tuple[str, str]


def is_chosen(decision_id: int) -> bool:
    """One in so many, by a lot that everybody can draw again."""
    lot = int.from_bytes(sha256(f"second look {decision_id}".encode()).digest()[:8], "big")
    return bool(settings.SECOND_LOOK_ONE_IN) and lot % settings.SECOND_LOOK_ONE_IN == 0


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Cohen's κ: agreement beyond what chance alone would give. None where chance alone gives all of it."""
    if not pairs:
        return None
    agreed = sum(first == second for first, second in pairs) / len(pairs)
    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    by_chance = sum(number * seconds[verdict] for verdict, number in firsts.items()) / len(pairs) ** 2
    return None if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


@dataclass(frozen=True)
class Agreement:
    """How far two moderators who judged the same posts came to the same view."""

    pairs: int = 0
    agreed: int = 0
    kappa: float | None = None
    most_disputed: str = ""

    @property
    def asks_for_review(self) -> bool:
        return self.kappa is not None and self.pairs >= ENOUGH and self.kappa < READ_AGAIN_BELOW


def agreement(start: datetime, end: datetime) -> Agreement:
    """Of the second looks of a month."""
    looks = SecondLook.objects.exclude(verdict="").filter(judged_at__gte=start, judged_at__lt=end)
    rows = list(looks.order_by("pk").values_list("decision__verdict", "verdict", "cause"))
    pairs = [(SAME[first], second) for first, second, _ in rows]
    disputed = Counter(cause for (first, second), (_, _, cause) in zip(pairs, rows, strict=True) if first != second)
    most = disputed.most_common(1)
    return Agreement(
        len(pairs), sum(first == second for first, second in pairs), kappa(pairs),
        WORDS.get(most[0][0], most[0][0]) if most else "",
    )  # fmt: skip
