"""Every screen in light and dark, on a telephone and a desk: nothing sideways, nothing that shuts people out."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect

from demo.people import PASSWORD
from tests.browser.conftest import Site, Visits, sign_in
from tests.browser.screens import EMERGENCY, PAGES, WHO, address

pytestmark = pytest.mark.browser

AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
ENHANCED = "color-contrast-enhanced"
COLOURS = ["color-contrast", "link-in-text-block"]  # of all rules these alone ask for them
TELEPHONE, DESK, NARROWEST = ({"width": width, "height": 800} for width in (360, 1280, 320))
# Header and footer are the same on every page of a role: they are read once on each page, and in all ways on the first.
FRAME = {"exclude": [["body > header"], ["body > footer"]]}
READ = """async ([where, how]) => (await axe.run(where || document, how)).violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.target}`))"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Letters that are cut off by their own box; a line that scrolls, or is meant for ears alone, is not.
CUT = """[...document.querySelectorAll('body *')].filter(one => {
    const style = getComputedStyle(one);
    const hides = [style.overflowX, style.overflowY].some(how => how === 'hidden' || how === 'clip');
    const bigger = one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2;
    return hides && bigger && one.clientHeight > 2 && one.innerText?.trim() && style.position !== 'absolute';
}).map(one => one.outerHTML.slice(0, 120))"""


def all_rules(strict: bool) -> dict[str, Any]:
    return RULES | ({"rules": {ENHANCED: {"enabled": True}}} if strict else {})


def colours(strict: bool) -> dict[str, Any]:
    asked = [*COLOURS, ENHANCED] if strict else COLOURS
    return RULES | {"runOnly": {"type": "rule", "values": asked}, "preload": False}


# A theme changes colours and nothing else: each width is read whole in one of them, and for its colours in the other.
WAYS = (
    (TELEPHONE, "light", all_rules), (TELEPHONE, "dark", colours), (DESK, "dark", all_rules), (DESK, "light", colours),
)  # fmt: skip


class Rooms:
    """One window for each role, kept open: what is looked at changes, whoever looks does not."""

    def __init__(self, visits: Visits) -> None:
        self.visits, self.pages = visits, dict[str, Page]()

    def of(self, role: str) -> tuple[Page, bool]:
        """And whether it is the first look into it."""
        if is_new := role not in self.pages:
            self.pages[role] = self.enter(role)
        return self.pages[role], is_new

    def enter(self, role: str) -> Page:
        if role not in WHO:
            return self.visits(role, reduced_motion="reduce", viewport=TELEPHONE)
        page = self.visits(reduced_motion="reduce", viewport=TELEPHONE)
        sign_in(page, self.visits.site.rows(WHO[role])[0][0], PASSWORD)
        return page


@pytest.fixture(scope="module")
def rooms(browser: Browser, furnished: Site) -> Iterator[Rooms]:
    visits = Visits(browser, furnished)
    yield Rooms(visits)
    for context in visits.contexts:
        context.close()


def look(page: Page, *, whole: bool, strict: bool) -> dict[str, list[Any]]:
    """What is wrong with the page that is open, by the way it is looked at; empty where nothing is."""
    page.evaluate(f"{AXE};null")
    found = {}
    for size, scheme, rules in WAYS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        where = None if whole or (size, scheme) == (TELEPHONE, "light") else FRAME
        found[f"{size['width']} {scheme}"] = page.evaluate(READ, [where, rules(strict)])
        found[f"{size['width']} sideways"] = sideways(page)
    page.set_viewport_size(NARROWEST)
    found["320 sideways"] = sideways(page)
    page.set_viewport_size(DESK)
    with letters_doubled(page):
        found["200 % sideways"], found["200 % cut"] = sideways(page), page.evaluate(CUT)
    return {way: what for way, what in found.items() if what}


def violations(page: Page) -> list[str]:
    page.evaluate(f"{AXE};null")
    return page.evaluate(READ, [None, RULES])


@contextlib.contextmanager
def letters_doubled(page: Page) -> Iterator[None]:
    """As somebody who has chosen a larger letter in their browser's settings."""
    settings = page.context.new_cdp_session(page)
    settings.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    yield
    settings.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    settings.detach()


def sideways(page: Page) -> list[int]:
    over = page.evaluate(SIDEWAYS)
    return [over] if over else []


@pytest.mark.parametrize(("role", "name"), [(role, name) for role, names in PAGES.items() for name in names])
def test_a_screen_fits_and_shuts_nobody_out(rooms, furnished, role, name):
    page, is_first = rooms.of(role)
    page.set_viewport_size(TELEPHONE)
    rooms.visits.wrong.clear()
    answer = page.goto(address(furnished, name), wait_until="load")
    assert answer is not None
    expect(page.locator(".htmx-request")).to_have_count(0)
    assert (answer.status, rooms.visits.wrong) == (200, [])

    assert look(page, whole=is_first, strict=name in EMERGENCY) == {}
