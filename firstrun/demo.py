"""The demo: one command from nothing to a populated forum on this machine, and Ctrl-C ends all of it."""

import argparse
import json
import shutil
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from firstrun import demo_settings, leftovers, services, venv
from firstrun.children import Child, Children, plain_environment
from firstrun.door import ROOT
from firstrun.say import Refusal, Stopped, Stopwatch, say

VAR = ROOT / "var"
NOTE = VAR / "run" / "demo.json"
DATA = ("debrief.sqlite3", "debrief.sqlite3-wal", "debrief.sqlite3-shm", "media", "mail")
START_PATIENCE = 60


def main(words: list[str]) -> int:
    options = parse(words)
    try:
        demo_settings.refuse_in_production(plain_environment(), ROOT)
        refuse_twice()
        if options.reset and not reset(sure=options.yes):
            return 0
        return run(port=options.port)
    except Refusal as refusal:
        say_why(refusal)
    except OSError as error:
        say_why(Refusal(f"The demo could not go on: {error}. It writes only in {VAR} and .venv; may you write there?"))
    return 2


def run(*, port: int) -> int:
    """Start everything, keep it up, and stop all of it however this ends."""
    children = Children(logs=VAR / "log", note=NOTE)
    children.heed_signals()
    try:
        children.write_note()
        Demo(children, port=port).run()
    except Stopped:
        say("\nStopping …")
    finally:
        children.stop_all()
    say("Everything is stopped. Your data stays in var/; the same command brings it back.")
    return 0


def parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="manage.py demo", description="Show Debrief with demo data.")
    parser.add_argument("--port", type=int, default=8000, help="the port to try first (8000)")
    parser.add_argument("--reset", action="store_true", help="delete the demo's data first, and begin anew")
    parser.add_argument("--yes", action="store_true", help="with --reset: do not ask")
    return parser.parse_args(words)


def say_why(refusal: Refusal) -> None:
    sys.stdout.flush()
    print(refusal, file=sys.stderr, flush=True)


def refuse_twice() -> None:
    if (address := leftovers.still_running(NOTE)) is not None:
        where = f" at {address}" if address else ""
        raise Refusal(f"The demo of this folder is already running{where}. Stop it there with Ctrl-C first.")
    if stopped := leftovers.clear_away(NOTE):
        say(f"An earlier demo was cut off; {len(stopped)} of its servers still ran and are stopped now.")


def reset(*, sure: bool) -> bool:
    """Delete what the demo stored, after a yes."""
    if "DATABASE_URL" in demo_settings.given(plain_environment(), ROOT):
        raise Refusal(
            "demo --reset only deletes its own SQLite file, and DATABASE_URL names another database."
            " Unset DATABASE_URL, or empty that database yourself."
        )
    if not sure and not sys.stdin.isatty():
        raise Refusal("demo --reset asks before it deletes, and here is no terminal to ask on: add --yes.")
    if not sure:
        say(f"This deletes the demo's database, pictures and mail in {VAR}.")
        if not says_yes():
            say("Nothing was deleted.")
            return False
    for name in DATA:
        remove(VAR / name)
    return True


def says_yes() -> bool:
    try:
        return input("Type yes to go on: ").strip().lower() == "yes"
    except (EOFError, KeyboardInterrupt):
        say()
        return False


def remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


class Demo:
    """One run of the demo, step by step."""

    def __init__(self, children: Children, *, port: int) -> None:
        self.children = children
        self.clock = Stopwatch()
        self.venv = venv.Venv()
        self.wanted_port = port

    def run(self) -> None:
        """From nothing to an open forum, then keep it open until somebody stops us."""
        venv.build(self.venv, self.children, self.clock, dev=False)
        self.choose_port()
        self.env = demo_settings.environment(plain_environment(), ROOT, address=self.address)
        with self.clock.part("Valkey"):
            self.start_valkey()
        self.fill_database()
        with self.clock.part("start"):
            self.start_servers()
        self.show()
        while True:
            self.children.pause()
            self.children.tend()

    def choose_port(self) -> None:
        self.port = services.next_free_port(self.wanted_port)
        self.address = f"http://127.0.0.1:{self.port}/"
        self.children.about = self.address
        if self.port != self.wanted_port:
            say(f"Port {self.wanted_port} is taken; the demo uses {self.port}.")

    def start_valkey(self) -> None:
        """A real Redis-protocol server, unless somebody named one or there is no wheel here."""
        program = services.valkey_program()
        if self.env.get("REDIS_URL") or program is None:
            self.env.setdefault("REDIS_URL", "")
            return
        port = services.free_port()
        command = services.valkey_command(program, port, VAR / "valkey")
        valkey = self.children.start("valkey", command, env=self.env)
        assert valkey.process is not None
        if not services.wait_for(port, valkey.process):
            raise Refusal(f"Valkey did not start. The end of {valkey.log}:\n{valkey.last_words()}")
        self.env["REDIS_URL"] = f"redis://127.0.0.1:{port}/0"

    def manage(self, *words: str) -> list[str]:
        return [str(self.venv.python), str(ROOT / "manage.py"), *words]

    def fill_database(self) -> None:
        with self.clock.part("database"):
            self.children.run("migrate", self.manage("migrate", "--no-input", "-v", "0"), env=self.env)
        with self.clock.part("demo data"):
            self.children.run("load_demo", self.manage("load_demo"), env=self.env)

    def start_servers(self) -> None:
        web = [str(self.venv.python), "-m", "daphne", "-b", "127.0.0.1", "-p", str(self.port), "-v", "0"]
        daphne = self.children.start("daphne", [*web, "config.asgi:application"], env=self.env)
        if self.env["REDIS_URL"]:
            self.children.start("worker", self.manage("run_huey"), env=self.env)
        self.logins = self.read_logins()
        self.wait_until_healthy(daphne)

    def read_logins(self) -> list[dict[str, str]]:
        """Without Django, which would take longer to load than all of them to read."""
        command = [str(self.venv.python), "-m", "demo.people"]
        return list(json.loads(self.children.run("logins", command, env=self.env)))

    def wait_until_healthy(self, daphne: Child) -> None:
        until = time.monotonic() + START_PATIENCE
        while time.monotonic() < until and not daphne.has_ended():
            if is_healthy(self.address):
                return
            self.children.pause()
        raise Refusal(f"The web server did not start. The end of {daphne.log}:\n{daphne.last_words()}")

    def show(self) -> None:
        say(f"\nDebrief is open at {self.address}\n")
        for line in login_table(self.logins):
            say(f"  {line}")
        say("\nStand-ins, for this machine only:")
        for line in demo_settings.stand_ins(self.env, self.address):
            say(f"  {line}")
        say(f"\nTime: {self.clock.split()}")
        say("Ctrl-C stops everything.")


def is_healthy(address: str) -> bool:
    # No proxy from the environment may stand between us and our own loopback.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{address}healthz/", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def login_table(logins: list[dict[str, str]]) -> list[str]:
    """One line per role, in columns."""
    rows = [{"role": "log in as", "email": "e-mail", "password": "password", "what": ""}, *logins]
    widths = {key: max(len(row[key]) for row in rows) for key in ("role", "email", "password")}
    cells = [[*(row[key].ljust(width) for key, width in widths.items()), row.get("what", "")] for row in rows]
    return ["  ".join(cell).rstrip() for cell in cells]
