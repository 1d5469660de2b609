"""Finding one's way: the tours, and single keys through lists, posts and places."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keys import go

pytestmark = pytest.mark.browser


def at(page: Page) -> str:
    """What the walk through a list or a topic stands at."""
    return page.evaluate("document.activeElement.closest('article.post, .topic-link')?.textContent.trim() ?? ''")


def test_single_keys_walk_lists_and_posts_and_never_act_in_a_field(visit, site):
    page = visit("expert")
    page.goto("/sections/discussion/")
    first, second = page.locator("#main .topic-link").nth(0), page.locator("#main .topic-link").nth(1)
    page.keyboard.press("j")
    expect(first).to_be_focused()
    page.keyboard.press("j")
    expect(second).to_be_focused()
    page.keyboard.press("k")
    expect(first).to_be_focused()
    page.keyboard.press("o")
    expect(page.locator("article.post").first).to_be_visible()
    page.wait_for_load_state()  # scripts have begun to listen

    page.keyboard.press("j")
    assert at(page) != ""
    page.keyboard.press("r")
    expect(page.get_by_role("textbox", name="Your reply")).to_be_focused()

    page.goto("/answers/")
    search = page.get_by_label("Search the forum")
    page.keyboard.press("/")
    expect(search).to_be_focused()
    page.keyboard.type("j? g")
    expect(search).to_have_value("j? g")
    expect(page.get_by_role("dialog")).to_have_count(0)
    search.blur()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    expect(keys.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    go(page, "s", "**/settings/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Settings")


def test_a_first_shift_is_read_page_by_page_and_keys_are_turned_off(visit):
    page = visit("moderator")
    page.goto("/welcome/")
    page.get_by_role("link", name="Your first shift as a moderator").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One queue")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Keys")
    page.goto("/welcome/")
    expect(page.get_by_text("Page 2 of 5")).to_be_visible()
    page.get_by_role("link", name="Your first shift as a moderator").click()
    page.get_by_role("button", name="Skip the rest").click()
    expect(page.get_by_role("status").first).to_contain_text("is done")

    page.goto("/settings/keys/")
    for wanted in (False, True):
        page.get_by_label("One key alone does something").set_checked(wanted)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status").first).to_contain_text(f"Single keys are {'on' if wanted else 'off'}.")
        page.keyboard.press("?")
        expect(page.get_by_role("dialog")).to_have_count(int(wanted))
        page.keyboard.press("Escape")
