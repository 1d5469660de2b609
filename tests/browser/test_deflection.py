"""An emergency is stopped, its author gets a number to ring, moderators hear of it; told when over, it is published."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, has_seen_older_calls
from tests.browser.test_writing import TOLD, ask, declare, tell

pytestmark = pytest.mark.browser

PLEA = "Can anyone help? Potential vascular occlusion?"
NOW = "Her lip is white and it is spreading right now"


def plead(page: Page, body: str = NOW) -> None:
    ask(page, PLEA, body)
    declare(page, "Not sure", "Not sure")
    page.get_by_role("button", name="Post the question").click()


def test_an_emergency_is_not_published_and_leads_to_the_telephone(visit, site):
    author, moderator, reader = visit("verified"), visit("moderator"), visit("expert")
    moderator.goto("/cases/")
    reader.goto("/sections/questions/")
    before = site.rows("SELECT count(*) FROM forum_post")
    expect(moderator.locator("[data-count=queue]")).to_be_visible()

    plead(author)

    expect(author.get_by_role("heading", level=1)).to_have_text("This reads as happening now. Ring first.")
    call = author.locator("a.call")
    number = call.get_attribute("href") or ""
    assert number.startswith("tel:") and len(number) > 6
    expect(author.locator("a[href='tel:999']").first).to_be_visible()
    expect(author.locator(".what")).to_contain_text("Nobody has been called for you.")
    expect(moderator.locator("#ring")).to_contain_text("A post was stopped as a live emergency", timeout=10_000)
    assert NOW not in moderator.content()
    assert site.rows("SELECT count(*) FROM forum_post") == before
    assert site.rows("SELECT count(*) FROM forum_topic WHERE title = ?", PLEA) == [(0,)]
    expect(reader.locator("#news")).to_be_hidden()

    author.get_by_role("link", name="My words, to read out").click()
    expect(author.locator("#words")).to_have_text(NOW)
    address = author.url
    assert reader.goto(address).status == 404
    assert moderator.goto(address).status == 404


def test_a_moderator_whose_line_is_dead_hears_of_it_by_asking(visit):
    author, moderator = visit("verified"), visit("moderator")
    moderator.route_web_socket("**/ws/**", lambda socket: socket.close(code=3001))
    moderator.clock.install()
    moderator.goto("/", wait_until="networkidle")
    has_seen_older_calls(moderator)
    plead(author, f"{NOW}, said while a line was dead")
    expect(moderator.locator("#ring")).to_be_hidden()

    moderator.clock.run_for(15_100)
    expect(moderator.locator("#ring")).to_contain_text("You are called.")


def test_the_moderator_opens_the_bell_and_closes_the_deflection(visit, site):
    author, moderator = visit("verified"), visit("moderator")
    moderator.goto("/")
    has_seen_older_calls(moderator)
    plead(author, f"{NOW}, and her cheek as well")
    moderator.locator("#ring a").click()

    expect(moderator.get_by_role("heading", level=1)).to_contain_text("Stopped:")
    assert "her cheek as well" not in moderator.content()
    moderator.get_by_label("Reason, as the author will read it").fill(
        "Rang the author: the helpline is on the line with them."
    )
    moderator.get_by_role("button", name="Decide").click()
    expect(moderator.get_by_role("heading", level=1)).to_have_text("Moderation queue")
    assert site.rows("SELECT count(*) FROM moderation_decision WHERE reason LIKE 'Rang the author%'") == [(1,)]


def test_the_same_story_told_when_it_is_over_is_a_case_study(visit, site):
    page = visit("verified")
    title = "A potential vascular occlusion last June, fully resolved"
    told = "Last June her lip went white and it was spreading. It was a vascular occlusion; it is fully resolved."
    tell(page, Title=title, Signs=told)
    page.get_by_role("button", name="Publish the case study").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("article.opening")).to_contain_text(TOLD["Background"])
    assert site.rows("SELECT kind, status FROM forum_topic WHERE title = ?", title) == [("cases", "published")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_small_telephone_the_number_needs_no_scrolling(visit, scheme):
    page = visit("verified", viewport=PHONE, color_scheme=scheme)
    plead(page, f"{NOW}, seen in {scheme} light")
    assert_call_button_in_view(page)
    page.goto("/helpline/")
    assert_call_button_in_view(page)


def assert_call_button_in_view(page: Page) -> None:
    expect(page.locator("a.call").first).to_be_in_viewport(ratio=1)
    assert page.evaluate("scrollY") == 0
