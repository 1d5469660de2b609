"""The faults by their numbers: which site each needs, what is done, and the line of the table it leaves."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from tests.faults.clocks import clocks_set
from tests.faults.deeds import backed_up_under_load, manage, sent_fifty_times
from tests.faults.drill import WHOLE_WITHIN, Drill, Finding, Site, site, small_site
from tests.faults.hurting import ways
from tests.faults.kept import calls_through_kills, drafts_through_kills
from tests.faults.moving import moved

LARGE, SMALL = ("F1", "F2", "F3", "F4", "F5", "F8", "F10", "F16", "F17", "H4", "H5"), ("F6", "F7")
DEEDS: dict[str, Callable[[Drill, Path], Finding]] = {
    "F8": clocks_set,
    "F10": sent_fifty_times,
    "F16": backed_up_under_load,
    "H4": calls_through_kills,
    "H5": drafts_through_kills,
}
# Those whose fault needs no load beside it stand as tests; here they are run once more by their number.
BY_TESTS = {
    "F8": (
        "hours that come twice, rights that lapse",
        "tests/deflection/test_rota.py",
        "tests/realtime/test_rights.py::test_rights_that_lapse_by_the_clock_are_found_by_the_clock",
        "tests/realtime/test_rights.py::test_a_socket_of_half_a_day_is_asked_to_come_again",
    ),
    "F9": (
        "a browser is offline, its socket dead or silent",
        "tests/browser/test_offline.py", "tests/browser/test_live.py", "tests/browser/test_polling.py",
    ),
    "F12": ("rights change under way", "tests/realtime/test_rights.py", "tests/moderation/test_races.py"),
    "F13": ("one reader's socket stops reading", "tests/realtime/test_two_servers.py"),
    "F14": ("the reader of texts raises", "tests/deflection/test_gate.py"),
}  # fmt: skip
RACES, MOVING = "F11", "F15"
ALL = sorted({*LARGE, *SMALL, *BY_TESTS, RACES, MOVING}, key=lambda name: (name[0], int(name[1:])))
HEAD = f"{'':<4} {'fault':<46} {'rounds':>6} {'posts':>7} {'again':>6} {'lost':>5} {'doubled':>8} {'whole in':>9}  kept"


@dataclass
class Options:
    rounds: int = 1
    readers: int = 50
    away: float = 5.0
    pause: float = 0.4
    pairs: int = 200
    calls: int = 100
    posts: int = 100_000
    earlier: str = ""


@dataclass
class Line:
    """One line of the table: a fault over all of its rounds."""

    name: str
    fault: str
    findings: list[Finding] = field(default_factory=list)
    kept: str = ""
    broken: str = ""

    @property
    def is_good(self) -> bool:
        whole = all(f.lost == f.doubled == 0 and f.whole_after <= WHOLE_WITHIN for f in self.findings)
        return whole and not self.broken

    def __str__(self) -> str:
        sums = [
            sum(getattr(f, what) for f in self.findings) for what in ("acknowledged", "sent_again", "lost", "doubled")
        ]
        slowest = max((f.whole_after for f in self.findings), default=0.0)
        said = self.broken or self.kept
        numbers = f"{sums[0]:>7} {sums[1]:>6} {sums[2]:>5} {sums[3]:>8} {slowest:>7.1f} s"
        return f"{self.name:<4} {self.fault:<46} {len(self.findings) or 1:>6} {numbers}  {said}"


def lines(asked: Iterable[str], options: Options) -> Iterator[Line]:
    """Raises LookupError, with a sentence, where a site cannot be had."""
    chosen = [name for name in ALL if name in set(asked)]
    for names, make in ((LARGE, site), (SMALL, small_site)):
        here = [name for name in chosen if name in names]
        if here:
            with make() as place:
                yield from under_load(place, here, options)
    for name in chosen:
        if name == RACES:
            yield races(options)
        elif name == MOVING:
            with moved(options.earlier, options.readers, options.pause, options.posts) as (finding, drill):
                yield judged(Line(name, finding.fault, [finding]), drill)
        elif name in BY_TESTS:
            yield by_tests(name)


def under_load(place: Site, names: list[str], options: Options) -> Iterator[Line]:
    readers = options.readers if place.redis else min(options.readers, 20)
    with (
        tempfile.TemporaryDirectory(prefix="debrief-fault-") as folder,
        Drill(place, readers, options.pause, options.calls) as drill,
    ):
        done = ways(place, options.away)
        for name in names:
            for fault, away in done.get(name, []):
                yield judged(rounds(Line(name, fault), drill, away, options.rounds), drill)
            if name in DEEDS:
                found = [DEEDS[name](drill, Path(folder)) for _ in range(options.rounds)]
                yield judged(Line(name, found[0].fault, found), drill)


def rounds(line: Line, drill: Drill, away: Callable[[], None], number: int) -> Line:
    """Says after every ten how it stands: a hundred of them take half an hour."""
    for _ in range(number):
        line.findings.append(drill.through(line.fault, away))
        if len(line.findings) % 10 == 0:
            print(line, file=sys.stderr, flush=True)
    return line


def judged(line: Line, drill: Drill) -> Line:
    """I1 the ledger; I4 the chain; I6 every page whole and nothing twice; I10 counters equal a recount."""
    refused: dict[str, int] = {}
    for finding in line.findings:
        for what, count in finding.refused.items():
            refused[what] = refused.get(what, 0) + count
    wrong = [*drill.wrong, *(writer.failure for writer in drill.writers if writer.failure)]
    if drill.readers.doubled():
        wrong.append(f"I6: {drill.readers.doubled()} frames came twice")
    if (counted := counters(drill)) != "equal":
        wrong.append(f"I10: {counted}")
    try:
        manage(drill.site.env, "verify_audit")
    except RuntimeError as error:
        wrong.append(f"I4: {error}")
    line.broken = "; ".join(wrong)
    line.kept = "I1 I4 I6 I10" + "".join(f"; {count} × {what}" for what, count in refused.items())
    return line


def counters(drill: Drill) -> str:
    """Asked for until posts stand still for a moment: three members go on all the while."""
    question = (
        "SELECT t.reply_count, (SELECT count(*) FROM forum_post p WHERE p.topic_id = t.id AND p.status = 'published'"
        " AND NOT p.is_opening) FROM forum_topic t WHERE t.id = %s"
    )
    [(counted, found)] = drill.site.rows(question, drill.topic_id)
    return "equal" if counted == found else f"{counted} replies are counted, {found} are there"


def races(options: Options) -> Line:
    """F11: two moderators on one item, at the same moment."""
    return run(
        Line(RACES, f"two moderators at once, {options.pairs} pairs"),
        [sys.executable, "-m", "benchmarks.races", str(options.pairs)],
        "I4 I5",
    )


def by_tests(name: str) -> Line:
    fault, *where = BY_TESTS[name]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *where]
    return run(Line(name, fault), command, "by tests")


def run(line: Line, command: list[str], kept: str) -> Line:
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    begun = time.monotonic()
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, timeout=1800, check=False
    )
    said = [words for words in done.stdout.strip().splitlines() if "passed" in words or "failed" in words]
    line.kept = f"{kept}: {said[-1].strip('= ') if said else f'{time.monotonic() - begun:.0f} s'}"
    line.broken = "" if done.returncode == 0 else (done.stdout + done.stderr).strip()[-400:]
    return line
