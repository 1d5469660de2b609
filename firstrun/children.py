"""Children: the processes a run starts, watched, restarted when they die, and never left behind."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from firstrun import leftovers
from firstrun.door import ROOT
from firstrun.say import Refusal, Stopped, say, tail

RESTARTS_A_MINUTE = 5
PATIENCE = 8.0
TICK = 0.1


@dataclass
class Child:
    name: str
    command: list[str]
    env: Mapping[str, str]
    log: Path
    user: str | None = None
    stop_sign: int = signal.SIGTERM
    restart: bool = True
    cwd: Path = ROOT
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)

    def spawn(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=dict(self.env),
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=self.user,
                group=self.user,
                extra_groups=[] if self.user else None,
                # A group of its own: Ctrl-C reaches us first, and we stop the group whole.
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def last_words(self) -> str:
        return tail(self.log.read_text(errors="replace"))


class Children:
    """Everything one run started. `note` is where a later run finds them if this one is killed."""

    def __init__(self, *, logs: Path, note: Path, about: str = "") -> None:
        self.logs, self.note, self.about = logs, note, about
        self.living: list[Child] = []
        self.guests: list[int] = []  # processes others wait for, noted so that a later run finds them too
        self.stopping = False
        self.reason = 0
        self.noted = False
        logs.mkdir(parents=True, exist_ok=True)

    def heed_signals(self) -> None:
        """Only note the wish: an exception inside Popen could lose a child just born."""
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._wish_to_stop)

    def _wish_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping, self.reason = True, number

    def pause(self, seconds: float = TICK) -> None:
        until = time.monotonic() + seconds
        while not self.stopping and time.monotonic() < until:
            time.sleep(min(TICK, seconds))
        if self.stopping:
            raise Stopped

    def write_note(self) -> None:
        self.noted = True
        running = [child.pid for child in self.living if child.process]
        leftovers.remember(self.note, children=[*running, *self.guests], about=self.about)

    def start(
        self,
        name: str,
        command: list[str],
        *,
        env: Mapping[str, str],
        user: str | None = None,
        stop_sign: int = signal.SIGTERM,
        restart: bool = True,
        cwd: Path = ROOT,
    ) -> Child:
        """Start a server; its output goes to its own log."""
        child = Child(name, command, env, self.logs / f"{name}.log", user, stop_sign, restart, cwd)
        child.log.write_bytes(b"")
        self.living.append(child)
        child.spawn()
        self.write_note()
        return child

    def run(
        self,
        name: str,
        command: list[str],
        *,
        env: Mapping[str, str],
        watch: Callable[[str], None] | None = None,
        cwd: Path = ROOT,
        user: str | None = None,
        seconds: float = 1800,
    ) -> str:
        """Run one step to its end and answer with what it printed; a step that fails is a refusal."""
        step = Child(name, command, env, self.logs / f"{name}.log", user, restart=False, cwd=cwd)
        step.log.write_bytes(b"")
        self.living.append(step)
        try:
            step.spawn()
            self.write_note()
            until = time.monotonic() + seconds
            while not step.has_ended() and time.monotonic() < until:
                self.pause()
                if watch:
                    watch(step.log.read_text(errors="replace"))
        finally:
            self.stop(step)
            self.write_note()
        if step.process is None or step.process.returncode:
            raise Refusal(f"The step “{name}” failed. The end of {step.log}:\n{step.last_words()}")
        return step.log.read_text(errors="replace")

    def tend(self) -> None:
        """Put back what died, unless it dies again and again."""
        for child in [c for c in self.living if c.restart and c.has_ended()]:
            now = time.monotonic()
            child.deaths = [*(t for t in child.deaths if now - t < 60), now]
            if len(child.deaths) > RESTARTS_A_MINUTE:
                raise Refusal(f"{child.name} keeps stopping. The end of {child.log}:\n{child.last_words()}")
            say(f"{child.name} stopped by itself; starting it again.")
            child.spawn()
            self.write_note()

    def stop(self, *which: Child) -> None:
        """Ask, wait, then insist; the whole group each time."""
        for child in which:
            if not child.has_ended():
                leftovers.send(child.pid, child.stop_sign)
        until = time.monotonic() + PATIENCE
        for child in which:
            with contextlib.suppress(subprocess.TimeoutExpired):
                if child.process:
                    child.process.wait(max(0.05, until - time.monotonic()))
            if child.process:
                # Even when the leader has gone: a group member may have stayed.
                leftovers.send(child.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
                child.process.wait()
        self.living = [c for c in self.living if c not in which]

    def stop_all(self) -> None:
        self.stop(*reversed(self.living))
        if self.noted:
            self.note.unlink(missing_ok=True)


def plain_environment() -> dict[str, str]:
    """Ours, less what would send a child to another interpreter."""
    misleading = ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__")
    env = {name: value for name, value in os.environ.items() if name not in misleading}
    return env | {"PYTHONUNBUFFERED": "1"}
