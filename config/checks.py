"""Start-up checks: a bad setting is an error in plain words, before the first visitor."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from screening import emergency

MIN_SECRET = 40


@register()
def keys_are_set(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without DEBUG the keys, hosts and origins must come from the environment."""
    if settings.DEBUG:
        return []
    problems: list[CheckMessage] = []
    for name in ("SECRET_KEY", "VAULT_KEY"):
        if len(getattr(settings, name)) < MIN_SECRET:
            problems.append(
                Error(
                    f"{name} is missing or shorter than {MIN_SECRET} characters.",
                    hint=f"Set {name} in the environment.",
                    id="debrief.E001",
                )
            )
    if settings.VAULT_KEY and settings.VAULT_KEY == settings.SECRET_KEY:
        problems.append(
            Error(
                "VAULT_KEY is the same as SECRET_KEY.",
                hint="Give the vault a key of its own: it must outlive a change of SECRET_KEY.",
                id="debrief.E002",
            )
        )
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        problems.append(
            Error(
                "ALLOWED_HOSTS must name the hosts of this site.",
                hint="Set ALLOWED_HOSTS=forum.example.org.",
                id="debrief.E003",
            )
        )
    if not settings.ORIGINS:
        problems.append(
            Error(
                "ORIGINS is empty, so every socket would be refused.",
                hint="Set ORIGINS=https://forum.example.org.",
                id="debrief.E004",
            )
        )
    if settings.DEMO:
        problems.append(
            Error("DEMO is on without DEBUG: the demo's logins are public.", hint="Unset DEMO.", id="debrief.E005")
        )
    return problems


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
