"""Which versions run here: ours, and those that it rests on."""

import platform
import tomllib
from functools import cache
from importlib.metadata import version

from django.conf import settings
from django.db import connection

PACKAGES = ("Django", "channels", "daphne", "huey")


@cache
def own() -> str:
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def database() -> str:
    question = "SHOW server_version" if connection.vendor == "postgresql" else "SELECT sqlite_version()"
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def versions() -> dict[str, str]:
    ours = {settings.SITE_NAME: own(), "Python": platform.python_version(), connection.display_name: database()}
    return ours | {name: version(name) for name in PACKAGES}
