"""A form that takes longer than a second says that it is still at work."""

import time

import pytest
from playwright.sync_api import Route, expect

pytestmark = pytest.mark.browser

# While a page is on its way to the next nothing can be asked of it: it notes itself what was shown.
NOTE = """() => new MutationObserver(() => {
    const shown = document.querySelector(".patience");
    const bar = shown?.querySelector("progress[aria-labelledby=patience]");
    if (bar) sessionStorage.setItem("shown", shown.getAttribute("role") + ": " + shown.textContent);
}).observe(document.body, { childList: true, subtree: true, characterData: true })"""


def slowly(route: Route) -> None:
    time.sleep(4)
    route.continue_()


def test_a_form_that_takes_long_says_so_until_its_answer_is_there(visit):
    page = visit("moderator")
    page.goto("/moderation/try/")
    page.evaluate(NOTE)
    page.route("**/moderation/try/", slowly)
    page.get_by_label("Text").first.fill("Which fridge thermometer do you use in clinic?")
    page.get_by_role("button", name="Read it").click()

    expect(page.locator(".tried section").first).to_be_visible()
    said = page.evaluate("() => sessionStorage.getItem('shown')")
    assert said == "status: Still working on it. Please leave this page open."
    expect(page.locator(".patience")).to_have_count(0)
