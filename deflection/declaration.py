"""What the author says about time and state: the strongest witness there is."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from django.db import models
from django.utils.translation import gettext_lazy as _

LIVE_WITHIN_DAYS = 1
WEEK = 7
MONTH = 28


class Started(models.TextChoices):
    TODAY = "today", _("Today or yesterday")
    DAYS = "days", _("In the past week")
    WEEKS = "weeks", _("One to four weeks ago")
    OVER_MONTH = "over_month", _("More than a month ago")
    UNSURE = "unsure", _("Not sure")
    NO_PATIENT = "no_patient", _("It is not about a particular patient")


class Symptomatic(models.TextChoices):
    YES = "yes", _("Yes, or may be")
    NO = "no", _("No: it is over and the outcome is known")
    UNSURE = "unsure", _("Not sure")
    NO_PATIENT = "no_patient", _("It is not about a particular patient")


State = Literal["live", "over", "no_patient", "unsure"]


@dataclass(frozen=True)
class Declaration:
    """Two taps. `unsure` is an honest answer and leaves the decision to the text."""

    started: str
    symptomatic: str

    @property
    def state(self) -> State:
        """One word for both answers; the more urgent answer wins where they disagree."""
        if self.symptomatic == Symptomatic.YES:
            return "live"
        if self.symptomatic == Symptomatic.NO:
            return "over"
        if self.symptomatic == Symptomatic.NO_PATIENT and self.started == Started.NO_PATIENT:
            return "no_patient"
        return "unsure"

    @property
    def is_recent(self) -> bool:
        return self.started in (Started.TODAY, Started.DAYS)

    def as_dict(self) -> dict[str, str]:
        return asdict(self)

    @classmethod
    def from_date(cls, happened_on: date, symptomatic: str, *, today: date) -> "Declaration":
        """A case study gives a date, so the first question is not asked twice."""
        days = (today - happened_on).days
        if days <= LIVE_WITHIN_DAYS:
            started = Started.TODAY
        elif days <= WEEK:
            started = Started.DAYS
        else:
            started = Started.WEEKS if days <= MONTH else Started.OVER_MONTH
        return cls(started.value, symptomatic)
