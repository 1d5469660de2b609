"""The page of a stopped text: short, plain, readable by everybody; a card to read out, and live word from a person."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, has_seen_older_calls
from tests.browser.test_deflection import plead

pytestmark = pytest.mark.browser

TOLD = (
    "I injected 0.5 ml of filler into the upper lip twenty minutes ago. Her lip is white and it is spreading right now."
    " I stopped and I am massaging."
)
CARD = [
    "Caller: Priya Venkataraghan, nurse. Ring me back on: (your number)",
    "Background: I injected 0.5 ml of filler into the upper lip twenty minutes ago.",
    "Assessment: Her lip is white and it is spreading right now.",
    "Done so far: I stopped and I am massaging.",
    "Request: What should I do now, and who takes over? Please stay on the line.",
    "Where: (the address and the door; alone, or who is with you)",
]
AAA = {"runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]}}


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_sentence_one_number_three_ways_and_nothing_to_scroll(visit, scheme, script):
    page = visit("verified", viewport=PHONE, color_scheme=scheme, java_script_enabled=script)
    plead(page, f"{TOLD} Seen in {scheme}, {script}.")

    expect(page.get_by_role("alert").get_by_role("heading", level=1)).to_have_text(
        "This reads as happening now. Ring first."
    )
    shown = page.locator(".interlude")
    expect(shown).to_be_in_viewport(ratio=1)
    assert shown.locator("a").count() == 3
    assert shown.locator("a.call").count() == 1
    running = shown.locator("h1, p:not([hidden])").all_text_contents()
    assert len(" ".join(running).split()) <= 60
    assert "lip is white" in (shown.locator("blockquote").text_content() or "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_contrast_is_at_least_seven_to_one(visit, scheme):
    page = visit("verified", viewport=PHONE, color_scheme=scheme)
    plead(page, f"{TOLD} Contrast in {scheme}.")
    expect(page.locator(".interlude")).to_be_visible()
    found = Axe().run(page, context=".interlude", options=AAA).response["violations"]
    assert [node["target"] for rule in found for node in rule["nodes"]] == []
    visit.wrong.clear()  # axe tries inline styles of its own, and the policy refuses them as it should


def test_the_call_card_is_built_on_the_page_and_sent_to_nobody(visit):
    page = visit("verified")
    plead(page, TOLD)
    expect(page.get_by_role("heading", name="Your call card, to read out")).to_be_visible()
    page.wait_for_load_state("networkidle")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.method} {request.url}"))
    lines = lines_of(page)
    assert [line for line in lines if not line.startswith("Situation")] == CARD
    assert lines[1].startswith("Situation: This is happening now: “")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the call card").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").split("\n") == lines
    assert [request for request in sent if not request.endswith("/standing/")] == []

    page.get_by_role("link", name="My words, to read out").click()
    expect(page.get_by_role("heading", name="Your call card, to read out")).to_be_visible()
    assert lines_of(page) == lines


def lines_of(page: Page) -> list[str]:
    return page.locator("#call-lines li").all_text_contents()


def test_without_scripts_a_plain_list_stays(visit):
    page = visit("verified", java_script_enabled=False)
    plead(page, f"{TOLD} Without scripts.")
    expect(page.get_by_role("heading", name="Have this ready when they answer")).to_be_visible()
    assert page.locator(".call-card .ready li").count() == 6


def test_the_author_sees_at_once_that_a_moderator_acknowledged_it(visit):
    author, moderator = visit("verified"), visit("moderator")
    moderator.goto("/")
    has_seen_older_calls(moderator)
    plead(author, f"{TOLD} Is anybody there?")
    expect(author.locator(".since")).to_have_text("You sent this less than a minute ago.")
    moderator.locator("#ring a").click()
    moderator.get_by_label("Reason, as the author will read it").fill("Rang the author; they are on the line.")
    moderator.get_by_role("button", name="Decide").click()
    expect(author.get_by_role("status").filter(has_text="Not published")).to_contain_text(
        "A moderator acknowledged it at", timeout=10_000
    )
