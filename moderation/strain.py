"""How much of the gravest one moderator has decided today, and when that is enough (MO20)."""

from datetime import datetime

from django.utils import timezone

from audit.models import Deed, Line
from members.models import Member
from moderation.urgency import SEVERE

ENOUGH = 40
DEEDS = (Deed.POST_DECIDED, Deed.DEFLECTION_CLOSED)


def severe_today(moderator: Member, now: datetime) -> int:
    """Of severity 0 and 1, since midnight where we are."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    mine = Line.objects.filter(by=moderator, deed__in=DEEDS, at__gte=midnight)
    return mine.filter(facts__severity__lte=SEVERE).count()


def wears_out(moderator: Member, now: datetime) -> bool:
    """It is enough for one day."""
    return severe_today(moderator, now) >= ENOUGH
