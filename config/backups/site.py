"""This very site as a place that backups are made of and put back into, from its settings."""

from pathlib import Path

from django.conf import settings
from django.db import connection

from config.backups.archive import Place
from config.backups.databases import NotPossible

SHORTEST = 40


def site() -> Place:
    return Place(connection, Path(settings.MEDIA_ROOT), {"VAULT_KEY": settings.VAULT_KEY})


def backup_key() -> str:
    key: str = settings.BACKUP_KEY
    if 0 < len(key) < SHORTEST:
        raise NotPossible(f"BACKUP_KEY is shorter than {SHORTEST} characters.")
    return key
