"""What became of stopped texts, counted: shown, called, came back, told. No word of a text is read for it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from deflection.models import Alert, Deflection, Route
from deflection.routes import words_for
from moderation.boards.periods import week_of
from moderation.models import Correction, Flag, Reason, WasLive

WEEKS = 6
MOST = 100
DAYS = {"30": gettext_lazy("Last 30 days"), "90": gettext_lazy("Last 90 days"), "": gettext_lazy("Since the beginning")}


@dataclass(frozen=True)
class Step:
    """One step of the funnel, as a share of all that were stopped."""

    words: str
    number: int
    of: int

    @property
    def percent(self) -> int:
        return round(100 * self.number / self.of) if self.of else 0


STEPS = {
    "stopped": (gettext_lazy("Stopped"), Q()),
    "shown": (gettext_lazy("The number was on their screen"), Q(shown_at__isnull=False)),
    "called": (gettext_lazy("Said that they called"), Q(called_at__isnull=False)),
    "not_needed": (gettext_lazy("Said that no call was needed"), Q(not_needed_at__isnull=False)),
    "came_back": (gettext_lazy("Came back to their words"), Q(came_back_at__isnull=False)),
    "told": (gettext_lazy("Told it as a case study"), Q(told_at__isnull=False)),
}


def counted(days: str) -> QuerySet[Deflection]:
    """Texts about somebody's safety stay out: nobody is asked there whether they called or want to tell."""
    stopped = Deflection.objects.by_the_gate().exclude(route=Route.CRISIS)
    if days:
        stopped = stopped.filter(created_at__gte=timezone.now() - timedelta(days=int(days)))
    return stopped


def steps(days: str = "") -> list[Step]:
    numbers = counted(days).aggregate(**{name: Count("pk", filter=which) for name, (_, which) in STEPS.items()})
    return [Step(words, numbers[name], numbers["stopped"]) for name, (words, _) in STEPS.items()]


@dataclass(frozen=True)
class Answered:
    """How soon a moderator had a stopped text: from the rows of the calls alone."""

    called: int
    answered: int
    median: timedelta | None

    @property
    def in_words(self) -> str:
        minutes, seconds = divmod(round(self.median.total_seconds()), 60) if self.median is not None else (0, 0)
        return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


def answered(days: str = "") -> Answered:
    """Over every call about a text that the gate stopped; one that nobody answered has no time and is counted apart."""
    calls = Alert.objects.filter(deflection__in=counted(days)).values_list("raised_at", "acknowledged_at")
    waits = [had - raised for raised, had in calls if had]
    return Answered(len(calls), len(waits), median(waits) if waits else None)


def by_event(days: str = "") -> list[dict[str, object]]:
    """The same per kind of event, the most frequent first."""
    columns = {name: Count("pk", filter=which) for name, (_, which) in STEPS.items()}
    rows = counted(days).order_by().values("event").annotate(**columns).order_by("-stopped", "event")
    return [{**row, "words": words_for(row["event"])} for row in rows]


@dataclass(frozen=True)
class Passed:
    """A published post that somebody reported as live: what the gate may have missed."""

    flag: Flag
    outcome: str


def weeks() -> list[tuple[str, str]]:
    """This week and those before it, by their Mondays."""
    monday = this_monday()
    return [(str(number), week_of(monday - timedelta(weeks=number))) for number in range(WEEKS)]


def this_monday() -> date:
    today = timezone.localdate()
    return today - timedelta(days=today.weekday())


def live_reports(week: str = "0") -> list[Passed]:
    """Every report of one week that something may be happening now, the newest first, with what became of it."""
    start = this_monday() - timedelta(weeks=int(week))
    begins = timezone.make_aware(datetime.combine(start, time.min))
    flags = Flag.objects.filter(
        reason=Reason.LIVE_EMERGENCY, created_at__gte=begins, created_at__lt=begins + timedelta(weeks=1)
    )
    rows = flags.select_related("post__topic__section").order_by("-created_at", "-pk")[:MOST]
    return [Passed(flag, outcome_of(flag)) for flag in rows]


def outcome_of(flag: Flag) -> str:
    if flag.closed_at is None:
        return gettext("Nobody has decided yet")
    return gettext("Not public") if not flag.post.is_published else gettext("Stays public")


def found(days: str = "") -> dict[str, int]:
    """How appeals against a deflection ended."""
    corrections = Correction.objects.filter(deflection__in=counted(days))
    return corrections.aggregate(
        decided=Count("pk"),
        reader_wrong=Count("pk", filter=Q(found__in=[WasLive.OVER, WasLive.NO_PATIENT])),
        reader_right=Count("pk", filter=Q(found=WasLive.LIVE)),
        unclear=Count("pk", filter=Q(found=WasLive.UNCLEAR)),
    )
