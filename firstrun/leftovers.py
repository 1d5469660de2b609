"""Leftovers: servers of ours that outlived a killed run are known by pid and birth, and stopped."""

import contextlib
import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

BOOT = Path("/proc/sys/kernel/random/boot_id")


def birth_of(pid: int) -> str:
    """When this process began, so that a reused number is never taken for ours; empty if it is gone."""
    stat = Path(f"/proc/{pid}/stat")
    if BOOT.exists():
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            return "" if fields[0] == "Z" else f"{BOOT.read_text().strip()}:{fields[19]}"
        return ""
    with contextlib.suppress(OSError):
        question = ["ps", "-o", "lstart=", "-p", str(pid)]
        return subprocess.run(question, capture_output=True, text=True, check=False).stdout.strip()
    return ""


def remember(note: Path, *, children: list[int], about: str = "") -> None:
    """Write down who runs, whole or not at all."""
    note.parent.mkdir(parents=True, exist_ok=True)
    facts = {
        "owner": [os.getpid(), birth_of(os.getpid())],
        "children": [[pid, birth_of(pid)] for pid in children],
        "about": about,
    }
    fresh = note.with_suffix(".new")
    fresh.write_text(json.dumps(facts))
    fresh.replace(note)


def recall(note: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(note.read_text()))
    except (OSError, ValueError):
        return {"owner": [0, ""], "children": [], "about": ""}


def is_same(pid: int, birth: str) -> bool:
    return bool(birth) and birth_of(pid) == birth


def still_running(note: Path) -> str | None:
    """Where the run that wrote this note can be found, if it is alive."""
    facts = recall(note)
    return str(facts["about"]) if is_same(*facts["owner"]) else None


def clear_away(note: Path) -> list[int]:
    """Stop what a killed run left behind; answers with the process numbers that were stopped."""
    ours = [int(pid) for pid, birth in recall(note)["children"] if is_same(pid, birth)]
    for sign, patience in ((signal.SIGTERM, 5.0), (getattr(signal, "SIGKILL", signal.SIGTERM), 2.0)):
        for pid in filter(birth_of, ours):
            send(pid, sign)
        until = time.monotonic() + patience
        while any(map(birth_of, ours)) and time.monotonic() < until:
            time.sleep(0.05)
    note.unlink(missing_ok=True)
    return ours


def send(pid: int, sign: int) -> None:
    """To the whole group, where it leads one: a server's own helpers go with it."""
    for reach in (getattr(os, "killpg", os.kill), os.kill):
        try:
            reach(pid, sign)
        except ProcessLookupError:
            continue  # it leads no group, or it is gone
        except PermissionError:
            pass
        return
