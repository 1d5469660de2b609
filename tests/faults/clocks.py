"""F8: the clock of both web servers is set back two hours, and two hours forward, while members post."""

import contextlib
import re
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from demo.replay.visitor import Visitor
from tests.faults.drill import Drill, Finding
from tests.servers import WebServer

JUMPS = (-7200, 7200, 0)  # seconds
BETWEEN = 3.0


def clocks_set(drill: Drill, folder: Path) -> Finding:
    """Each jump comes while they post; then everybody's replies stand in the order in which they were answered."""
    before = drill.count()
    with jumping(drill, folder) as clock:
        for jump in JUMPS:
            set_clock(clock, jump)
            drill.wait_for_a_post_of_each()
            time.sleep(BETWEEN)
        began = time.monotonic()
        drill.readers.seconds_until_whole(drill.stored(), 10)
        whole_after = time.monotonic() - began
    drill.wait_for_a_post_of_each()
    after, (lost, doubled) = drill.count(), drill.compare(drill.acknowledged())
    if wrong := out_of_order(drill):
        drill.wrong.append(f"{wrong} replies stand before one that was answered earlier")
    name = "clocks two hours back, two forward, right again"
    return Finding(name, after[0] - before[0], after[1] - before[1], after[2] - before[2], lost, doubled, whole_after)


@contextlib.contextmanager
def jumping(drill: Drill, folder: Path) -> Iterator[Path]:
    """Each web server started again so that a file says how far its clock is off; that of the databases stays right."""
    clock, ours = folder / "clock", drill.site.env
    set_clock(clock, 0)
    run(drill, ours | {"DRILL_CLOCK": str(clock)}, "tests.faults.moved_clock:application")
    yield clock
    run(drill, ours, WebServer.application)


def run(drill: Drill, env: dict[str, str], application: str) -> None:
    for web in drill.site.webs:
        web.stop()
        web.env, web.application = env, application
        web.start()


def set_clock(clock: Path, seconds: int) -> None:
    """Whole at any moment: a server may read it just now."""
    fresh = clock.with_suffix(".fresh")
    fresh.write_text(str(seconds), encoding="utf-8")
    fresh.rename(clock)


def out_of_order(drill: Drill) -> int:
    """On the page: the numbers of posts grow as they are stored, and each writer waits for every answer."""
    page = Visitor(drill.site.webs[0].url, drill.writers[0].visitor.cookies).get(drill.topic).text
    shown = [int(number) for number in re.findall(r'<article id="post-(\d+)"', page)]
    sent = [
        [int(number) for _, address in writer.ledger.copy().values() for number in re.findall(r"#post-(\d+)", address)]
        for writer in drill.writers
    ]
    return sum(later < earlier for numbers in (shown, *sent) for earlier, later in pairwise(numbers))
