"""`python -m tests.faults`: the drill in its full size, on a Redis and a PostgreSQL of its own, loopback only."""

import argparse
import os

from tests.faults.drill import HEAD, WHOLE_WITHIN, Drill, Finding, faults, site


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--away", type=float, default=10.0, help="seconds that Redis and PostgreSQL stay away")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        with site() as forum, Drill(forum, options.readers) as drill:
            print(f"{options.readers} open pages, {len(drill.writers)} writers, two web servers\n\n{HEAD}", flush=True)
            found = [
                show(drill.through(*fault)) for _ in range(options.rounds) for fault in faults(drill, options.away)
            ]
            failures = [writer.failure for writer in drill.writers if writer.failure]
            print(f"\nframes delivered twice: {drill.readers.doubled()}", *failures, sep="\n")
    except LookupError as missing:
        print(missing)
        return 2
    good = all(f.lost == f.doubled == 0 and f.whole_after <= WHOLE_WITHIN for f in found)
    return 0 if good and not failures else 1


def show(finding: Finding) -> Finding:
    print(finding.line(), flush=True)
    return finding


if __name__ == "__main__":
    raise SystemExit(main())
