"""Everything that matters works where scripts do not run."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_deflection import NOW, PLEA
from tests.browser.test_writing import ask, declare

pytestmark = pytest.mark.browser


def test_reading_asking_and_replying(visit, site):
    page = visit("verified", java_script_enabled=False)
    ask(page, "Who audits your consent forms?", "We have nobody for it yet.")
    page.get_by_role("button", name="Post the question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who audits your consent forms?")

    answerer = visit("expert", java_script_enabled=False)
    answerer.goto(page.url)
    answerer.get_by_role("textbox", name="Your reply").fill("A colleague from the next clinic, each quarter.")
    answerer.get_by_role("button", name="Post your answer").click()
    expect(answerer.locator("article .said", has_text="each quarter")).to_be_visible()
    page.reload()
    expect(page.locator("article .said", has_text="each quarter")).to_be_visible()


def test_an_empty_reply_says_what_is_missing(visit, site):
    page = visit("verified", java_script_enabled=False)
    page.goto(site.a_topic("discussion"))
    page.get_by_role("button", name="Post your reply").click()
    expect(page.get_by_role("alert")).to_contain_text("Please write something.")


def test_an_emergency_is_deflected(visit, site):
    page = visit("verified", java_script_enabled=False)
    ask(page, PLEA, f"{NOW} and no script runs here")
    declare(page, "Today or yesterday", "Yes, or may be")
    page.get_by_role("button", name="Post the question").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("This reads as happening now. Ring first.")
    expect(page.locator("a.call")).to_have_attribute("href", "tel:" + page.locator("a.call").get_attribute("href")[4:])
    page.goto("/vault/")
    page.locator("a.topic-link").first.click()
    expect(page.locator("#words")).to_have_text(f"{NOW} and no script runs here")


NOT_BY_VERIFIED = """
    SELECT topic.id FROM forum_topic topic JOIN members_member author ON author.id = topic.author_id
    WHERE kind = 'discussion' AND status = 'published' AND email <> 'verified@demo.example' ORDER BY topic.id LIMIT 1
"""


def test_a_post_is_reported(visit, site):
    page = visit("verified", java_script_enabled=False)
    page.goto(f"/topics/{site.rows(NOT_BY_VERIFIED)[0][0]}/")
    page.locator("article.opening .post-more").click()
    page.get_by_role("link", name="Report to the moderators").click()
    page.get_by_label("Something else").check()
    page.get_by_label("Anything a moderator should know?").fill("Reported from a plain page.")
    page.get_by_role("button", name="Send the report").click()

    expect(page.locator("[role=status]").first).to_contain_text("The moderators have it")
    assert site.rows("SELECT reason FROM moderation_flag WHERE note = 'Reported from a plain page.'") == [("other",)]
