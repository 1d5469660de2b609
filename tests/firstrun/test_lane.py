"""The side lane of the test run."""

import subprocess
import sys
import time

from firstrun.lane import Lane, Stage


def stage(tmp_path, name: str, code: int) -> Stage:
    command = [sys.executable, "-c", f"print({name!r}); exit({code})"]
    return Stage(name, name, command, {}, tmp_path / f"{name}.xml", tmp_path / f"{name}.log")


def begin(stage: Stage) -> "subprocess.Popen[bytes]":
    with stage.printed.open("wb") as into:
        return subprocess.Popen(stage.command, stdout=into)


def test_its_stages_run_one_after_the_other_and_each_keeps_its_end(tmp_path):
    stages, seen_off = [stage(tmp_path, "first", 3), stage(tmp_path, "second", 0)], []
    lane = Lane(begin, seen_off.append, list(stages))

    at_once = set()
    until = time.monotonic() + 30
    while not lane.step() and time.monotonic() < until:
        at_once.add(tuple(s.part for s in stages if s.process and s.process.poll() is None))
        time.sleep(0.01)

    assert [(s.part, s.code, s.printed.read_text().strip()) for s in stages] == [
        ("first", 3, "first"),
        ("second", 0, "second"),
    ]
    assert (len(seen_off), at_once <= {(), ("first",), ("second",)}) == (2, True)


def test_a_lane_that_is_stopped_starts_nothing_more(tmp_path):
    stages, ended = [stage(tmp_path, "first", 0), stage(tmp_path, "second", 0)], []
    lane = Lane(begin, lambda process: ended.append(process.wait()), list(stages))

    lane.step()
    lane.stop()

    assert (lane.step(), ended, [s.process is not None for s in stages]) == (True, [0], [True, False])
