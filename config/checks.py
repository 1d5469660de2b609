"""Start-up checks: a bad setting is an error in plain words, before the first visitor."""

from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from members.sealing import keys
from notifications import push
from notifications.signed import is_safe
from screening import emergency

MIN_SECRET = 40


@register()
def keys_are_set(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """On a real site the keys, hosts and origins must come from the environment."""
    if settings.ON_A_LAPTOP and not settings.PRODUCTION:
        return []
    short = [
        Error(
            f"{name} is missing or shorter than {MIN_SECRET} characters.",
            hint=f"Set {name} in the environment.",
            id="debrief.E001",
        )
        for name in ("SECRET_KEY", "VAULT_KEY")
        if len(getattr(settings, name)) < MIN_SECRET
    ]
    return [*short, *(Error(message, hint=hint, id=f"debrief.{name}") for name, message, hint, bad in faults() if bad)]


def faults() -> Iterable[tuple[str, str, str, bool]]:
    """Name, sentence, cure, and whether it is so."""
    yield (
        "E002",
        "VAULT_KEY is the same as SECRET_KEY.",
        "Give the vault a key of its own: it must outlive a change of SECRET_KEY.",
        bool(settings.VAULT_KEY) and settings.SECRET_KEY in keys(),
    )
    yield (
        "E003",
        "ALLOWED_HOSTS must name the hosts of this site.",
        "Set ALLOWED_HOSTS=forum.example.org.",
        not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS,
    )
    yield (
        "E004",
        "ORIGINS is empty, so every socket would be refused.",
        "Set ORIGINS=https://forum.example.org.",
        not settings.ORIGINS,
    )
    yield (
        "E008",
        f"BOUNCE_SECRET is shorter than {MIN_SECRET} characters.",
        "Set it here and at whatever sends the reports, or leave it empty.",
        0 < len(settings.BOUNCE_SECRET) < MIN_SECRET,
    )
    yield (
        "E009",
        "Push cannot be signed: VAPID_PRIVATE_KEY is no key, or VAPID_SUBJECT no mailto: or https: address.",
        "Take what manage.py make_push_keys prints, or leave both empty.",
        not push.fits(),
    )
    yield "E005", "DEMO is on in production: the demo's logins are public.", "Unset DEMO.", settings.DEMO


@register()
def several_keys_are_whole(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Half a key among them would make one long key of all, which opens nothing."""
    if "," not in settings.VAULT_KEY or keys() != (settings.VAULT_KEY,):
        return []
    sentence = f"VAULT_KEY has a comma, and a part shorter than {MIN_SECRET} characters: all of it is read as one key."
    hint = "If it is to hold several keys, give each of them whole."
    return [Warning(sentence, hint=hint, id="debrief.W006")]


@register()
def hook_is_safe(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Calls to those on duty leave over HTTPS and signed, or not at all."""
    if not settings.DUTY_WEBHOOK_URL:
        return []
    found = []
    if not is_safe(settings.DUTY_WEBHOOK_URL):
        found.append(Error("DUTY_WEBHOOK_URL must begin with https:// and name a host.", id="debrief.E006"))
    if len(settings.DUTY_WEBHOOK_SECRET) < MIN_SECRET:
        sentence = f"DUTY_WEBHOOK_SECRET is missing or shorter than {MIN_SECRET} characters."
        found.append(Error(sentence, hint="Set it here and at the service that takes the calls.", id="debrief.E007"))
    return found


@register()
def log_format_is_known(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Whoever reads the log by machine must not find out later that it was written for people."""
    if settings.LOG_FORMAT in (known := settings.LOGGING["formatters"]):
        return []
    sentence = f"LOG_FORMAT is {settings.LOG_FORMAT}. It can be {' or '.join(known)}."
    return [Error(sentence, hint="Set it to one of these, or leave it empty.", id="debrief.E010")]


@register()
def second_factors_are_asked_for(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """With real members, a stolen password of a moderator must not be enough."""
    if not settings.PRODUCTION or settings.SECOND_FACTOR_REQUIRED:
        return []
    hint = "Unset SECOND_FACTOR_REQUIRED."
    return [Warning("Moderators can sign in with a password alone.", hint=hint, id="debrief.W002")]


@register()
def reader_is_whole(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A reader without its model still works, more cautiously: say so, never stay silent."""
    if reason := emergency.degraded():
        return [
            Warning(
                f"The emergency reader runs on rules alone: {reason}",
                hint="Texts are stopped more often until the model is back.",
                id="debrief.W001",
            )
        ]
    return []


@register(deploy=True)
def lines_are_shut(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """To the database and to Redis: within one machine as it is, over a network sealed, and not for everybody."""
    return [Warning(sentence, hint=hint, id=f"debrief.{name}") for name, sentence, hint, is_so in open_lines() if is_so]


def open_lines() -> Iterable[tuple[str, str, str, bool]]:
    database = settings.DATABASES["default"]
    is_far = database["ENGINE"] == "config.postgres" and not is_near(database["HOST"])
    yield (
        "W003",
        "What is said to PostgreSQL goes over a network where it could be read, or to whoever answers.",
        "Add ?sslmode=verify-full&sslrootcert=/etc/debrief/ca.pem to DATABASE_URL.",
        is_far and database["OPTIONS"].get("sslmode") != "verify-full",
    )
    stores = [urlsplit(url) for url in {settings.REDIS_URL, *settings.CHANNEL_REDIS_URLS} if url]
    yield (
        "W004",
        "What is said to Redis goes over a network where it could be read.",
        "Begin REDIS_URL with rediss:// and let Redis have a certificate.",
        any(one.scheme == "redis" and not is_near(one.hostname or "") for one in stores),
    )
    yield (
        "W005",
        "Redis asks nobody who they are.",
        "Give it a password, and put it into REDIS_URL: redis://debrief:password@127.0.0.1:6379/0.",
        any(one.scheme != "unix" and not one.password for one in stores),
    )


def is_near(host: str) -> bool:
    """On this very machine: a socket, or an address that no other machine can reach."""
    if not host or host.startswith("/") or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
