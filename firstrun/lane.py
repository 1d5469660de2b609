"""The side lane: stages of the test run that go one after the other, beside whatever stands in the foreground."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Stage:
    """One run of pytest that writes into files, to be shown when everything is through."""

    part: str
    title: str
    command: list[str]
    env: dict[str, str]
    report: Path
    printed: Path
    process: "subprocess.Popen[bytes] | None" = None
    code: int = -1


@dataclass
class Lane:
    """`begin` starts a stage's process and `end` sees it off; between them somebody calls `step` now and then."""

    begin: Callable[[Stage], "subprocess.Popen[bytes]"]
    end: Callable[["subprocess.Popen[bytes]"], None]
    waiting: list[Stage] = field(default_factory=list)
    running: Stage | None = None

    def step(self) -> bool:
        """Notice what has ended and start what comes next. True when nothing is left."""
        if self.running and self.running.process and self.running.process.poll() is not None:
            self.running.code = self.running.process.returncode
            self.end(self.running.process)
            self.running = None
        if self.running is None and self.waiting:
            self.running = self.waiting.pop(0)
            self.running.process = self.begin(self.running)
        return self.running is None

    def stop(self) -> None:
        """Whatever is left of it, at once."""
        self.waiting.clear()
        if self.running and self.running.process:
            self.end(self.running.process)
            self.running = None
