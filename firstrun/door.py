"""The door: looks which Python this is, then opens the demo, the tests or Django."""

# Pythons back to 3.6 read this file, to be told kindly that they are too old: no newer grammar here.
import importlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import List, Optional

FITTING = ((3, 11), (3, 12), (3, 13))
ROOT = Path(__file__).resolve().parent.parent
ROOMS = {"demo": "firstrun.demo", "test": "firstrun.testrun"}


def enter(argv: List[str]) -> None:
    """Open the room the first word names; every other word is a command of Django's."""
    word = argv[1] if len(argv) > 1 else ""
    if word in ROOMS:
        need_fitting_python(argv)
        sys.exit(importlib.import_module(ROOMS[word]).main(argv[2:]))
    if importlib.util.find_spec("django") is None:
        need_built_venv(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    importlib.import_module("django.core.management").execute_from_command_line(argv)


def need_fitting_python(argv: List[str]) -> None:
    """Go on under this Python, under another one on the PATH, or not at all."""
    if sys.version_info[:2] in FITTING:
        return
    other = another_python()
    if other is None:
        leave(wrong_python(sys.version_info[:2], platform.system()))
    hand_over(other, argv)


def need_built_venv(argv: List[str]) -> None:
    """Django is missing here: go on in .venv, or say how to get one."""
    python = venv_python()
    if not python.exists() or Path(sys.prefix).resolve() == (ROOT / ".venv").resolve():
        leave("Django is not installed here yet. Run this first, it builds .venv: python3 manage.py demo")
    hand_over(str(python), argv)


def another_python() -> Optional[str]:
    """The first Python at hand that fits: our own .venv, then the PATH."""
    names = [str(venv_python())] + ["python%d.%d" % version for version in reversed(FITTING)]
    found = [shutil.which(name) for name in names]
    return next((path for path in found if path and fits(path)), None)


def fits(python: str) -> bool:
    """Ask it rather than trust its name: a version manager's shim exists without its Python."""
    question = "import sys, ensurepip; sys.exit(sys.version_info[:2] not in %r)" % (FITTING,)
    silence = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.call([python, "-c", question], **silence) == 0


def wrong_python(found: "tuple", system: str) -> str:
    """One sentence: what is needed, what is here, and the cure."""
    age = " (too new for the pinned packages)" if tuple(found) > FITTING[-1] else ""
    if system == "Darwin":
        cure = "Install one with: brew install python@3.12"
    else:
        cure = (
            "Install one (Debian 12 and Ubuntu 22.04: sudo apt install python3.11 python3.11-venv;"
            " Ubuntu 24.04: python3.12 python3.12-venv; Debian 13: python3.13 python3.13-venv)"
        )
    needed = "Debrief needs Python 3.11, 3.12 or 3.13; this is %d.%d%s." % (found[0], found[1], age)
    return "%s %s, then run the same command again." % (needed, cure)


def venv_python() -> Path:
    return ROOT / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def hand_over(python: str, argv: List[str]) -> None:
    """Become that Python; the answer and the exit code are then its own."""
    command = [python, str(ROOT / "manage.py")] + argv[1:]
    if os.name == "nt":  # execv there returns to the shell before the work is done
        sys.exit(subprocess.call(command))
    os.execv(python, command)


def leave(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.exit(2)
