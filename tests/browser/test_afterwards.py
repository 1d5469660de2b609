"""After a text was stopped: own numbers first, "I called", an appeal that is answered, what moderators can count."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_deflection import NOW, PLEA
from tests.browser.test_writing import ask, declare

pytestmark = pytest.mark.browser


def note_numbers(page: Page, **fields: str) -> None:
    page.goto("/settings/country/")
    for label, value in fields.items():
        page.locator(f"[name={label}]").fill(value)
    page.get_by_role("button", name="Save").click()


def stopped(page: Page, body: str) -> None:
    ask(page, PLEA, body)
    declare(page, "Not sure", "Not sure")
    page.get_by_role("button", name="Post the question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This reads as happening now. Ring first.")


@pytest.mark.parametrize("scripts", [True, False])
def test_ones_own_helpline_is_rung_first_and_the_answer_is_counted(visit, site, scripts):
    page = visit("expert", java_script_enabled=scripts, viewport=PHONE)
    note_numbers(page, line_name="A body of mine", line_number="01632 960 001", membership="AB 12")
    expect(page.locator("[role=status]").first).to_contain_text("Saved.")
    stopped(page, f"{NOW}, and scripts are {scripts}")
    expect(page.locator("a.call")).to_have_attribute("href", "tel:01632960001")

    page.get_by_role("button", name="I called").click()
    expect(page.get_by_text("that you called.")).to_be_visible()
    newest = "SELECT shown_at, called_at FROM deflection_deflection ORDER BY id DESC LIMIT 1"
    assert [bool(time) for time in site.rows(newest)[0]] == [True, True]

    counts = visit("moderator", java_script_enabled=scripts)
    counts.goto("/moderation/funnel/")
    expect(counts.locator(".funnel li")).to_have_count(6)
    note_numbers(page, line_name="", line_number="", membership="")
    page.goto("/settings/country/")
    expect(page.locator("[name=line_name]")).to_have_value("")


def test_an_appeal_is_answered_in_words(visit, site):
    author = visit("verified", java_script_enabled=False)
    title = "Her lip, and it was last year"
    ask(author, title, f"{NOW}, as she said a year ago")
    declare(author, "Not sure", "Not sure")
    author.get_by_role("button", name="Post the question").click()
    author.locator("summary", has_text="ask a moderator to look").click()
    author.get_by_label("It is over and the outcome is known").check()
    author.get_by_role("button", name="Ask a moderator to look").click()

    moderator = visit("moderator", java_script_enabled=False)
    (post,) = site.rows("SELECT max(id) FROM forum_post WHERE held_because = 'appeal'")[0]
    moderator.goto(f"/moderation/posts/{post}/")
    moderator.get_by_label("No: it was over when it was written").check()
    moderator.get_by_label("Publish it").check()
    moderator.get_by_label("Reason, as the author will read it").fill("You write that it was a year ago.")
    moderator.get_by_role("button", name="Decide").click()

    author.goto("/notifications/")
    expect(author.locator(".topic-link").first).to_have_text(
        f"A moderator found that your text was not live, is sorry that it was stopped, and published it in “{title}”"
    )
    assert site.rows("SELECT found FROM moderation_correction WHERE post_id = ?", post) == [("over",)]


def test_a_moderator_tries_the_reader(visit, site):
    page = visit("moderator", viewport=PHONE)
    before = site.rows("SELECT count(*) FROM deflection_deflection")
    page.goto("/moderation/try/")
    page.get_by_label("Text").fill(f"{PLEA} {NOW}")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("It reads as: emergency, band deflect")
    expect(page.locator("dl.policy dd").first).to_have_text("Deflected: number, vault, bell")
    assert site.rows("SELECT count(*) FROM deflection_deflection") == before
