"""Quiet hours: when nothing may leave the site for a member. The bell counts on, silently."""

from datetime import datetime, timedelta

from members.models import Member
from notifications.models import GROUP_OF, Group, Preference

STEP = timedelta(minutes=15)
LONGEST = timedelta(days=8)


def is_quiet(member: Member, now: datetime) -> bool:
    """Whether this member is left alone now. With select_related("preference") it asks nothing."""
    return Preference.of(member).is_quiet_at(now)


def may_leave(member: Member, about: str, now: datetime) -> bool:
    """Whether a line of this kind may go out by mail or push now: a call of the duty rota always may."""
    return GROUP_OF.get(about) == Group.DUTY or not is_quiet(member, now)


def quiet_until(member: Member, now: datetime) -> datetime:
    """When to try again: the end of the quiet, to a quarter of an hour, eight days on at most; `now` where none is."""
    chosen = Preference.of(member)
    latest = now + LONGEST
    while now < latest and chosen.is_quiet_at(now):
        now = now - timedelta(minutes=now.minute % 15, seconds=now.second, microseconds=now.microsecond) + STEP
    return now
