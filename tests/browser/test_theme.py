"""Light and dark in a real browser: at once, kept for the next page, and by a form where there are no scripts."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LIGHT, DARK = "rgb(246, 248, 247)", "rgb(14, 23, 25)"
PAPER = "getComputedStyle(document.body).backgroundColor"


def choose(page: Page, name: str) -> None:
    page.get_by_role("group", name="Colours").get_by_role("button", name=name).click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_visitor_reads_in_the_dark_whatever_the_device_says(visit, scripts):
    page = visit(java_script_enabled=scripts, color_scheme="light")
    page.goto("/cases/")
    assert page.evaluate(PAPER) == LIGHT
    with page.expect_response("**/theme/"):
        choose(page, "Dark")
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("heading", level=1)).to_have_text("Case studies")
    assert page.evaluate(PAPER) == DARK
    page.goto("/helpline/")
    assert page.evaluate(PAPER) == DARK
    with page.expect_response("**/theme/"):
        choose(page, "As my device")
    page.goto("/")
    assert page.evaluate(PAPER) == LIGHT
