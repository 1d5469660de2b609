"""Deflection as a Django app: it tells the reader which of its versions is active."""

from pathlib import Path

from django.apps import AppConfig
from django.conf import settings

from screening.emergency import versions


class DeflectionConfig(AppConfig):
    name = "deflection"

    def ready(self) -> None:
        from deflection.running import active_name  # noqa: PLC0415  (models must be loaded first)

        versions.choose_by(active_name)
        if settings.READER_VERSIONS:
            versions.look_also_in(Path(settings.READER_VERSIONS))
