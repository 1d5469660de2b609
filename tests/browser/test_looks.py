"""Every screen on a small telephone, in light and dark: nothing sideways, nothing that shuts people out."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from demo.people import PASSWORD
from tests.browser.conftest import PHONE, Site, Visits, sign_in
from tests.browser.screens import PAGES, WHOSE, address

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def window(visit: Visits, site: Site, role: str) -> Page:
    if role != "whoever was stopped":
        return visit(role, viewport=PHONE)
    page = visit(viewport=PHONE)
    sign_in(page, site.rows(WHOSE)[0][0], PASSWORD)
    return page


def sideways(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(("role", "name"), [(role, name) for role, names in PAGES.items() for name in names])
def test_a_page_fits_a_small_telephone_and_shuts_nobody_out(visit, site, role, name):
    page = window(visit, site, role)
    answer = page.goto(address(site, name), wait_until="networkidle")
    assert answer is not None
    assert (answer.status, visit.wrong) == (200, [])

    seen = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        seen[scheme] = (sideways(page), violations(page))
    assert seen == {"light": (0, []), "dark": (0, [])}
    visit.wrong.clear()  # axe tries inline styles of its own, and the policy refuses them as it should
