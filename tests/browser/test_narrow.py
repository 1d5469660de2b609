"""The narrowest screen, and text at twice its size on a telephone: all of it stays on the page."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site, Visits

pytestmark = pytest.mark.browser

NARROW, PHONE = {"width": 320, "height": 568}, {"width": 390, "height": 844}
TWICE = "document.documentElement.style.fontSize = '200%'"
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PATHS = {
    "": ["/", "/accounts/login/", "/accounts/signup/", "/helpline/", "/cases/", "/nothing/"],
    "verified": ["/", "a case", "a question", "/search/?q=filler", "/sections/questions/new/", "/settings/"],
    "moderator": ["/moderation/", "/style/", "/style/?dir=rtl"],
}


def beyond(page: Page, site: Site, path: str) -> tuple[int, int]:
    """How many pixels stand outside of the screen, on the narrowest and with large text."""
    kinds = {"a case": "cases", "a question": "questions"}
    page.set_viewport_size(NARROW)
    page.goto(site.a_topic(kinds[path]) if path in kinds else path)
    narrow = page.evaluate(BEYOND)
    page.set_viewport_size(PHONE)
    page.evaluate(TWICE)
    return narrow, page.evaluate(BEYOND)


@pytest.mark.parametrize("role", PATHS)
def test_nothing_leaves_the_page(visit: Visits, site: Site, role: str) -> None:
    page = visit(role)
    assert {path: beyond(page, site, path) for path in PATHS[role]} == dict.fromkeys(PATHS[role], (0, 0))
