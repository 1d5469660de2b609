"""What the site can say of its own health: each part asked by itself, so that one that is away silences no other."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Min, Q, QuerySet, Sum
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from huey.contrib.djhuey import HUEY
from redis.exceptions import RedisError

from config import away, refused
from config.checks import hook_is_safe, keys_are_set
from config.versions import versions
from config.views import redis_answers
from deflection.models import Helpline, Page, ReaderVersion
from members.models import Evidence
from members.wording import in_a_sentence
from moderation import queue
from moderation.urgency import in_words
from notifications import push
from notifications.models import Device, Digest, Mailbox, Notification
from reports.models import Export
from screening import emergency
from webhooks.models import Delivery

LATE = timedelta(minutes=5)  # whatever the worker has not done by then, it does not do
DAY = timedelta(days=1)
ROOM = 0.10  # of the disk
LEAVES = {
    "smtp": gettext_lazy("By SMTP"),
    "filebased": gettext_lazy("It does not: it is written to files"),
    "console": gettext_lazy("It does not: it is printed"),
}


@dataclass(frozen=True)
class Fact:
    """One line: what, how it is, and whether somebody should look."""

    what: str
    words: str
    is_well: bool = True


@dataclass(frozen=True)
class Part:
    """A part of the site with what it said of itself, or that it did not answer."""

    name: str
    facts: list[Fact]

    @property
    def is_well(self) -> bool:
        return all(fact.is_well for fact in self.facts)


def parts() -> list[Part]:
    return [Part(name, asked(ask)) for name, ask in PARTS.items()]


def asked(ask: Callable[[datetime], list[Fact]]) -> list[Fact]:
    try:
        return ask(timezone.now())
    except (DatabaseError, RedisError, OSError) as error:
        return [
            Fact(
                gettext("This part"),
                gettext("did not answer (%(error)s)") % {"error": type(error).__name__},
                False,
            )
        ]


def waits(what: str, rows: QuerySet, since: str, now: datetime) -> Fact:
    """How many are overdue, and the oldest of them: nothing where the worker keeps up."""
    found = rows.order_by().filter(**{f"{since}__lte": now - LATE}).aggregate(number=Count("pk"), oldest=Min(since))
    if not found["number"]:
        return Fact(what, gettext("Nothing is overdue."))
    return Fact(
        what,
        gettext("%(number)s overdue, the oldest for %(time)s.")
        % {"number": found["number"], "time": in_words(now - found["oldest"])},
        False,
    )


def of_queue(_: datetime) -> list[Fact]:
    counts = queue.how_many()
    named = ", ".join(
        f"{in_a_sentence(queue.KINDS[kind])} {number}" for kind, number in counts.by_kind.items() if number
    )
    return [
        Fact(gettext("Waiting for moderators"), named.capitalize() or gettext("Nothing.")),
        Fact(gettext("Later than promised"), str(counts.late), not counts.late),
    ]


def of_jobs(now: datetime) -> list[Fact]:
    where = (
        gettext("At once, in the web server: there is no Redis.")
        if HUEY.immediate
        else gettext("A worker, through Redis.")
    )
    return [
        Fact(gettext("Where work is done"), where),
        Fact(gettext("Handed over, not begun"), str(HUEY.pending_count())),
        Fact(gettext("For later"), str(HUEY.scheduled_count())),
        waits(gettext("Files that were asked for"), Export.objects.waiting(), "asked_at", now),
        waits(gettext("Calls to those on duty"), Page.objects.to_send(now), "try_at", now),
        waits(gettext("Webhooks"), Delivery.objects.due(now), "due_at", now),
    ]


def of_mail(now: datetime) -> list[Fact]:
    stopped = Mailbox.objects.exclude(stopped_at=None).count()
    return [
        Fact(gettext("How it leaves"), LEAVES.get(settings.EMAIL_BACKEND.split(".")[-2], settings.EMAIL_BACKEND)),
        waits(gettext("Lines that should have left"), Notification.objects.to_send(now), "leaves_at", now),
        waits(gettext("Digests"), Digest.objects.filter(member__is_active=True), "due_at", now),
        Fact(gettext("Mailboxes that take no mail"), str(stopped)),
    ]


def of_push(now: datetime) -> list[Fact]:
    if not push.is_set_up():
        return [Fact(gettext("Push"), gettext("Not set up; members are told by mail and in the bell."))]
    found = Device.objects.aggregate(number=Count("pk"), again=Count("pk", filter=Q(tries__gt=0)))
    return [
        Fact(gettext("Devices"), str(found["number"])),
        Fact(gettext("Not reached at the first try"), str(found["again"])),
        waits(gettext("To ring"), Device.objects.all(), "ring_at", now),
    ]


def of_calls(now: datetime) -> list[Fact]:
    failed = Page.objects.filter(failed_at__gt=now - DAY).count()
    stale = sum(line.is_stale for line in Helpline.objects.all())
    return [
        Fact(gettext("Calls that reached nobody, last 24 hours"), str(failed), not failed),
        Fact(gettext("Helplines that nobody has checked for a month"), str(stale), not stale),
    ]


def of_storage(_: datetime) -> list[Fact]:
    disk = shutil.disk_usage(settings.VAR_DIR if settings.VAR_DIR.exists() else settings.BASE_DIR)
    files = Export.objects.filter(state="ready").aggregate(size=Sum("size"))["size"] or 0
    evidence = Evidence.objects.filter(emptied_at=None).aggregate(size=Sum("size"))["size"] or 0
    sizes = {"free": filesizeformat(disk.free), "whole": filesizeformat(disk.total)}
    return [
        Fact(gettext("Database"), filesizeformat(database_size())),
        Fact(gettext("Sealed evidence of claims"), filesizeformat(evidence)),
        Fact(gettext("Sealed files that members asked for"), filesizeformat(files)),
        Fact(gettext("Disk"), gettext("%(free)s of %(whole)s free") % sizes, disk.free > ROOM * disk.total),
    ]


def database_size() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return cursor.fetchone()[0]


def of_parts(_: datetime) -> list[Fact]:
    redis = gettext("Not used: one process, by choice.") if not settings.REDIS_URL else gettext("Answers.")
    answers = redis_answers()
    migrations = away.waiting_migrations()
    broken = emergency.degraded()
    active = ReaderVersion.objects.filter(is_active=True).values_list("name", flat=True).first()
    settled = [message for check in (keys_are_set, hook_is_safe) for message in check(None)]
    return [
        Fact(
            "Redis",
            redis if answers else gettext("Does not answer: posts are stored, open pages wait for them."),
            answers,
        ),
        Fact(
            gettext("Migrations"),
            gettext("%(number)s wait") % {"number": len(migrations)} if migrations else gettext("All there"),
            not migrations,
        ),
        Fact(
            gettext("Reader of emergencies"),
            broken or (gettext("Whole, version %(name)s") % {"name": active} if active else gettext("Whole")),
            broken is None,
        ),
        *(Fact(gettext("Settings"), message.msg, False) for message in settled),
    ]


def of_browsers(_: datetime) -> list[Fact]:
    broken = refused.lately()
    words = ", ".join(f"{rule} {number}" for rule, number in broken.items()) or gettext("Nothing.")
    return [Fact(gettext("Refused by browsers, last seven days"), words, not broken)]


def of_versions(_: datetime) -> list[Fact]:
    return [Fact(name, version) for name, version in versions().items()]


PARTS: dict[str, Callable[[datetime], list[Fact]]] = {
    gettext_lazy("Parts"): of_parts,
    gettext_lazy("The moderators’ queue"): of_queue,
    gettext_lazy("Calls and helplines"): of_calls,
    gettext_lazy("Work that the worker does"): of_jobs,
    gettext_lazy("Mail"): of_mail,
    gettext_lazy("Push"): of_push,
    gettext_lazy("Storage"): of_storage,
    gettext_lazy("Browsers"): of_browsers,
    gettext_lazy("Versions"): of_versions,
}
