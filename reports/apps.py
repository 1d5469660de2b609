"""Files that can be asked for, as a Django app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        autodiscover_modules("exports")
