"""The composer on a telephone and by keyboard: preview, names, quote, paste, and one draft on two pages."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_looks import sideways, violations

pytestmark = pytest.mark.browser

PASTED = (
    "<meta charset=utf-8><style>p{color:red}</style><p>From <b>Word</b> with an <a href='https://nice.org.uk/x'>address</a>"
    "</p><ul><li>one</li><li><i>two</i></li></ul><img src='data:image/png;base64,AAAA'>"
)
AS_MARKDOWN = "From **Word** with an [address](https://nice.org.uk/x)\n\n- one\n- *two*"
PASTE = """(field, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", "plain");
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def looks_right(page: Page, visit) -> None:
    """In light and dark nothing is sideways and nothing shuts people out."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert (sideways(page), violations(page)) == ([], [])
    visit.wrong.clear()  # axe tries inline styles of its own, and the policy refuses them as it should


def bold_and_back(field: Locator) -> None:
    field.fill("We keep a log.")
    field.press("Home")
    field.press("Shift+ControlOrMeta+ArrowRight")
    field.press("ControlOrMeta+b")
    expect(field).to_have_value(re.compile(r"^\*\*We ?\*\* ?keep a log\.$"))
    field.press("ControlOrMeta+b")
    expect(field).to_have_value("We keep a log.")


def paste(page: Page, field: Locator) -> None:
    """Formatted text becomes Markdown, and its picture stays out with a sentence."""
    field.fill("")
    field.evaluate(PASTE, PASTED)
    expect(field).to_have_value(AS_MARKDOWN)
    expect(page.get_by_text("Pictures cannot be put into a text here")).to_be_visible()


def name_a_colleague(page: Page, field: Locator) -> None:
    """By keyboard alone."""
    field.press("ControlOrMeta+End")
    field.press_sequentially("\n\nAsk @Dr Sam")
    names = page.get_by_role("listbox", name="Colleagues")
    expect(names.get_by_role("option").first).to_contain_text("Dr Samir Nakhlawi")
    assert field.get_attribute("aria-activedescendant") == names.get_by_role("option").first.get_attribute("id")


def test_a_reply_is_written_with_all_its_tools(visit, site):
    page = visit("verified", viewport=PHONE)
    topic = site.a_topic("discussion")
    page.goto(topic)
    field = page.get_by_role("textbox", name="Your reply")
    tools = page.get_by_role("toolbar", name="Writing tools")

    # Quote a part of the opening: its menu, then the words land in the field.
    page.locator("article.opening .post-more").click()
    page.get_by_role("link", name="Quote").click()
    expect(field).to_have_value(re.compile(r"^> \[.+ wrote\]\(/posts/\d+/quoted/0/\):\n>\n> "))
    expect(field).to_be_focused()

    bold_and_back(field)
    paste(page, field)
    name_a_colleague(page, field)
    looks_right(page, visit)
    field.press("Enter")
    expect(page.get_by_role("listbox", name="Colleagues")).to_be_hidden()
    expect(field).to_have_value(f"{AS_MARKDOWN}\n\nAsk @Dr Samir Nakhlawi ")

    # The tools have one stop of the Tab key; the preview is what will stand there.
    field.press("Shift+Tab")
    expect(tools.get_by_role("button", name="Write")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    shown = page.get_by_role("region", name="Preview", exact=True)
    expect(shown.get_by_role("link", name="@Dr Samir Nakhlawi")).to_be_visible()
    expect(field).to_be_hidden()
    looks_right(page, visit)
    preview = shown.locator(".said").inner_html()
    tools.get_by_role("button", name="Write").click()
    expect(field).to_be_focused()

    field.press("ControlOrMeta+Enter")
    mine = page.locator("article.post", has_text="Ask @Dr Samir Nakhlawi")
    expect(mine).to_be_visible()
    assert mine.locator(".said").inner_html() == preview


def test_one_draft_on_two_pages_is_shown_side_by_side_and_both_are_kept(visit, site):
    here = visit("member", viewport=PHONE)
    there = here.context.new_page()
    for page, words in ((here, "We keep ours"), (there, "We keep ours in a locked cupboard.")):
        page.goto(site.a_topic("support"))
        page.get_by_role("textbox", name="Your reply").fill(words)
        expect(page.locator("[data-saved]")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))

    here.get_by_role("textbox", name="Your reply").fill("We keep ours in a locked fridge.")
    both = here.get_by_role("region", name="Two texts for one draft")
    expect(both).to_contain_text("in a locked fridge.")
    expect(both).to_contain_text("in a locked cupboard.")
    looks_right(here, visit)
    both.get_by_role("button", name="Keep the other").click()
    expect(here.get_by_role("textbox", name="Your reply")).to_have_value("We keep ours in a locked cupboard.")

    here.goto("/drafts/")
    here.locator('a[href$="/choose/"]').first.click()
    expect(here.get_by_role("heading", level=1)).to_have_text("Two texts for one place")
    looks_right(here, visit)
    here.get_by_role("button", name="Keep the other").click()
    expect(here.get_by_role("textbox", name="Your reply")).to_have_value("We keep ours in a locked fridge.")

    for left in (1, 0):  # nothing is left behind for the tests after this one
        here.goto("/drafts/")
        here.get_by_role("button", name="Discard").first.click()
        expect(here.get_by_role("button", name="Discard")).to_have_count(left)
