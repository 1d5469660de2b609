"""`python -m tests.faults [F1 F2 …]`: the faults, one after the other, on servers of its own, loopback only."""

import argparse
import os
import signal
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from tests.faults.suite import ALL, HEAD, Options, lines


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("faults", nargs="*", metavar="FAULT", help=f"{', '.join(ALL)}; without a name all of them")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--readers", type=int, default=50, help="open pages")
    parser.add_argument("--away", type=float, default=5.0, help="seconds that a part stays away")
    parser.add_argument("--pause", type=float, default=0.4, help="seconds between two posts of a member")
    parser.add_argument("--pairs", type=int, default=200, help="pairs of moderators at once (F11)")
    parser.add_argument("--calls", type=int, default=100, help="cries for help (H4), and saved drafts (H5)")
    parser.add_argument("--posts", type=int, default=100_000, help="that are there already (F15)")
    parser.add_argument(
        "--earlier", default="", help="the version to move from (F15): that before the newest migration"
    )
    options = parser.parse_args()
    if unknown := [name for name in options.faults if name not in ALL]:
        parser.error(f"unknown: {', '.join(unknown)}. There are {', '.join(ALL)}.")
    asked = Options(**{name: value for name, value in vars(options).items() if name != "faults"})
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that no server is left behind
    print(HEAD, flush=True)
    good = True
    try:
        for line in lines(options.faults or ALL, asked):
            print(line, flush=True)
            good &= line.is_good
    except LookupError as missing:
        print(missing)
        return 2
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
