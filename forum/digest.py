"""What the forum adds to a member's digest: questions that wait in their areas, and which topics are their own."""

from collections.abc import Iterable
from datetime import datetime

from forum.hearing import thread_of
from forum.models import Level, Topic
from forum.needs import unanswered
from members.areas import Area
from members.models import Member
from notifications.digest import Useful


def areas_of(member: Member) -> list[str]:
    """Those they watch, and those they are an expert for."""
    watched = set(member.watches.filter(level=Level.WATCH).exclude(area="").values_list("area", flat=True))
    return [area for area in Area if area in watched or member.is_expert_for(area)]


def useful_for(member: Member, since: datetime, threads: Iterable[str]) -> Useful:
    """Counts and threads, no titles. Only what this member may see, as it is now. Four queries."""
    asked = unanswered(member).filter(area__in=areas_of(member)).exclude(author=member)
    times = list(asked.order_by().values_list("created_at", flat=True))
    numbers = [int(number) for thread in threads if (number := thread.removeprefix("topic:")).isdecimal()]
    own = Topic.objects.filter(pk__in=numbers, author=member).values_list("pk", flat=True)
    return Useful(len(times), any(at > since for at in times), frozenset(map(thread_of, own)))
