"""What the nightly look found last, class by class, as an administrator reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Max, Sum
from django.utils import timezone

from privacy.models import Proof
from privacy.retention import CLASSES, Class

FRESH_FOR = timedelta(hours=26)
LOOKED_BACK = timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """`gone` counts the last 30 days."""

    kept: Class
    proof: Proof | None
    gone: int

    @property
    def is_stale(self) -> bool:
        """Nobody looked since yesterday."""
        return self.proof is None or timezone.now() - self.proof.at > FRESH_FOR

    @property
    def is_well(self) -> bool:
        return self.proof is not None and not self.proof.late and not self.is_stale


def newest_proofs() -> Iterator[Line]:
    """In two queries."""
    days = Proof.objects.values("kind").annotate(last=Max("day")).order_by()
    newest = {proof.kind: proof for proof in Proof.objects.filter(day__in=days.values("last")).order_by("day")}
    since = timezone.localdate() - LOOKED_BACK
    gone = Proof.objects.filter(day__gte=since).values_list("kind").annotate(number=Sum("gone")).order_by()
    numbers = dict(gone)
    for one in CLASSES:
        yield Line(one, newest.get(one.kind), numbers.get(one.kind, 0))
