"""A report from the list to the decision and back again, by keys alone, while a colleague watches."""

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visits, has_seen_older_calls

pytestmark = pytest.mark.browser

SECONDS = 10.0  # the promise is one second on a quiet machine; a busy one may take longer
REASON = "It is read as information and sells nothing, just now."


def violations(page: Page, visit: Visits) -> list[str]:
    """What axe finds. It tries inline styles and loads things of its own, which the policy refuses as it should."""
    before = list(visit.wrong)
    found = [rule["id"] for rule in Axe().run(page).response["violations"]]
    visit.wrong[:] = before
    return found


def said(page: Page) -> str:
    return page.locator("#keys-said").inner_text()


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.closest('[data-item]')?.dataset.item ?? document.activeElement.name")


def go_to(page: Page, item: str) -> None:
    """Down the list with j until it has the focus."""
    for _ in range(page.locator("#queue [data-item]").count()):
        page.keyboard.press("j")
        if focused(page) == item:
            return
    raise AssertionError(f"{item} cannot be reached")


def decide_by_keys(one: Page, post: int, visit: Visits) -> None:
    """From the line of the list to the decision; no letter of the reason is taken for a key."""
    one.keyboard.press("o")
    one.wait_for_url(f"**/moderation/posts/{post}/")
    assert violations(one, visit) == []
    one.keyboard.press("a")
    expect(one.get_by_label("Leave it as it is")).to_be_checked()
    assert focused(one) == "reason"
    one.keyboard.type(REASON)
    assert one.get_by_label(re.compile("^Reason, as")).input_value() == REASON
    one.keyboard.press("Control+Enter")
    one.wait_for_url("**/moderation/?decided=*")


def test_a_report_is_decided_and_taken_back_by_keys(visit, site, capsys):
    [(post,)] = site.rows(
        "SELECT post_id FROM moderation_flag WHERE reason = 'advertising' AND closed_at IS NULL LIMIT 1"
    )
    item = f"post-{post}"
    one, other = visit("moderator"), visit("administrator", viewport=PHONE)
    for page in (one, other):
        page.goto("/moderation/")
        has_seen_older_calls(page)
        assert violations(page, visit) == []

    go_to(one, item)
    one.keyboard.press("x")
    assert said(one) == "Chosen. 1 in all."
    started = time.perf_counter()
    one.keyboard.press("c")
    expect(other.locator(f"[data-item={item}] .taken")).to_contain_text("has it in hand until")
    took = time.perf_counter() - started
    with capsys.disabled():
        print(f"\n    a colleague sees who has it after {1000 * took:.0f} ms")
    assert took < SECONDS
    expect(one.locator(f"[data-item={item}] .taken")).to_contain_text("You have it in hand")
    expect(one.locator(f"[data-item={item}] [type=checkbox]")).to_be_checked()
    assert focused(one) == item

    decide_by_keys(one, post, visit)
    expect(other.locator(f"[data-item={item}]")).to_have_count(0)

    one.get_by_role("button", name=re.compile("^Take it back")).press("Enter")
    one.wait_for_url(f"**/moderation/posts/{post}/")
    expect(one.get_by_text("Taken back. It is as it was")).to_be_visible()
    one.keyboard.press(".")
    assert one.get_by_label(re.compile("^Reason, as")).input_value() == REASON
    one.keyboard.press("Escape")
    expect(other.locator(f"[data-item={item}]")).to_have_count(1)


def test_single_keys_can_be_turned_off_and_several_are_previewed(visit, site):
    page = visit("moderator")
    page.goto("/moderation/")
    has_seen_older_calls(page)
    page.locator("#queue [name=item]").first.check()
    page.get_by_label("With all that are ticked").select_option("keep")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("Nothing has happened yet.")).to_be_visible()
    assert violations(page, visit) == []

    page.goto("/settings/keys/")
    assert violations(page, visit) == []
    box = page.get_by_label("One key alone does something")
    for wanted, keys in ((False, 0), (True, 1)):
        box.set_checked(wanted)
        page.get_by_role("button", name="Save").click()
        page.goto("/moderation/")
        page.keyboard.press("j")
        assert page.locator("#queue [data-item]:focus-within").count() == keys
        page.goto("/settings/keys/")
