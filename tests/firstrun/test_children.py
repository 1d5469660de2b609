"""Children: put back when they die, stopped with all their own, found again after a killed run."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from firstrun import leftovers
from firstrun.children import plain_environment
from firstrun.say import Refusal

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
PARENT = "import subprocess, sys, time; print(subprocess.Popen({!r}).pid, flush=True); time.sleep(60)"


def wait_for(question, *, seconds=60.0):
    until = time.monotonic() + seconds
    while not (answer := question()) and time.monotonic() < until:
        time.sleep(0.02)
    return answer


def test_a_child_that_is_killed_is_put_back(children, capsys):
    child = children.start("server", SLEEP, env=plain_environment())
    first = child.pid
    os.kill(first, signal.SIGKILL)
    wait_for(child.has_ended)
    children.tend()

    assert (child.has_ended(), child.pid == first) == (False, False)
    assert capsys.readouterr().out == "server stopped by itself; starting it again.\n"


def test_one_that_keeps_dying_ends_the_run_with_its_last_words(children, capsys):
    child = children.start("server", [sys.executable, "-c", "print('no luck')"], env=plain_environment())
    for _ in range(5):
        wait_for(child.has_ended)
        children.tend()
    wait_for(child.has_ended)
    with pytest.raises(Refusal) as refusal:
        children.tend()

    quoted = "\n".join(["    no luck"] * 6)
    assert str(refusal.value) == f"server keeps stopping. The end of {child.log}:\n{quoted}"
    assert capsys.readouterr().out == "server stopped by itself; starting it again.\n" * 5


def test_stopping_reaches_the_childrens_own_children(children):
    child = children.start("server", [sys.executable, "-c", PARENT.format(SLEEP)], env=plain_environment())
    grandchild = int(wait_for(child.log.read_text))
    children.stop_all()

    assert (child.has_ended(), wait_for(lambda: leftovers.birth_of(grandchild) == "")) == (True, True)
    assert (children.living, children.note.exists()) == ([], False)


def test_a_step_that_fails_is_a_refusal_with_the_end_of_its_log(children):
    with pytest.raises(Refusal) as refusal:
        children.run("migrate", [sys.executable, "-c", "exit('no such table')"], env=plain_environment())

    log = children.logs / "migrate.log"
    assert str(refusal.value) == f"The step “migrate” failed. The end of {log}:\n    no such table"


def test_what_a_killed_run_left_is_stopped_and_strangers_are_not(tmp_path):
    ours, stranger = (subprocess.Popen(SLEEP, start_new_session=True) for _ in range(2))
    note = tmp_path / "note.json"
    note.write_text(
        json.dumps(
            {
                "owner": [stranger.pid, "another birth"],
                "children": [[ours.pid, leftovers.birth_of(ours.pid)], [stranger.pid, "another birth"]],
                "about": "http://127.0.0.1:8000/",
            }
        )
    )
    try:
        assert leftovers.still_running(note) is None
        assert leftovers.clear_away(note) == [ours.pid]
        assert (ours.wait(5), stranger.poll(), note.exists()) == (-signal.SIGTERM, None, False)
    finally:
        stranger.kill()
        stranger.wait()


def test_a_run_that_is_alive_is_found_with_its_address(tmp_path):
    note = tmp_path / "note.json"
    leftovers.remember(note, children=[], about="http://127.0.0.1:8001/")

    assert leftovers.still_running(note) == "http://127.0.0.1:8001/"
