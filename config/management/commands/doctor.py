"""`manage.py doctor`: one line for each thing that must be in order, and what to do where it is not."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from config.doctor import State, findings, worst


class Command(BaseCommand):
    help = "Look at settings, database, worker, mail, helplines and the audit chain. Ends with 1 if something is wrong."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for machines: a list of objects")

    def handle(self, *args: Any, **options: Any) -> None:
        found = findings()
        if options["json"]:
            lines = [{"state": one.state, "what": one.what, "words": one.words} for one in found]
            self.stdout.write(json.dumps(lines, indent=1))
        else:
            for one in found:
                self.stdout.write(f"{one.state:<5}  {one.what}: {one.words}")
        if worst(found) == State.WRONG:
            raise SystemExit(1)
