"""Joining, and moving about with the keys alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in

pytestmark = pytest.mark.browser

PASSPHRASE = "seven quiet walks by the canal"


def test_somebody_joins_with_the_code_from_their_mail(visit, site):
    page = visit()
    page.goto("/")
    page.get_by_role("link", name="Join").first.click()
    page.get_by_label("Your name").fill("Nell Newcomer")
    page.get_by_label("Profession").select_option("nurse")
    page.get_by_label("E-mail").fill("nell@example.org")
    page.get_by_label("Password").fill(PASSPHRASE)
    page.get_by_label("I have read the house rules").check()
    page.get_by_role("button", name="Join").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code we sent you")
    page.get_by_label("Code").fill(code_for(visit(), "nell@example.org"))
    page.get_by_role("button", name="Confirm").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Nell Newcomer")
    expect(page.get_by_label("First steps")).to_have_js_property("value", 2)
    account = "SELECT name, profession, is_moderator, is_superuser FROM members_member WHERE email = ?"
    assert site.rows(account, "nell@example.org") == [("Nell Newcomer", "nurse", 0, 0)]
    again = visit()
    sign_in(again, "nell@example.org", PASSPHRASE)
    expect(again.get_by_role("heading", level=1)).to_have_text("Good to see you, Nell Newcomer")


def code_for(mail: Page, email: str) -> str:
    mail.goto("/demo/mail/")
    letter = mail.locator("article", has_text=email).first.inner_text()
    found = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", letter, re.MULTILINE)
    assert found is not None, letter
    return found.group(1)


def test_a_wrong_password_is_one_sentence_and_no_way_in(visit):
    page = visit()
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill("verified@demo.example")
    page.get_by_label("Password", exact=True).fill("not the right one")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("do not belong together")
    expect(page.get_by_role("link", name="Join").first).to_be_visible()


def test_the_keys_alone_reach_the_content_and_send_a_form(visit, site):
    page = visit("verified")
    page.goto(site.a_topic("discussion"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()

    page.get_by_role("textbox", name="Your reply").focus()
    page.keyboard.type("Written and sent without a mouse.")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.type") != "submit":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator(".said", has_text="Written and sent without a mouse.")).to_be_visible()


def test_the_menus_close_with_escape_and_give_the_focus_back(visit, site):
    page = visit("verified")
    page.goto(site.a_topic("discussion"))
    account = page.locator("details.account summary")
    account.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(account).to_be_focused()

    more = page.locator("article .post-more").first
    more.press("Enter")
    expect(page.locator("article .menu .deeds").first).to_be_visible()
    page.locator("article .menu a").first.focus()
    page.keyboard.press("Escape")
    expect(page.locator("article .menu .deeds")).to_have_count(0)
    expect(more).to_be_focused()
