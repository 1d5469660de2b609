"""Everything that matters works where scripts do not run."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from forum.telling import PARTS
from tests.browser.test_deflection import NOW, PLEA
from tests.browser.test_writing import CHOSEN, TOLD, ask, declare

pytestmark = pytest.mark.browser


def test_reading_asking_and_replying(visit, site):
    page = visit("verified", java_script_enabled=False)
    page.goto("/cases/")
    page.locator("main a.topic-link").first.click()
    expect(page.locator("article.opening")).to_be_visible()
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


PICKED = (
    "Complication", "No: it is over and the outcome is known", "I treated the patient", "Low physical harm",
    "Low psychological harm", "Training or experience",
)  # fmt: skip


def tell_what_is_asked(page: Page) -> None:
    """Whatever this part of the case study asks for."""
    for label in PICKED:
        for box in page.get_by_label(label, exact=True).and_(page.locator("[type=radio], [type=checkbox]")).all():
            box.check()
    for field in page.get_by_label("When it happened", exact=True).all():
        field.fill((date.today() - timedelta(days=150)).isoformat())
    for label, value in CHOSEN.items():
        for field in page.get_by_label(label, exact=True).all():
            field.select_option(value)
    for label, words in TOLD.items():
        for field in page.get_by_label(label, exact=True).and_(page.locator("input, textarea")).all():
            field.fill(f"{words} Told without a script." if label == "Title" else words)


def test_a_case_study_is_told_part_by_part(visit, site):
    page = visit("verified", java_script_enabled=False)
    page.goto("/cases/new/")
    page.get_by_role("link", name="Start").click()
    for _ in PARTS:
        tell_what_is_asked(page)
        page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    page.locator("main [type=checkbox]").last.check()
    page.get_by_role("button", name="Publish the case study").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{TOLD['Title']} Told without a script.")
    told = site.rows("SELECT kind, status FROM forum_topic WHERE title LIKE ?", "%without a script.")
    assert told == [("cases", "published")]


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
