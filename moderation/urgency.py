"""How grave a reason is, and how soon somebody has to look."""

from datetime import datetime, timedelta

from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from moderation.models.flags import Reason

DUE_AFTER = {0: timedelta(minutes=5), 1: timedelta(hours=1), 2: timedelta(hours=24), 3: timedelta(hours=72)}
IN_WORDS = {
    0: _("Live: within 5 minutes"),
    1: _("Grave: within an hour"),
    2: _("Conduct: within a day"),
    3: _("Other: in 3 days"),
}
SEVERITY = {
    Reason.LIVE_EMERGENCY: 0,
    Reason.PATIENT_IDENTIFIABLE: 1,
    Reason.NO_CONSENT: 1,
    Reason.UNSAFE_ADVICE: 1,
    Reason.UNPROFESSIONAL_TONE: 2,
    Reason.PATIENT_DISPARAGED: 2,
    Reason.ADVERTISING: 2,
    Reason.UNDECLARED_INTEREST: 2,
    Reason.IMPERSONATION: 2,
}
OTHER = 3
SEVERE = 1  # of that severity or graver: somebody is called when it is late, and it wears people out
NEXT_IS_CALLED = SEVERE

UNITS = (
    (ngettext_lazy("%(number)s day", "%(number)s days", "number"), 86400),
    (ngettext_lazy("%(number)s hour", "%(number)s hours", "number"), 3600),
    (ngettext_lazy("%(number)s minute", "%(number)s minutes", "number"), 60),
)


def in_words(wait: timedelta) -> str:
    """ "5 minutes", "3 hours", "2 days": as a tired reader wants it, in the largest unit that fits."""
    seconds = abs(int(wait.total_seconds()))
    for unit, length in UNITS:
        if number := seconds // length:
            return unit % {"number": number}
    return gettext("less than a minute")


def due_at(since: datetime, severity: int) -> datetime:
    return since + DUE_AFTER[severity]
