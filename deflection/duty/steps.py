"""The ladder of a call: whom to call at once, and whom after two, five and ten minutes without an answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from deflection.duty.rota import answers, on_call
from deflection.models import Alert
from members.models import Member

ON_CALL, NEXT, MODERATORS, ADMINISTRATORS = range(4)
AFTER = (timedelta(0), timedelta(minutes=2), timedelta(minutes=5), timedelta(minutes=10))
SET_BACK = timedelta(minutes=1)  # further ahead of the clock nothing was raised: the clock was set back
IN_WORDS = (_("on call"), _("next on the rota"), _("all moderators"), _("administrators"))


@dataclass(frozen=True)
class Call:
    """One person to call at one step."""

    step: int
    member: Member


def steps_come(alert: Alert, now: datetime) -> int:
    """How many steps' times have come: all of them where nobody knows how long it has waited."""
    if alert.raised_at - now > SET_BACK:
        return len(AFTER)
    return sum(now - alert.raised_at >= wait for wait in AFTER)


def has_come(now: datetime) -> Q:
    """The alerts whose next step's time has come."""
    set_back = Q(next_step__lt=len(AFTER), raised_at__gt=now + SET_BACK)
    return reduce(or_, (Q(next_step=step, raised_at__lte=now - wait) for step, wait in enumerate(AFTER)), set_back)


def calls_due(alert: Alert, now: datetime) -> list[Call]:
    """Everybody to call now, each once. A step that finds nobody who may take it hands on without waiting."""
    calls: dict[int, Call] = {}
    come = steps_come(alert, now)
    for step in range(alert.next_step, len(AFTER)):
        if step >= come and (come <= alert.next_step or any(alert.is_for(call.member) for call in calls.values())):
            break
        for member in whom(step, alert, now):
            calls.setdefault(member.pk, Call(step, member))
    return list(calls.values())


def whom(step: int, alert: Alert, now: datetime) -> list[Member]:
    """The people of one step: never whoever it is about, nor who is off; but the last step always finds somebody."""
    people = {ON_CALL: on_call, NEXT: on_call, MODERATORS: moderators, ADMINISTRATORS: administrators}[step](now)
    people = [member for member in people if alert.reaches(member)]
    if step == NEXT:
        called = set(alert.pages.values_list("member_id", flat=True))
        people = [member for member in people if member.pk not in called]
    return first_to_take(people, alert) if step in (ON_CALL, NEXT) else people


def first_to_take(people: list[Member], alert: Alert) -> list[Member]:
    """In their order as far as the first who may open it: who is before them hears of it, and can wake a colleague."""
    may = [alert.is_for(member) for member in people]
    return people[: may.index(True) + 1] if True in may else people


def moderators(now: datetime) -> list[Member]:
    return [member for member in Member.objects.on_duty().order_by("pk") if answers(member, now)]


def administrators(now: datetime) -> list[Member]:
    """Those who take no break; all of them where every one does."""
    everyone = list(Member.objects.filter(is_active=True, is_superuser=True).order_by("pk"))
    return [member for member in everyone if answers(member, now)] or everyone
