"""The files that moderators can ask for: the audit chain as a table, with the hash of each line."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.models import Deed, Head
from members.models import Member
from members.wording import in_a_sentence
from moderation.chain import Asked, as_csv
from reports.kinds import Kind, Made, NotMade, Progress, register
from reports.models import Export

AUDIT = "audit"
MOST_PEOPLE, MOST_LINES = 200, 200_000
TOO_LONG = format_lazy(
    _("More than {number} lines match. Please ask for one deed, one person or one day at a time."),
    number=f"{MOST_LINES:,}",
)


def may_ask(member: Member, about: dict[str, Any]) -> bool:
    return member.is_active and member.moderates_all


def about_of(asked: Asked) -> dict[str, Any]:
    """In numbers alone: a name that was searched for becomes the members who have it, and the chain an end."""
    people = None
    if asked.person:
        people = list(Member.objects.filter(asked.named()).order_by("pk").values_list("pk", flat=True)[:MOST_PEOPLE])
    upto = Head.objects.values_list("number", flat=True).first() or 0
    return {"deed": asked.deed, "people": people, "day": asked.day and asked.day.isoformat(), "upto": upto}


def asked_in(about: dict[str, Any]) -> Asked:
    day = date.fromisoformat(about["day"]) if about["day"] else None
    people = None if about["people"] is None else tuple(about["people"])
    return Asked(about["deed"], day=day, people=people)


def title_of(about: dict[str, Any]) -> str:
    which = f": {in_a_sentence(Deed(about['deed']).label)}" if about["deed"] else ""
    return gettext("Audit log up to line %(upto)s%(which)s") % {"upto": about["upto"], "which": which}


def make(export: Export, progress: Progress) -> Made:
    asked, upto = asked_in(export.about), export.about["upto"]
    if asked.lines().filter(number__lte=upto).order_by()[: MOST_LINES + 1].count() > MOST_LINES:
        raise NotMade(TOO_LONG)
    table = as_csv(asked, upto, progress)
    name = f"audit-{timezone.localdate(export.asked_at)}.csv"
    return Made(
        name,
        "text/csv; charset=utf-8",
        table.encode(),
        gettext("%(number)s lines.") % {"number": f"{table.count(chr(10)) - 1:,}"},
    )


register(Kind(AUDIT, title_of, may_ask, make))
