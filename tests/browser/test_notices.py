"""A safety notice: on every open page within two seconds, until it is read, and off every page when it is withdrawn."""

import time

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_looks import sideways, violations

pytestmark = pytest.mark.browser

TITLE = "A batch of filler is recalled: look in your cupboard"
SECONDS = 10.0  # the promise is two on a quiet machine
PLACE = "document.querySelector('article.post').getBoundingClientRect().top"


def notice_on(page: Page) -> Locator:
    return page.locator("#notices").get_by_role("heading", name=TITLE)


def publish(page: Page) -> float:
    page.goto("/moderation/notices/new/")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("What members should know").fill("The maker recalls batch 12. Please send it back unopened.")
    page.get_by_label("Where it comes from").fill("https://example.org/recall")
    started = time.perf_counter()
    page.get_by_role("button", name="Publish it now").click()
    return started


def test_it_reaches_every_open_page_moves_nothing_and_goes_when_it_is_withdrawn(visit, site, capsys):
    administrator, reader, visitor = visit("administrator"), visit("verified", viewport=PHONE), visit(viewport=PHONE)
    reader.goto(site.a_topic("discussion"))
    visitor.goto("/")
    for page in (reader, visitor):
        page.wait_for_load_state("networkidle")
    reader.mouse.wheel(0, 200)
    reader.wait_for_function("scrollY > 100")
    place = reader.evaluate(PLACE)

    started = publish(administrator)
    for page in (reader, visitor):
        notice_on(page).wait_for()
    arrived = time.perf_counter() - started
    with capsys.disabled():
        print(f"\n  safety notice on the other pages: {arrived * 1000:.0f} ms")
    assert (arrived < SECONDS, reader.evaluate(PLACE)) == (True, place)

    notice_on(reader).click()
    for scheme in ("light", "dark"):
        reader.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert (sideways(reader), violations(reader)) == ([], [])
    visit.wrong.clear()  # axe tries inline styles of its own, and the policy refuses them as it should
    reader.get_by_role("button", name="I have read it").press("Enter")
    expect(notice_on(reader)).to_have_count(0)
    reader.reload()
    expect(notice_on(reader)).to_have_count(0)

    notice_on(visitor).click()
    visitor.get_by_role("button", name="Close it").click()
    expect(notice_on(visitor)).to_have_count(0)
    visitor.reload()
    expect(notice_on(visitor)).to_be_visible()
    administrator.goto("/moderation/notices/")
    expect(administrator.locator("main li").first).to_contain_text("Read by: verified 1")
    administrator.locator("main").get_by_role("button", name="Withdraw").click()
    expect(notice_on(visitor)).to_have_count(0)
