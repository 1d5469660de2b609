"""F8: the clock of both web servers is set back two hours, and two hours forward, while members post."""

import contextlib
import os
import re
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from demo.replay.visitor import Visitor
from tests.faults.drill import Drill, Finding

LIBRARY = "libfaketime.so.1"
PLACES = [Path(place) for place in ("/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime")]
JUMPS = ("-2h", "+2h", "+0")
BETWEEN = 3.0


def library() -> Path | None:
    """It stands between a program and the clock; DEBRIEF_FAKETIME names it where it is no part of the system."""
    named = [Path(os.environ["DEBRIEF_FAKETIME"])] if os.environ.get("DEBRIEF_FAKETIME") else []
    return next((file for file in [*named, *(place / LIBRARY for place in PLACES)] if file.exists()), None)


def clocks_set(drill: Drill, folder: Path) -> Finding:
    """Each jump comes while they post; then everybody's replies stand in the order in which they were answered."""
    before = drill.count()
    with jumping(drill, folder) as clock:
        for jump in JUMPS:
            clock.write_text(jump)
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
    """Each web server started again so that a file says how far its clock is off; the monotonic clock stays right."""
    clock, real = folder / "clock", drill.site.env
    clock.write_text("+0")
    faked = {
        "LD_PRELOAD": str(library()), "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1",
    }  # fmt: skip
    try:
        for env in (real | faked, real):
            for web in drill.site.webs:
                web.stop()
                web.env = env
                web.start()
            if env is not real:
                yield clock
    finally:
        for web in drill.site.webs:
            web.env = real


def out_of_order(drill: Drill) -> int:
    """On the page: the numbers of posts grow as they are stored, and each writer waits for every answer."""
    page = Visitor(drill.site.webs[0].url, drill.writers[0].visitor.cookies).get(drill.topic).text
    shown = [int(number) for number in re.findall(r'<article id="post-(\d+)"', page)]
    sent = [
        [int(number) for _, address in list(writer.ledger.values()) for number in re.findall(r"#post-(\d+)", address)]
        for writer in drill.writers
    ]
    return sum(later < earlier for numbers in (shown, *sent) for earlier, later in pairwise(numbers))
