"""What the queue costs with many items waiting: `python -m benchmarks.queue [10000]`, on a new file or DATABASE_URL."""

import os
import sys
import tempfile

import django
from django.core.management import call_command
from django.test.utils import setup_test_environment


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/queue.sqlite3")
        os.environ.setdefault("DEMO", "1")  # pages without collected files
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
        django.setup()
        setup_test_environment()
        from benchmarks.waiting import fill, measure  # noqa: PLC0415  (its models need the settings first)

        call_command("migrate", verbosity=0)
        fill(number)
        measure(number)


if __name__ == "__main__":
    main()
