"""Every task by keys alone: nobody is shut in, and each stop of the Tab key can be seen."""

import re

import pytest
from playwright.sync_api import Page, expect

from demo.people import PASSWORD
from tests.browser.conftest import EMAILS, has_seen_older_calls
from tests.browser.keys import choose, go, press, select, tab_to, write
from tests.browser.screens import UNENDORSED_ANSWER, address

pytestmark = pytest.mark.browser

ASKED = "How long do you keep a patient in the room after a first filler?"
NOW = "Her lip is white and it is spreading right now, twenty minutes after filler. I am on my own here."
REASON = "It is read as information about a course and it sells nothing to anybody."


def test_a_member_signs_in_reads_replies_and_asks(visit, site):
    page = visit()
    page.goto("/accounts/login/")
    write(page.get_by_role("main").get_by_label("E-mail"), EMAILS["verified"])
    write(page.get_by_role("main").get_by_label("Password", exact=True), PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Good to see you")

    page.goto("/sections/discussion/")
    press(page.get_by_role("link", name="Skip to the content"))
    press(page.locator("#main .topic-link").first)
    expect(page.locator("article.opening")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    reply(page)

    page.goto("/sections/questions/")
    press(page.get_by_role("link", name="Ask a question"))
    ask(page, "We keep ours for thirty minutes and look twice. Does anybody keep them longer, and why?")
    expect(page.get_by_role("heading", level=1)).to_have_text(ASKED)


def reply(page: Page) -> None:
    field = page.get_by_role("textbox", name="Your reply")
    write(field, "We keep ours in a bound book.")
    tab_to(page.get_by_role("button", name="Write"), back=True)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Preview", exact=True)).to_contain_text("bound book")
    press(page.locator(".composer").get_by_role("button", name="Reply", exact=False).last)
    expect(field).to_have_value("")  # the preview shows the same words before they are sent
    expect(page.locator("article.post .said", has_text="bound book")).to_be_visible()


def ask(page: Page, words: str, chosen: str = "It is not about a particular patient") -> None:
    write(page.get_by_label("Title"), ASKED)
    write(page.get_by_label("Text", exact=True), words)
    for group in ("When did it start?", "Is the patient still symptomatic?"):
        choose(page.get_by_role("group", name=group).get_by_label(chosen))
    press(page.get_by_role("button", name="Post the question"))


def test_a_stopped_member_gets_to_the_telephone_and_out_again(visit):
    page = visit("verified")
    page.goto("/sections/questions/new/")
    ask(page, NOW, "Not sure")
    shown = page.locator(".interlude")
    expect(shown).to_be_focused()
    for control in shown.locator("a").all():
        tab_to(control)
    page.keyboard.press("Enter")
    expect(page.locator("#words")).to_have_text(NOW)
    go(page, "h", re.compile(r"//[^/]+/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Good to see you")


def test_a_part_of_a_case_study_is_told_and_settings_are_kept(visit):
    page = visit("expert")
    page.goto("/cases/new/recognition/")
    write(page.get_by_label("Signs").first, "Last June the lip blanched during the injection and refilled slowly.")
    press(page.get_by_role("button", name="Save and come back later"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tell a case study")
    press(page.get_by_role("link", name="Recognition"))
    expect(page.get_by_label("Signs").first).to_have_value(re.compile("refilled slowly"))

    page.goto("/settings/")
    press(page.get_by_role("main").get_by_role("link", name=re.compile("keys", re.IGNORECASE)))
    page.wait_for_url("**/settings/keys/")
    tab_to(page.get_by_label("One key alone does something"))
    press(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("status").first).to_be_visible()


def test_an_expert_endorses_and_reports(visit, site):
    page = visit("expert")
    answer = site.rows(f"{UNENDORSED_ANSWER} ORDER BY post.id DESC")[0][0]
    page.goto(f"/posts/{answer}/endorse/")
    write(page.get_by_label(re.compile("^Why")).first, "It says what our protocol says, and in which order.")
    choose(page.get_by_role("group", name="What does it rest on?").get_by_role("radio").nth(1))
    select(page.get_by_label("What does it advise?"), "Watch")
    press(page.get_by_role("main").get_by_role("button", name="Endorse it"))
    expect(page.locator(f"#post-{answer}")).to_contain_text("in which order")

    page.goto(address(site, "a post's menu").replace("menu/", "flag/"))
    choose(page.get_by_role("main").locator("[type=radio][name=reason]").nth(1))
    write(page.get_by_role("main").locator("[name=note]"), "It names a price and where to buy it.")
    press(page.get_by_role("button", name="Send the report"))
    expect(page.get_by_role("status").first).to_be_visible()


def test_a_moderator_takes_decides_and_sends_back(visit, site):
    page = visit("moderator")
    page.goto("/moderation/")
    has_seen_older_calls(page)
    line = page.locator("#queue [data-item^=post-]").first
    key = line.get_attribute("data-item")
    press(line.get_by_role("link").first)
    press(page.get_by_role("button", name="Take it", exact=True))
    expect(page.locator("#take")).to_contain_text("You have this in hand")
    choose(page.locator("#decide").get_by_label("Send it back for changes"))
    write(page.get_by_label(re.compile("^Reason, as")), REASON)
    press(page.locator("#decide").get_by_role("button", name="Decide", exact=True))
    page.wait_for_url("**/moderation/?decided=*")
    expect(page.locator(f"#queue [data-item={key}]")).to_have_count(0)
    press(page.get_by_role("button", name=re.compile("^Take it back")))
    expect(page.get_by_text("Taken back. It is as it was")).to_be_visible()
