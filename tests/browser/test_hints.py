"""While typing: a quiet hint within a moment, that takes neither the focus nor a letter."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.conftest import PHONE
from tests.browser.test_deflection import NOW
from tests.browser.test_interstitial import AAA

pytestmark = pytest.mark.browser

SAYS = "This reads as happening now. A post can wait unread; a call cannot."
MOMENT = 700
# How long after the last letter the hint stood in the page.
STOPWATCH = """
() => {
  window.hintAfter = null;
  let last = 0;
  document.addEventListener("input", () => { last = performance.now(); }, true);
  new MutationObserver(() => {
    if (window.hintAfter === null && document.querySelector(".hint a")) window.hintAfter = performance.now() - last;
  }).observe(document.body, { childList: true, subtree: true });
}
"""


def wait_for_line(page: Page, path: str) -> None:
    with page.expect_websocket() as line:
        page.goto(path)
    line.value.wait_for_event("framereceived")


def test_it_comes_within_a_moment_and_goes_with_the_words(visit):
    page = visit("verified", viewport=PHONE)
    wait_for_line(page, "/sections/questions/new/")
    text = page.get_by_label("Text")
    text.fill("")  # whatever a test before this one left unsent
    page.evaluate(STOPWATCH)
    text.press_sequentially(NOW, delay=15)

    hint = page.get_by_role("status").filter(has_text=SAYS)
    expect(hint).to_be_visible()
    expect(text).to_be_focused()
    expect(text).to_have_value(NOW)
    assert page.evaluate("hintAfter") < MOMENT
    assert (hint.locator("a").first.get_attribute("href") or "").startswith("tel:")
    quote = hint.locator("q").text_content() or "nothing"
    assert quote in NOW

    text.fill("Which fridge thermometer do you use in clinic?")
    expect(page.locator(".hint")).to_be_empty()


@pytest.mark.parametrize(
    ("where", "field"),
    [("reply", "[name=body]"), ("/cases/new/one-page/", "[name=signs]"), ("/sections/discussion/new/", "[name=title]")],
)
def test_it_comes_wherever_a_member_writes(visit, site, where, field):
    page = visit("verified")
    wait_for_line(page, site.a_topic("discussion") if where == "reply" else where)
    page.locator(field).fill(NOW)
    expect(page.locator(".hint")).to_contain_text(SAYS)
    with page.expect_response("**/drafts/save/"):  # what is left behind for the tests after this one is an empty draft
        page.locator(field).fill("")


def test_an_answer_to_older_words_is_ignored(visit):
    page = visit("verified")
    answers: list[str] = []

    def hold_back(line: WebSocketRoute) -> None:
        """The first answer arrives after the second, as over a bad line."""
        server = line.connect_to_server()

        def pass_on(said: str | bytes) -> None:
            if '"hint"' not in str(said):
                line.send(said)
                return
            answers.append(str(said))
            if len(answers) == 2:
                line.send(answers[1])
                line.send(answers[0])

        server.on_message(pass_on)

    page.route_web_socket("**/ws/me/", hold_back)
    page.goto("/sections/questions/new/", wait_until="networkidle")
    text = page.get_by_label("Text")
    for words in (NOW, "Which fridge thermometer do you use in clinic?"):
        text.fill(words)
        page.wait_for_timeout(800)
    assert [json.loads(said)["hint"] for said in answers] == [True, False]
    expect(page.locator(".hint")).to_be_empty()


def test_somebody_who_may_not_be_safe_is_spoken_to_warmly(visit):
    page = visit("verified")
    wait_for_line(page, "/sections/support/new/")
    page.get_by_label("Text").fill("I cannot do this any more and I want to end my life tonight.")
    expect(page.locator(".hint.calm")).to_contain_text("There is somebody to talk to, right now.")
    expect(page.locator(".hint a.tel")).to_have_attribute("href", "tel:116123")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_contrast_is_at_least_seven_to_one(visit, scheme):
    page = visit("verified", viewport=PHONE, color_scheme=scheme)
    wait_for_line(page, "/sections/discussion/new/")
    page.locator("[name=body]").fill(NOW)
    expect(page.locator(".hint")).to_contain_text(SAYS)
    found = Axe().run(page, context=".hint", options=AAA).response["violations"]
    assert [node["target"] for rule in found for node in rule["nodes"]] == []
    visit.wrong.clear()  # axe tries inline styles of its own, and the policy refuses them as it should
