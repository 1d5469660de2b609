"""Four threads record at once on a database in a file of its own; prints what the walk found."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import django

THREADS, EACH = 4, 25


def record_many(gate: Barrier) -> None:
    from django.db import connection

    from audit.actions import record
    from audit.models import Deed

    gate.wait(timeout=20)
    for count in range(EACH):
        record(Deed.CREDENTIAL_LAPSED, by=None, about=None, count=count)
    connection.close()


def record_at_once() -> None:
    gate = Barrier(THREADS)
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(record_many, [gate] * THREADS))


if __name__ == "__main__":
    django.setup()
    from django.core.management import call_command

    from audit.verification import verify

    call_command("migrate", "audit", verbosity=0)
    record_at_once()
    found = verify()
    print(json.dumps([found.lines, found.fault]))
