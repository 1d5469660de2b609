"""Members who endorse each other above all: finding them, and what a moderator makes of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from forum import rings
from forum.actions.standing import weigh_again
from forum.events import PairsFound
from forum.models import Endorsement, MutualPair, Stance
from members.models import Member
from realtime.door import announce

LOOK_AGAIN_AFTER = timedelta(days=90)


def given_since(when: datetime) -> Iterable[rings.Given]:
    """Every endorsement that was not withdrawn, counted by who gave it to whom."""
    counted = (
        Endorsement.objects.filter(created_at__gt=when, withdrawn_at=None, stance=Stance.ENDORSE)
        .values_list("expert", "post__author")
        .annotate(number=Count("pk"))
    )
    return (rings.Given(*row) for row in counted.order_by("expert", "post__author"))


@transaction.atomic
def find_pairs(*, now: datetime | None = None) -> list[MutualPair]:
    """Put new pairs before the moderators, and those again that were looked at three months ago. Says which."""
    now = now or timezone.now()
    waiting = [kept for pair in rings.found(given_since(now - rings.LOOK_BACK)) if (kept := keep_pair(pair, now))]
    if waiting:
        announce(PairsFound())
    for member_id in sorted({who for pair in waiting if pair.counts for who in pair.members}):
        weigh_again(member_id=member_id)
    return waiting


def keep_pair(pair: rings.Pair, now: datetime) -> MutualPair | None:
    """A close pair counts as one voice from now on; a wider ring only when a moderator says so."""
    seen = {
        "ring": pair.ring,
        "share_of_first": round(100 * pair.share_of_first),
        "share_of_second": round(100 * pair.share_of_second),
    }
    kept, is_new = MutualPair.objects.get_or_create(
        first_id=pair.first, second_id=pair.second, defaults=seen | {"counts": pair.is_close, "found_at": now}
    )
    if is_new:
        return kept
    again = bool(kept.looked_at and kept.looked_at < now - LOOK_AGAIN_AFTER)
    if again:
        seen |= {"looked_at": None, "looked_by": None, "found_at": now}
    MutualPair.objects.filter(pk=kept.pk).update(**seen)
    return kept if again else None


def settle_pair(*, pair: MutualPair, moderator: Member, counts: bool, reason: str) -> bool:
    """One voice from now on, or two. Says whether this was the first to settle it. Call it inside a transaction."""
    settled = MutualPair.objects.filter(pk=pair.pk, looked_at=None).update(
        looked_at=timezone.now(), looked_by=moderator, counts=counts, reason=reason
    )
    if settled and counts != pair.counts:
        for member_id in pair.members:
            weigh_again(member_id=member_id)
    return bool(settled)
