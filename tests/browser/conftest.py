"""A real Chromium against a real web server with a database of its own and the demo's people."""

import contextlib
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, expect

from demo.people import LOGINS, PASSWORD
from firstrun.services import free_port, start_valkey, valkey_program
from tests.ready import FILE, drop_database, on_postgres, on_sqlite
from tests.servers import running

BUSY = 30_000  # milliseconds; only a test that fails waits so long
expect.set_options(timeout=BUSY)
EMAILS = {login.role: login.email for login in LOGINS}
PHONE = {"width": 360, "height": 640}
# The browser notes every refused request; a form that comes back, a page that is not there, or a draft that was
# published already is an answer like others.
REFUSED_FORM = re.compile(r"Failed to load resource: the server responded with a status of (404|409|410|422)")
NO_KEEPER = "Service Worker registration blocked by Playwright"
LEFT_AT_ONCE = re.compile(r"closed before the connection is established")  # a page left while its socket was opening
OFFLINE = re.compile(
    r"^htmx:(afterRequest|sendError)|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_RESET|ERR_NETWORK_CHANGED"
)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    program = os.environ.get("CHROMIUM", "")
    if not program:
        pytest.skip("no Chromium in this run")
    quiet = ["gpu", "quic", "background-networking", "component-update", "sync", "extensions", "default-apps"]
    flags = ["--no-sandbox", "--no-first-run", *(f"--disable-{what}" for what in quiet)]
    return browser_type_launch_args | {"executable_path": program, "args": flags, "headless": True}


class Site:
    """The forum under test; `rows` asks its database past all code of ours."""

    def __init__(self, folder: Path, url: str, database: str = "", env: dict[str, str] | None = None) -> None:
        self.folder, self.url, self.fault, self.database, self.env = folder, url, "", database, env or {}
        self.signed_in: dict[str, Any] = {}

    def rows(self, question: str, *words: object) -> list[tuple[Any, ...]]:
        """Questions are written as for SQLite, with `?`."""
        if self.database.startswith("postgres"):
            with psycopg.connect(self.database) as database:
                asked = question.replace("%", "%%").replace("?", "%s") if words else question
                return database.execute(asked, words or None).fetchall()
        with contextlib.closing(sqlite3.connect(self.folder / FILE)) as database:
            return database.execute(question, words).fetchall()

    def a_topic(self, kind: str) -> str:
        """The path of the newest public topic of that kind."""
        newest = "SELECT id FROM forum_topic WHERE kind = ? AND status = 'published' ORDER BY created_at DESC LIMIT 1"
        return f"/{'cases' if kind == 'cases' else 'topics'}/{self.rows(newest, kind)[0][0]}/"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, browser_type_launch_args: dict[str, Any]) -> Iterator[Site]:
    """On PostgreSQL and Redis behind two web servers where the run has them, otherwise on SQLite behind one."""
    folder, port = tmp_path_factory.mktemp("site"), free_port()
    server = os.environ.get("TEST_DATABASE_URL", "") if valkey_program() else ""
    env = on_postgres(server, folder, port) if server else on_sqlite(folder, port)
    with (
        start_valkey() if valkey_program() else contextlib.nullcontext("") as redis,
        running(env | {"REDIS_URL": redis}, folder, port=port, webs=2 if server else 1) as url,
    ):
        yield Site(folder, url, env["DATABASE_URL"], env)
    if server:
        drop_database(server, env["DATABASE_URL"])


@pytest.fixture(scope="session")
def furnished(site: Site) -> Site:
    """The same with one of each that the demo has none of."""
    command = [sys.executable, "-m", "tests.browser.furnish"]
    subprocess.run(command, env=site.env, cwd=settings.BASE_DIR, check=True)
    return site


class Visits:
    """The browser windows of one test, and everything in them that should not have been."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self.contexts: list[BrowserContext] = []
        self.wrong: list[str] = []
        self.offline_is_fine = False

    def __call__(self, role: str = "", *, fresh: bool = False, **options: Any) -> Page:
        """A window of its own, signed in as the demo member of that role; `fresh` with a session of its own."""
        state = None if fresh or not role else self.state_of(role)
        context = self.open(storage_state=state, **options)
        page = context.new_page()
        if role and fresh:
            sign_in(page, EMAILS[role])
        return page

    def open(self, **options: Any) -> BrowserContext:
        """Without the keeper of the helplines, which fetches 25 files for each new browser, unless one asks for it."""
        options = {"service_workers": "block", **options}
        context = self.browser.new_context(base_url=self.site.url, locale="en-GB", **options)
        context.set_default_timeout(BUSY)
        self.contexts.append(context)
        context.on("console", self.hear)
        context.on("weberror", lambda error: self.hear_error(str(error.error)))
        context.on("request", lambda request: self.look_at_address(request.url))
        context.on("response", self.look_at_answer)
        return context

    def state_of(self, role: str) -> Any:
        if role not in self.site.signed_in:
            page = self.open().new_page()
            sign_in(page, EMAILS[role])
            self.site.signed_in[role] = page.context.storage_state()
        return self.site.signed_in[role]

    def hear(self, message: ConsoleMessage) -> None:
        excused = REFUSED_FORM.search(message.text) or LEFT_AT_ONCE.search(message.text)
        excused = excused or message.text == NO_KEEPER or (self.offline_is_fine and OFFLINE.search(message.text))
        if message.type in ("error", "warning") and not excused:
            self.wrong.append(f"{message.type}: {message.text}")

    def hear_error(self, words: str) -> None:
        """Without a network the browser cannot look whether the keeper of the helplines has changed."""
        if not (self.offline_is_fine and "fetching the script" in words):
            self.wrong.append(f"error: {words}")

    def look_at_address(self, url: str) -> None:
        if url.startswith("http") and urlsplit(url).netloc != urlsplit(self.site.url).netloc:
            self.wrong.append(f"another host: {url}")
        elif urlsplit(url).path == "/csp/":
            self.wrong.append("the browser reports that it refused something on a page")

    def look_at_answer(self, response: Response) -> None:
        if response.status >= 500:
            self.wrong.append(f"{response.status}: {response.url}")


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visits]:
    """`visit("expert")` opens a window. At the end: no console error, no refused policy, no other host, no 5xx."""
    visits = Visits(browser, site)
    yield visits
    for context in visits.contexts:
        context.close()
    assert visits.wrong == []


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").first.fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.locator("form", has=page.get_by_label("Password", exact=True)).get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")


def has_seen_older_calls(page: Page) -> None:
    """A call that nobody answered rings on every page of whoever was called, until they press Seen."""
    page.wait_for_load_state("networkidle")
    seen = page.locator("#ring").get_by_role("button", name="Seen")
    if seen.is_visible():
        seen.click()


Visit = Callable[..., Page]
