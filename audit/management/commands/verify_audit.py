"""`manage.py verify_audit`: is the chain as it was written? Says the first line that is not."""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from audit.verification import Noted, Verification, verify


def noted(text: str) -> Noted:
    number, _, hash = text.partition(":")
    if not number.isdecimal() or not hash:
        raise ArgumentTypeError("give the number of a line and its hash, as NUMBER:HASH")
    return Noted(int(number), hash.lower(), "the note given here")


class Command(BaseCommand):
    help = "Walk the audit chain from the first line to the last, and say the first that was changed or is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object instead of sentences")
        parser.add_argument(
            "--noted", action="append", default=[], type=noted, metavar="NUMBER:HASH",
            help="a line and its hash as they were noted elsewhere; may be given again",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        found = verify(options["noted"])
        self.stdout.write(as_json(found) if options["json"] else in_words(found))
        if found.fault:
            sys.exit(1)


def as_json(found: Verification) -> str:
    fault = found.fault._asdict() if found.fault else None
    return json.dumps({**asdict(found), "fault": fault, "ok": fault is None}, sort_keys=True)


def in_words(found: Verification) -> str:
    if found.fault:
        return f"The chain is broken. {found.fault.sentence} {found.lines} lines before it are as they were written."
    return "\n".join([
        f"The chain is whole: {found.lines} lines, checked against {found.anchors} notes.",
        "Note this outside the database, and give it to --noted another day:",
        f"{found.lines}:{found.hash}",
    ])  # fmt: skip
