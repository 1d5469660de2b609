"""Writing: a case study, a question, and a draft that outlives its session."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in

pytestmark = pytest.mark.browser

TOLD = {
    "Title": "A lip that blanched, and what we changed afterwards",
    "Background": "A well woman in her forties, first treatment with us.",
    "Signs": "Last June the lip blanched during the injection and refilled slowly.",
    "How it was managed": "T+0 we stopped. T+5 min our protocol was open and we treated it. T+60 min colour was back.",
    "What support was sought": "The helpline was rung at T+2 min and a senior colleague came.",
    "How it ended": "Fully resolved the same day; seen again after two weeks, all well.",
    "What I would do differently": "Open the kit before the first needle.",
    "Take-home points": "Look twice. Ring early.",
}
CHOSEN = {
    "Procedure": "lip_filler", "Area": "lips", "Class of product": "ha_filler",
    "Onset after treatment": "minutes", "Outcome": "full_recovery",
}  # fmt: skip


TICKED = (
    "No: it is over and the outcome is known", "I treated the patient", "Low physical harm", "Low psychological harm",
    "Training or experience", "I have read this, and write the learning and not the identities",
)  # fmt: skip


def tell(page: Page, **other: str) -> None:
    """Fill in the case study's form, all but the sending."""
    page.goto("/cases/new/one-page/")
    page.get_by_label("Complication", exact=True).and_(page.locator("[type=radio]")).check()
    page.get_by_label("When it happened", exact=True).fill((date.today() - timedelta(days=150)).isoformat())
    for label in TICKED:
        page.get_by_label(label, exact=True).check()
    for label, value in CHOSEN.items():
        page.get_by_label(label, exact=True).select_option(value)
    for label, words in (TOLD | other).items():
        page.get_by_label(label).first.fill(words)


def ask(page: Page, title: str, body: str, started: str = "It is not about a particular patient") -> None:
    page.goto("/sections/questions/")
    page.get_by_role("link", name="Ask a question").click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("Text").fill(body)
    declare(page, started, "It is not about a particular patient")


def declare(page: Page, started: str, symptomatic: str) -> None:
    page.get_by_role("group", name="When did it start?").get_by_label(started).check()
    page.get_by_role("group", name="Is the patient still symptomatic?").get_by_label(symptomatic).check()


def test_a_case_study_is_told_and_stands_among_its_kind(visit, site):
    page = visit("verified")
    tell(page)
    page.get_by_role("button", name="Publish the case study").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(TOLD["Title"])
    for words in list(TOLD.values())[1:]:
        expect(page.locator("article.opening")).to_contain_text(words)
    page.goto("/cases/")
    expect(page.get_by_role("link", name=TOLD["Title"], exact=True)).to_be_visible()
    visitor = visit()
    visitor.goto("/cases/")
    expect(visitor.get_by_role("link", name=TOLD["Title"], exact=True)).to_be_visible()
    assert site.rows("SELECT kind, status FROM forum_topic WHERE title = ?", TOLD["Title"]) == [("cases", "published")]


def test_an_incomplete_case_study_loses_nothing_and_says_what_is_missing(visit):
    page = visit("verified")
    tell(page, **{"Take-home points": ""})
    page.get_by_role("button", name="Publish the case study").click()

    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name=re.compile("^Take-home points")).click()
    expect(page.get_by_label("Take-home points")).to_be_focused()
    expect(page.get_by_label("Signs")).to_have_value(TOLD["Signs"])
    page.get_by_label("Take-home points").fill("Ring early.")
    page.get_by_label("Title").fill("The same, told to its end")
    page.get_by_role("button", name="Publish the case study").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The same, told to its end")


def test_a_question_is_asked(visit, site):
    page = visit("member")
    ask(page, "How do you label opened vials?", "We argue about **labels** in our clinic. What works for you?")
    page.get_by_role("button", name="Post the question").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("How do you label opened vials?")
    expect(page.locator("article.opening strong", has_text="labels")).to_be_visible()
    assert site.rows("SELECT kind, status FROM forum_topic WHERE title = 'How do you label opened vials?'") == [
        ("questions", "published")
    ]


def test_a_draft_saves_itself_and_outlives_signing_out(visit):
    page = visit("expert", fresh=True)
    page.goto("/sections/discussion/new/")
    page.get_by_label("Title").fill("Half a thought about rotas")
    page.get_by_label("Text").fill("I was going to say that")
    expect(page.locator("[data-saved]")).to_contain_text("Saved", timeout=5_000)

    page.locator("details.account summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    sign_in(page, "expert@demo.example")
    page.goto("/drafts/")
    page.locator("a.topic-link").first.click()

    expect(page.get_by_label("Title")).to_have_value("Half a thought about rotas")
    expect(page.get_by_label("Text")).to_have_value("I was going to say that")
    page.get_by_label("Text").fill("I was going to say that rotas want slack.")
    page.get_by_role("button", name="Post it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Half a thought about rotas")
    page.goto("/drafts/")
    expect(page.locator("main")).to_contain_text("Your drafts")
    expect(page.locator("main")).not_to_contain_text("rotas")
