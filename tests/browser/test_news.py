"""What is new since one was here: a line on the page, a count in the list, another device."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser


def answer(page: Page, topic: str, words: str) -> None:
    page.goto(topic)
    page.get_by_role("textbox", name="Your reply").fill(words)
    page.get_by_role("button", name="Post your reply").click()
    expect(page.get_by_text(words)).to_be_visible()


def be_seen(page: Page, topic: str) -> None:
    with page.expect_response(re.compile(rf"{topic}seen/$")):
        page.goto(topic)


def see_it_all(page: Page) -> None:
    """What tests before this one wrote is not new any more."""
    page.goto("/new/")
    if page.get_by_role("button", name="I have seen it all").count():
        page.get_by_role("button", name="I have seen it all").click()
    expect(page.get_by_text("Nothing new in the topics that you have read.")).to_be_visible()


def test_what_was_written_since_is_marked_counted_and_found(visit, site):
    topic = site.a_topic("discussion")
    reader, other = visit("member"), visit("expert")
    be_seen(reader, topic)
    see_it_all(reader)
    answer(other, topic, "We number the pages of ours.")
    answer(other, topic, "And each line has two initials.")

    phone = visit("member", viewport=PHONE)
    phone.goto("/sections/discussion/")
    row = phone.locator("li", has=phone.locator(f'a[href="{topic}"]'))
    expect(row.get_by_role("link", name=re.compile("^2 new in"))).to_have_text("2 new")
    phone.goto("/new/")
    expect(phone.get_by_role("link", name=re.compile("^2 new: go to the first"))).to_be_visible()

    row = phone.get_by_role("link", name=re.compile("^2 new: go to the first"))
    with phone.expect_response(re.compile(rf"{topic}seen/$")):
        row.click()
    assert "#post-" in phone.url
    expect(phone.get_by_role("link", name="2 posts are new since you were here: go to the first")).to_be_visible()
    first_new = phone.locator("p.since + article")
    expect(first_new).to_contain_text("We number the pages of ours.")

    reader.goto("/new/")
    expect(reader.get_by_text("Nothing new in the topics that you have read.")).to_be_visible()


def test_a_post_is_kept_with_a_note_from_its_menu(visit, site):
    page = visit("member", viewport=PHONE)
    page.goto(site.a_topic("questions"))
    page.locator("article .post-more").first.click()
    page.get_by_role("link", name="Bookmark", exact=True).click()
    page.get_by_label("A note for yourself").fill("For the talk on storage.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Kept among your bookmarks.")).to_be_visible()
    page.goto("/bookmarks/")
    expect(page.get_by_text("For the talk on storage.")).to_be_visible()
    page.get_by_role("button", name="Let go").first.click()
    expect(page.get_by_text("It is no bookmark of yours any more.")).to_be_visible()
