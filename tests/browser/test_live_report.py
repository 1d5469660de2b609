"""A colleague marks a post as live: it leaves the other page, its author's page goes to the number, and one answers."""

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser

WORDS = "A reply that somebody will take for live."
SECONDS = 10.0  # the promise is one second on a quiet machine; a busy one may take longer


def violations(page: Page) -> list[str]:
    return [rule["id"] for rule in Axe().run(page).response["violations"]]


def mark(reporter: Page) -> float:
    """Through the menu of the post, as everybody does; says when the button was pressed."""
    post = reporter.locator("article.post", has_text=WORDS)
    post.get_by_role("link", name=re.compile("^More")).click()
    post.get_by_role("link", name="This may be happening now").click()
    expect(reporter.get_by_role("heading", level=1)).to_have_text("May this be happening now?")
    assert violations(reporter) == []
    started = time.perf_counter()
    reporter.get_by_role("button", name="Yes, it may be happening now").click()
    return started


def test_it_vanishes_from_the_other_page_and_its_author_is_sent_to_the_number(visit, site, capsys):
    topic = site.a_topic("discussion")
    author, reporter, other = visit("verified", viewport=PHONE), visit("expert", viewport=PHONE), visit()
    moderator, colleague = visit("moderator"), visit("administrator")
    for page in (author, reporter, other):
        page.goto(topic)
        page.keyboard.press("End")
    author.get_by_role("textbox", name="Your reply").fill(WORDS)
    author.get_by_role("button", name="Post your reply").click()
    expect(other.locator(".said", has_text=WORDS)).to_be_visible()
    expect(author.get_by_role("textbox", name="Your reply")).to_have_value("")
    moderator.goto("/")

    started = mark(reporter)
    other.locator(".said", has_text=WORDS).wait_for(state="detached")
    gone = time.perf_counter() - started
    author.wait_for_url("**/deflections/*/")
    sent = time.perf_counter() - started
    with capsys.disabled():
        print(f"\n  marked as live: off the other page in {gone * 1000:.0f} ms, author sent in {sent * 1000:.0f} ms")
    assert max(gone, sent) < SECONDS

    colleague.goto("/moderation/alerts/")
    colleague.get_by_role("link", name="A post was reported as happening now").first.click()
    expect(author.get_by_role("alert").get_by_role("heading", level=1)).to_have_text(
        "A colleague thinks this is happening now. Ring first."
    )
    expect(author.locator(".interlude")).to_be_in_viewport(ratio=1)
    expect(author.get_by_role("status").filter(has_text="Your post is hidden")).to_contain_text(
        "A moderator on duty was told at"
    )
    assert violations(author) == []
    answered(author, moderator, colleague)
    visit.wrong.clear()  # axe tries inline styles of its own, and the policy refuses them as it should


def answered(author: Page, moderator: Page, colleague: Page) -> None:
    """One click on the bell; the author sees it, and a colleague sees who has it."""
    expect(moderator.locator("#ring")).to_contain_text("A post was reported as happening now")
    moderator.locator("#ring").get_by_role("button", name="I have it").click()
    moderator.wait_for_url("**/moderation/posts/*/")
    expect(colleague.get_by_label("The call")).to_contain_text("Ffion Pennarth has it", timeout=10_000)
    expect(author.get_by_role("status").filter(has_text="Your post is hidden")).to_contain_text(
        "A moderator acknowledged it at", timeout=10_000
    )
