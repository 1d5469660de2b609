""".venv: built once with pinned wheels, remembered by a stamp, rebuilt when it was left half-built."""

import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from firstrun.children import Children, plain_environment
from firstrun.door import FITTING, ROOT
from firstrun.say import Refusal, Stopwatch, say

NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|name resolution|ConnectTimeout|ReadTimeout|Connection refused"
    r"|Network is unreachable|Could not find a version|No matching distribution|ProxyError"
    r"|SSLError|timed out",
)


class Venv:
    """One folder with its own Python; `python` is the program to run inside it."""

    def __init__(self, root: Path = ROOT) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.stamp = self.folder / "debrief.json"
        self.unfinished = self.folder / "debrief.unfinished"
        inside = "Scripts/python.exe" if sys.platform == "win32" else "bin/python"
        self.python = self.folder / inside

    def files(self, *, dev: bool) -> list[Path]:
        names = ["requirements.txt", "constraints.txt"] + (["requirements-dev.txt"] if dev else [])
        return [self.root / name for name in names]

    def wanted(self, *, dev: bool) -> str:
        digest = hashlib.sha256()
        for file in self.files(dev=dev):
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
        return digest.hexdigest()

    def remembered(self) -> dict[str, str]:
        try:
            return dict(json.loads(self.stamp.read_text()))
        except (OSError, ValueError):
            return {}

    def is_ready(self, *, dev: bool) -> bool:
        """True when nothing has to be done: the quick way of every later run."""
        part = "dev" if dev else "site"
        return (
            self.python.exists()
            and not self.unfinished.exists()
            and self.remembered().get(part) == self.wanted(dev=dev)
        )

    def remember(self, *, dev: bool) -> None:
        facts = self.remembered() | {"site": self.wanted(dev=False)}
        if dev:
            facts["dev"] = self.wanted(dev=True)
        self.stamp.write_text(json.dumps(facts))

    def works(self) -> bool:
        """A whole venv of a fitting Python. One that somebody else made is kept, and only topped up."""
        if not self.python.exists() or self.unfinished.exists():
            return False
        question = f"import sys, pip; sys.exit(sys.version_info[:2] not in {FITTING!r})"
        return subprocess.run([self.python, "-c", question], capture_output=True, check=False).returncode == 0


def build(venv: Venv, children: Children, clock: Stopwatch, *, dev: bool) -> None:
    """Make the venv ready; a second run with unchanged requirements only compares two hashes."""
    if venv.is_ready(dev=dev):
        return
    if not venv.works():
        with clock.part("venv"):
            create(venv, children)
    with clock.part("packages"):
        install(venv, children, dev=dev)
    venv.remember(dev=dev)
    venv.unfinished.unlink(missing_ok=True)


def create(venv: Venv, children: Children) -> None:
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise Refusal(missing_venv_module())
    say("Building .venv (about 4 s, once) …")
    try:
        if venv.folder.exists():
            shutil.rmtree(venv.folder)
        venv.folder.mkdir()
        venv.unfinished.touch()
    except OSError as error:
        raise Refusal(f"Debrief cannot write in {venv.root} ({error}); make that possible, then run again.") from None
    # The interpreter below us, should we run inside the very venv that is being replaced.
    python = getattr(sys, "_base_executable", None) or sys.executable
    try:
        children.run("venv", [python, "-m", "venv", str(venv.folder)], env=plain_environment())
    except Refusal as refusal:
        if "ensurepip" in str(refusal):
            raise Refusal(missing_venv_module()) from None
        raise


def missing_venv_module() -> str:
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return (
        f"Python {version} is here without its venv module."
        f" Install it with: sudo apt install python{version}-venv, then run the same command again."
    )


def install(venv: Venv, children: Children, *, dev: bool) -> None:
    say("Installing the pinned packages (about 30 s, once) …")
    venv.unfinished.touch()
    command = [str(venv.python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--retries", "2", "--timeout", "20", "--only-binary", ":all:", "-c", "constraints.txt"]
    for file in venv.files(dev=dev):
        if file.name != "constraints.txt":
            command += ["-r", file.name]
    try:
        children.run("pip", command, env=plain_environment(), watch=progress(), cwd=venv.root)
    except Refusal as refusal:
        raise Refusal(why_pip_failed(str(refusal))) from None


def progress() -> Callable[[str], None]:
    """A line every few seconds, so that nobody wonders whether it hangs."""
    begun = last = time.monotonic()
    announced = False

    def watch(log: str) -> None:
        nonlocal last, announced
        now = time.monotonic()
        if not announced and (found := re.search(r"^Installing collected packages: (.*)$", log, re.M)):
            announced, last = True, now
            say(f"  unpacking {found[1].count(',') + 1} packages ({now - begun:.0f} s)")
        elif now - last >= 5:
            last = now
            found_so_far = len(re.findall("^Collecting ", log, re.M))
            say(f"  {'unpacking' if announced else f'{found_so_far} packages found'} ({now - begun:.0f} s)")

    return watch


def why_pip_failed(words: str) -> str:
    if NO_NETWORK.search(words):
        return (
            "The packages could not be downloaded: this machine does not reach Python's package index."
            " Connect it to the network (or set PIP_INDEX_URL to a mirror), then run the same command again."
            " What pip said is in var/log/pip.log."
        )
    return words
