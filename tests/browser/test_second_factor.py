"""A passkey, set up and used for signing in, with the authenticator that Chromium brings along for tests."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, Visits
from tests.browser.test_looks import AXE, READ, RULES, SIDEWAYS

pytestmark = pytest.mark.browser
# The reader of pages sets styles to measure by, which the policy refuses, as it should.
AXE_MEASURES = re.compile("inline style|refused something on a page")
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def at_localhost(browser: Browser, site: Site) -> Iterator[Visits]:
    """Browsers keep passkeys for names, never for numbers."""
    named = Site(site.folder, site.url.replace("127.0.0.1", "localhost"), site.database, site.env)
    visits = Visits(browser, named)
    yield visits
    for context in visits.contexts:
        context.close()
    assert [said for said in visits.wrong if not AXE_MEASURES.search(said)] == []


def look(page: Page) -> None:
    page.evaluate(AXE)
    assert (page.evaluate(READ, ["main", RULES | {"preload": False}]), page.evaluate(SIDEWAYS)) == ([], 0)


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
    look(page)


def test_a_passkey_is_set_up_and_signs_in_alone(at_localhost):
    page = at_localhost("verified", fresh=True, viewport={"width": 360, "height": 800})
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})

    page.goto("/settings/security/")
    page.get_by_role("link", name="Add a passkey").click()
    heading(page, "Add a passkey")
    page.get_by_label("What you call it").fill("The laptop at work")
    page.get_by_role("button", name="Add it").click()
    heading(page, "Recovery codes")
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="Done").click()
    heading(page, "Signing in and security")
    expect(page.get_by_text("The laptop at work")).to_be_visible()

    page.goto("/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/?next=/settings/security/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator("body[data-member]")).to_be_attached()
    page.goto("/accounts/second-factor/totp/activate/")
    heading(page, "Use an authenticator app")

    page.goto("/settings/security/")
    page.get_by_role("button", name="Cover the page now").click()
    heading(page, "Are you still there?")
    page.goto("/settings/")
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    heading(page, "Settings")

    page.goto("/settings/security/")
    page.get_by_role("link", name="Remove The laptop at work").click()
    heading(page, "Remove The laptop at work?")
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_role("link", name="Add a passkey")).to_be_visible()
