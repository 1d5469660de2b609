"""Two moderators, one item, the same moment: `python -m benchmarks.races [1000]`, on a new file or DATABASE_URL."""

import json
import os
import sys
import tempfile
import time

import django
from django.core.management import call_command
from django.test.utils import setup_test_environment


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/races.sqlite3")
        os.environ.setdefault("DEMO", "1")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
        setup_test_environment()
        from benchmarks.deciding import run  # noqa: PLC0415  (its models need the settings first)

        call_command("migrate", verbosity=0)
        start = time.monotonic()
        races = run(number)
        for words, found in {
            "answers of the two": {f"{a} and {b}": n for (a, b), n in sorted(races.answers.items())},
            "decisions an item": dict(races.decisions),
            "lines in the chain an item": dict(races.lines),
            "items not as decided": races.broken,
            "the chain": races.chain,
            "seconds": round(time.monotonic() - start, 1),
        }.items():
            print(f"{words:28} {json.dumps(found)}")
        sys.exit(0 if races.as_promised else 1)


if __name__ == "__main__":
    main()
