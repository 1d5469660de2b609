"""A browser that walks through a demo and takes pictures of what it meets."""

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from demo.people import LOGINS, PASSWORD
from demo.screenshots.pictures import Picture
from firstrun.chromium import find
from tests.browser.conftest import Site
from tests.browser.screens import WHOSE, address

FLAGS = ("--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb")
EMAILS = {login.role: login.email for login in LOGINS}
# A call that rings would stand over every page; the policy of the site would refuse this style, so it is put aside.
QUIET = "#ring, .live-bar { display: none !important; }"


class NoBrowser(RuntimeError):
    """There is no Chromium here."""


class Scratch(Site):
    """A demo of its own, as the tables of screens ask for it."""

    def __init__(self, url: str, database: str) -> None:
        super().__init__(Path(), url)
        self.file = database.removeprefix("sqlite:///")

    def rows(self, question: str, *words: object) -> list[tuple[Any, ...]]:
        with contextlib.closing(sqlite3.connect(self.file)) as database:
            return database.execute(question, words).fetchall()


@dataclass
class Walker:
    """Signs in once for each role, size and colours."""

    browser: Browser
    site: Scratch
    doors: dict[tuple[str, tuple[int, int], str], Page] = field(default_factory=dict)

    def take(self, picture: Picture, into: Path, *, whole: bool = False) -> int:
        """One picture; says how many bytes it is."""
        page = self.door(picture)
        answer = page.goto(address(self.site, picture.screen), wait_until="networkidle")
        if answer is None or answer.status != 200:
            raise RuntimeError(f"{picture.screen} did not open for {picture.role or 'a visitor'}.")
        page.screenshot(path=into, full_page=whole, animations="disabled", style=QUIET, caret="hide")
        return into.stat().st_size

    def door(self, picture: Picture) -> Page:
        key = (picture.role, picture.size, picture.scheme)
        if key not in self.doors:
            page = self.context(picture).new_page()
            if picture.role:
                self.sign_in(page, picture.role)
            self.doors[key] = page
        return self.doors[key]

    def context(self, picture: Picture) -> BrowserContext:
        width, height = picture.size
        return self.browser.new_context(
            base_url=self.site.url, locale="en-GB", bypass_csp=True, viewport={"width": width, "height": height},
            color_scheme=picture.scheme, reduced_motion="reduce",
        )  # fmt: skip

    def sign_in(self, page: Page, role: str) -> None:
        email = EMAILS.get(role) or self.site.rows(WHOSE)[0][0]
        page.goto("/accounts/login/")
        page.locator("form[action='/accounts/login/'] [name=login], main [name=login]").first.fill(email)
        page.locator("main [name=password]").first.fill(PASSWORD)
        page.locator("main [name=password]").first.press("Enter")
        page.wait_for_url("**/")


def browser_here() -> str:
    """The program to walk with. Raises NoBrowser."""
    if program := find():
        return program
    raise NoBrowser


@contextlib.contextmanager
def walker(program: str, url: str, database: str) -> Iterator[Walker]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        try:
            yield Walker(browser, Scratch(url, database))
        finally:
            browser.close()
