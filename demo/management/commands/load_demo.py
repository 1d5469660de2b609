"""`manage.py load_demo`: the fictional forum, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.load import is_loaded, load


class Command(BaseCommand):
    help = "Fill an empty forum with fictional members, case studies, questions, flags and one waiting deflection."

    requires_system_checks: list[str] = []  # `migrate`, which must come first, makes them

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo's people have public passwords, so they are only loaded with DEMO=1.")
        if is_loaded():
            self.stdout.write("The demo's data is there already; it was kept.")
            return
        self.stdout.write("Fictional: " + ", ".join(f"{number} {what}" for what, number in load().items()))
