"""`manage.py load_demo`: the fictional forum, once."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.load import is_loaded, load
from demo.people import LOGINS, PASSWORD


class Command(BaseCommand):
    help = "Fill an empty forum with fictional members, case studies, questions, flags and one waiting deflection."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--logins-json", action="store_true", help="Print the demo's logins as JSON and do nothing else."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["logins_json"]:
            self.stdout.write(json.dumps([{**login._asdict(), "password": PASSWORD} for login in LOGINS]))
            return
        if not settings.DEMO:
            raise CommandError("The demo's people have public passwords, so they are only loaded with DEMO=1.")
        if is_loaded():
            self.stdout.write("The demo's data is there already; it was kept.")
            return
        self.stdout.write("Fictional: " + ", ".join(f"{number} {what}" for what, number in load().items()))
