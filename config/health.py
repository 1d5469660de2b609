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
from huey.contrib.djhuey import HUEY
from redis.exceptions import RedisError

from config import away, refused
from config.checks import hook_is_safe, keys_are_set
from config.versions import versions
from config.views import redis_answers
from deflection.models import Helpline, Page, ReaderVersion
from members.models import Evidence
from moderation import queue
from moderation.urgency import in_words
from notifications import push
from notifications.models import Device, Digest, Mailbox, Notification
from reports.models import Export
from screening import emergency

LATE = timedelta(minutes=5)  # whatever the worker has not done by then, it does not do
DAY = timedelta(days=1)
ROOM = 0.10  # of the disk
LEAVES = {
    "smtp": "By SMTP",
    "filebased": "It does not: it is written to files",
    "console": "It does not: it is printed",
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
        return [Fact("This part", f"did not answer ({type(error).__name__})", False)]


def waits(what: str, rows: QuerySet, since: str, now: datetime) -> Fact:
    """How many are overdue, and the oldest of them: nothing where the worker keeps up."""
    found = rows.order_by().filter(**{f"{since}__lte": now - LATE}).aggregate(number=Count("pk"), oldest=Min(since))
    if not found["number"]:
        return Fact(what, "Nothing is overdue.")
    return Fact(what, f"{found['number']} overdue, the oldest for {in_words(now - found['oldest'])}.", False)


def of_queue(_: datetime) -> list[Fact]:
    counts = queue.how_many()
    named = ", ".join(f"{queue.KINDS[kind].lower()} {number}" for kind, number in counts.by_kind.items() if number)
    return [
        Fact("Waiting for moderators", named.capitalize() or "Nothing."),
        Fact("Later than promised", str(counts.late), not counts.late),
    ]


def of_jobs(now: datetime) -> list[Fact]:
    where = "At once, in the web server: there is no Redis." if HUEY.immediate else "A worker, through Redis."
    return [
        Fact("Where work is done", where),
        Fact("Handed over, not begun", str(HUEY.pending_count())),
        Fact("For later", str(HUEY.scheduled_count())),
        waits("Files that were asked for", Export.objects.waiting(), "asked_at", now),
        waits("Calls to those on duty", Page.objects.to_send(now), "try_at", now),
    ]


def of_mail(now: datetime) -> list[Fact]:
    stopped = Mailbox.objects.exclude(stopped_at=None).count()
    return [
        Fact("How it leaves", LEAVES.get(settings.EMAIL_BACKEND.split(".")[-2], settings.EMAIL_BACKEND)),
        waits("Lines that should have left", Notification.objects.to_send(now), "leaves_at", now),
        waits("Digests", Digest.objects.filter(member__is_active=True), "due_at", now),
        Fact("Mailboxes that take no mail", str(stopped)),
    ]


def of_push(now: datetime) -> list[Fact]:
    if not push.is_set_up():
        return [Fact("Push", "Not set up; members are told by mail and in the bell.")]
    found = Device.objects.aggregate(number=Count("pk"), again=Count("pk", filter=Q(tries__gt=0)))
    return [
        Fact("Devices", str(found["number"])),
        Fact("Not reached at the first try", str(found["again"])),
        waits("To ring", Device.objects.all(), "ring_at", now),
    ]


def of_calls(now: datetime) -> list[Fact]:
    failed = Page.objects.filter(failed_at__gt=now - DAY).count()
    stale = sum(line.is_stale for line in Helpline.objects.all())
    return [
        Fact("Calls that reached nobody, last 24 hours", str(failed), not failed),
        Fact("Helplines that nobody has checked for a month", str(stale), not stale),
    ]


def of_storage(_: datetime) -> list[Fact]:
    disk = shutil.disk_usage(settings.VAR_DIR if settings.VAR_DIR.exists() else settings.BASE_DIR)
    files = Export.objects.filter(state="ready").aggregate(size=Sum("size"))["size"] or 0
    evidence = Evidence.objects.filter(emptied_at=None).aggregate(size=Sum("size"))["size"] or 0
    free = f"{filesizeformat(disk.free)} of {filesizeformat(disk.total)} free"
    return [
        Fact("Database", filesizeformat(database_size())),
        Fact("Sealed evidence of claims", filesizeformat(evidence)),
        Fact("Sealed files that members asked for", filesizeformat(files)),
        Fact("Disk", free, disk.free > ROOM * disk.total),
    ]


def database_size() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return cursor.fetchone()[0]


def of_parts(_: datetime) -> list[Fact]:
    redis = "Not used: one process, by choice." if not settings.REDIS_URL else "Answers."
    answers = redis_answers()
    migrations = away.waiting_migrations()
    broken = emergency.degraded()
    active = ReaderVersion.objects.filter(is_active=True).values_list("name", flat=True).first()
    settled = [message for check in (keys_are_set, hook_is_safe) for message in check(None)]
    return [
        Fact("Redis", redis if answers else "Does not answer: posts are stored, open pages wait for them.", answers),
        Fact("Migrations", f"{len(migrations)} wait" if migrations else "All there", not migrations),
        Fact("Reader of emergencies", broken or f"Whole{f', version {active}' if active else ''}", broken is None),
        *(Fact("Settings", message.msg, False) for message in settled),
    ]


def of_browsers(_: datetime) -> list[Fact]:
    broken = refused.lately()
    words = ", ".join(f"{rule} {number}" for rule, number in broken.items()) or "Nothing."
    return [Fact("Refused by browsers, last seven days", words, not broken)]


def of_versions(_: datetime) -> list[Fact]:
    return [Fact(name, version) for name, version in versions().items()]


PARTS: dict[str, Callable[[datetime], list[Fact]]] = {
    "Parts": of_parts,
    "The moderators’ queue": of_queue,
    "Calls and helplines": of_calls,
    "Work that the worker does": of_jobs,
    "Mail": of_mail,
    "Push": of_push,
    "Storage": of_storage,
    "Browsers": of_browsers,
    "Versions": of_versions,
}
