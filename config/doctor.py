"""What `manage.py doctor` looks at: settings, the parts of the health page, and what only a command has time for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from smtplib import SMTPException

from django.core import checks
from django.core.mail import get_connection
from django.db import connection
from django.utils import timezone

from audit.verification import verify
from config import away, health, rights
from config.starting import look_at_database
from deflection.models import Helpline
from forum.models import Post
from forum.models.posts import html_version
from members.models import Member

CLOCKS_APART = 5.0  # seconds


class State(StrEnum):
    OK = "ok"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One line: what was looked at, how it is, and what to do where it is not well."""

    state: State
    what: str
    words: str


def findings() -> list[Finding]:
    """Settings first, then the database; without one nothing else can be asked."""
    found = [*of_settings(), of_database()]
    if found[-1].state == State.WRONG:
        return found
    found += [line for look in LOOKS for line in look()]
    return found


def of_settings() -> list[Finding]:
    """Django's checks and our own, those for a deployment included."""
    said = [message for message in checks.run_checks(include_deployment_checks=True) if not message.is_silenced()]
    lines = [
        Finding(
            State.WRONG if message.level >= checks.ERROR else State.LOOK,
            f"setting {message.id}",
            " ".join(f"{message.msg} {message.hint or ''}".split()),
        )
        for message in said
    ]
    return lines or [Finding(State.OK, "settings", "keys, hosts, origins and cookies are as a site needs them")]


def of_database() -> Finding:
    try:
        look_at_database()
        waiting = away.waiting_migrations()
    except Exception as error:  # refused, unknown, wrong password: each has its own class, and all are one line here
        return Finding(State.WRONG, "database", f"does not answer: {' '.join(str(error).split())[:200]}")
    if waiting:
        return Finding(State.WRONG, "database", f"{len(waiting)} migrations wait: run manage.py migrate")
    return Finding(State.OK, "database", f"{connection.vendor}, as new as the code")


def of_health() -> Iterable[Finding]:
    """Redis, the reader, the worker, mail, push, storage and browsers, as the page of the site's health has them."""
    for part in health.parts():
        wrong = [fact for fact in part.facts if not fact.is_well]
        for fact in wrong:
            yield Finding(State.LOOK, str(part.name).lower(), f"{fact.what}: {fact.words}")
        if not wrong:
            yield Finding(State.OK, str(part.name).lower(), "nothing to look at")


def of_rights() -> Iterable[Finding]:
    """On PostgreSQL: a site that could rewrite the audit chain, or that lacks a table."""
    if connection.vendor != "postgresql":
        return
    much, little = rights.too_much_or_too_little(connection)
    if little:
        todo = f"{len(little)} tables are shut, first {little[0]}: run migrate as their owner, with SITE_ROLE set"
        yield Finding(State.WRONG, "rights", todo)
    elif much:
        todo = f"the site could rewrite {', '.join(much)}: let it run as a role of its own (docs/operations.md)"
        yield Finding(State.LOOK, "rights", todo)
    else:
        yield Finding(State.OK, "rights", "those it needs, and no others")


def of_helplines() -> Iterable[Finding]:
    samples = Helpline.objects.filter(is_sample=True).count()
    if samples:
        todo = f"{samples} are samples: replace each by a line that somebody has rung, before members are let in"
        yield Finding(State.WRONG, "helplines", todo)
    else:
        yield Finding(State.OK, "helplines", "none is a sample")


def of_people() -> Iterable[Finding]:
    """An expert takes two reviewers, and the second must be an administrator."""
    duty = Member.objects.on_duty().count()
    administrators = Member.objects.filter(is_active=True, is_superuser=True).count()
    words = f"{duty} on duty, {administrators} of them administrators"
    enough = duty >= 2 and administrators >= 1
    todo = "" if enough else ": make two at least, so that nobody decides about their own post"
    yield Finding(State.OK if enough else State.LOOK, "moderators", words + todo)


def of_mail_server() -> Iterable[Finding]:
    """Whether it lets us in; no mail is sent."""
    server = get_connection()
    try:
        server.open()
        server.close()
    except (OSError, SMTPException) as error:
        todo = f"does not let us in ({type(error).__name__}): look at EMAIL_URL; nobody can confirm an address"
        yield Finding(State.WRONG, "mail server", todo)
    else:
        yield Finding(State.OK, "mail server", "lets us in; no mail was sent")


def of_clock() -> Iterable[Finding]:
    """Sessions, holds and calls go by the server's clock."""
    apart = abs((database_time() - timezone.now()).total_seconds())
    is_well = apart < CLOCKS_APART
    words = "agrees with the database's" if is_well else f"is {apart:.0f} s from the database's: set both by NTP"
    yield Finding(State.OK if is_well else State.WRONG, "clock", words)


def database_time() -> datetime:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT clock_timestamp()")
            return cursor.fetchone()[0]
        cursor.execute("SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')")
        return datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=UTC)


def of_audit() -> Iterable[Finding]:
    walked = verify()
    if walked.fault:
        yield Finding(State.WRONG, "audit chain", f"line {walked.fault.number}: {walked.fault.sentence}")
    else:
        yield Finding(State.OK, "audit chain", f"{walked.lines} lines, whole to the end")


def of_html() -> Iterable[Finding]:
    old = Post.objects.filter(html_version__lt=html_version()).count()
    todo = f"{old} posts as an older sanitiser made them: run manage.py rerender"
    yield (
        Finding(State.LOOK, "stored HTML", todo) if old else Finding(State.OK, "stored HTML", "made by this sanitiser")
    )


LOOKS: tuple[Callable[[], Iterable[Finding]], ...] = (
    of_health,
    of_rights,
    of_helplines,
    of_people,
    of_mail_server,
    of_clock,
    of_audit,
    of_html,
)


def worst(found: Iterable[Finding]) -> State:
    states = {one.state for one in found}
    return next((state for state in (State.WRONG, State.LOOK) if state in states), State.OK)
