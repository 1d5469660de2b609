"""On a telephone, by keys alone: a patient's name is shown in its place, replaced, and never stored."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.test_looks import RULES

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
NAME = "Mrs Okonkwo-Hughes"
REST = "was about our parking, and since then we answer every such letter within a week."
WRONG = """() => [...document.querySelectorAll(".look input:not([type=hidden], [type=submit]), .look button")]
    .filter((each) => each.getBoundingClientRect().right > innerWidth).length"""


def violations(page: Page) -> list[str]:
    return [rule["id"] for rule in Axe().run(page, options=RULES).response["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_reply_is_mended_by_keys_alone(visit, site, scheme):
    page = visit("verified", viewport=PHONE, color_scheme=scheme)
    page.goto(site.a_topic("discussion"))
    page.get_by_role("textbox", name="Your reply").fill(f"The complaint from {NAME} {REST}")
    page.get_by_role("button", name="Post your reply").press("Enter")

    look = page.get_by_role("region", name="Could somebody tell who the patient is?")
    expect(look.locator("mark")).to_have_text(NAME)
    expect(look).to_be_focused()
    assert (violations(page), page.evaluate(WRONG), page.evaluate("document.documentElement.scrollWidth")) == (
        [],
        0,
        390,
    )
    visit.wrong.clear()  # axe tries inline styles of its own, and the policy refuses them as it should
    page.keyboard.press("Tab")
    expect(look.get_by_role("radio", name="Replace it with")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type(f"a visitor of {scheme} rooms")
    page.keyboard.press("Enter")

    expect(page.locator(".said", has_text=f"The complaint from a visitor of {scheme} rooms {REST}")).to_be_visible()
    assert site.rows("SELECT COUNT(*) FROM forum_post WHERE body LIKE ?", f"%{NAME}%") == [(0,)]


def test_a_colleague_may_be_named_where_no_script_runs(visit, site):
    page = visit("verified", viewport=PHONE, java_script_enabled=False)
    page.goto("/sections/discussion/new/")
    page.get_by_role("textbox", name="Title").fill("How we answer letters")
    page.get_by_role("textbox", name="Text").fill(f"The complaint from {NAME} {REST}")
    page.get_by_role("button", name="Post it").click()
    page.get_by_role("radio", name="This is not a patient, but").check()
    page.get_by_role("button", name="Replace and send").click()
    expect(page.get_by_text("Please say why, in at least 10 characters.")).to_be_visible()

    why = page.get_by_role("textbox", name=re.compile("^Who or what"))
    why.fill("She is a colleague who agreed to be named.")
    page.get_by_role("button", name="Replace and send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How we answer letters")

    moderator = visit("moderator", viewport=PHONE)
    moderator.goto("/moderation/?kind=sample")
    moderator.get_by_role("link", name="Published on its author’s word").or_(
        moderator.get_by_role("link", name="Published on its author's word")
    ).first.click()
    expect(moderator.get_by_role("heading", name="What to look at")).to_be_visible()
