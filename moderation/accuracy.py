"""How often a member's reports were right, and the head start that this gives them in the queue (MO6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext

from moderation.models import Flag, Reason, Verdict
from moderation.urgency import OTHER, SEVERITY

UPHELD = (Verdict.HIDE, Verdict.RETURN)
SHOWN_AFTER = 5  # fewer judged reports than six say nothing about anybody
RIGHT_ENOUGH = 0.7
AT_MOST = timedelta(hours=12)
NEVER_MOVED = 2  # what is graver than this is read by the clock alone


@dataclass(frozen=True)
class Accuracy:
    """Of a member's reports that a moderator has judged, how many led to a change."""

    upheld: int = 0
    judged: int = 0

    @property
    def is_known(self) -> bool:
        return self.judged > SHOWN_AFTER

    def __str__(self) -> str:
        return gettext("%(upheld)s of %(judged)s upheld") % {"upheld": self.upheld, "judged": self.judged}

    @property
    def head_start(self) -> timedelta:
        """From nothing at 70 % to twelve hours at 100 %. Whoever is often wrong waits no longer than a newcomer."""
        if not self.is_known:
            return timedelta(0)
        share = self.upheld / self.judged
        return AT_MOST * max(0.0, (share - RIGHT_ENOUGH) / (1 - RIGHT_ENOUGH))


def accuracy_of(members: Iterable[int]) -> dict[int, Accuracy]:
    """For many members in one query; one without a judged report is not in it."""
    judged = Flag.objects.filter(member__in=set(members)).exclude(decision=None).exclude(closed_at=None).order_by()
    counted = judged.values("member").annotate(
        judged=Count("pk"), upheld=Count("pk", filter=Q(decision__verdict__in=UPHELD))
    )
    return {row["member"]: Accuracy(row["upheld"], row["judged"]) for row in counted}


def head_start(member_id: int, reason: str) -> timedelta:
    """Only among what is not grave: severity 0 and 1 are read by the clock, whoever reported."""
    if SEVERITY.get(Reason(reason), OTHER) < NEVER_MOVED:
        return timedelta(0)
    return accuracy_of([member_id]).get(member_id, Accuracy()).head_start
