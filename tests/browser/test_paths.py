"""Every way a stopped text can go, with something out of order: it is never published, and never lost.

`SHOTS=folder` leaves a picture of each page in that folder, and also walks with all in order, as the other files do.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, Site, Visits
from tests.browser.faulty import FAULTS, forum_with
from tests.browser.test_writing import TOLD, ask, declare, tell

pytestmark = pytest.mark.browser
DESK = {"width": 1280, "height": 800}
SCREENS = {"phone": PHONE, "desk": DESK}
WAYS = [("phone", False), ("desk", True)]
WALKS = [("helpline", "phone", False), ("helpline", "desk", True), ("999", "phone", True), ("crisis", "phone", False)]
SHOTS = os.environ.get("SHOTS", "")

TITLE = "Can anyone help? Potential vascular occlusion?"
PLEAS = {
    "helpline": "Her lip is white and it is spreading right now",
    "999": "She cannot breathe and her throat is closing right now after the filler",
    "crisis": "I have counted out the tablets and written the letters, I cannot carry on and will end it tonight",
}
HEADINGS = {
    "helpline": "This reads as happening now. Ring first.",
    "999": "This reads as happening now. Ring first.",
    "crisis": "You are not alone with this",
}
DOUBTED = "¿Qué lámpara es la mejor para una clínica pequeña y qué cuesta?"


@pytest.fixture(scope="module", params=[fault for fault in FAULTS if SHOTS or fault != "nothing"])
def broken(request, tmp_path_factory, browser_type_launch_args) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp(f"without-{request.param}")
    with forum_with(request.param, folder) as site:
        yield site


class Regulars(Visits):
    """Whoever comes again finds their window as they left it: a new one costs more than what is looked at in it."""

    def __init__(self, browser: Browser, site: Site) -> None:
        super().__init__(browser, site)
        self.pages: dict[tuple[str, bool], Page] = {}

    def __call__(self, role: str = "", *, viewport: Any = None, java_script_enabled: bool = True) -> Page:
        who = role, java_script_enabled
        if who not in self.pages:
            self.pages[who] = super().__call__(role, java_script_enabled=java_script_enabled)
        self.pages[who].set_viewport_size(viewport)
        return self.pages[who]


@pytest.fixture(scope="module")
def regulars(browser, broken) -> Iterator[Regulars]:
    regulars = Regulars(browser, broken)
    yield regulars
    for context in regulars.contexts:
        context.close()


@pytest.fixture
def enter(regulars, broken) -> Iterator[Regulars]:
    regulars.wrong.clear()
    yield regulars
    if broken.fault != "redis":  # without Redis the page's sockets are refused, and the browser says so
        assert [entry for entry in regulars.wrong if "503" not in entry or broken.fault != "reader"] == []


def look(page: Page, site: Site, name: str) -> None:
    """A picture of what one sees at first, and of the whole page. A page without its styles yet is no page."""
    page.wait_for_load_state("load")
    if SHOTS:
        size = page.viewport_size or DESK
        where = Path(SHOTS) / f"{site.fault}-{name}-{size['width']}"
        page.screenshot(path=f"{where}.png")
        page.screenshot(path=f"{where}-whole.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") is True


def plead(page: Page, words: str) -> None:
    ask(page, TITLE, words)
    declare(page, "Not sure", "Not sure")
    page.get_by_role("button", name="Post the question").click()


def is_public(site: Site, words: str) -> bool:
    return site.rows("SELECT count(*) FROM forum_post WHERE body = ? AND status = 'published'", words) != [(0,)]


@pytest.mark.parametrize(("route", "screen", "script"), WALKS)
def test_it_is_never_published_and_never_lost(enter, broken, route, screen, script):
    words = f"{PLEAS[route]} ({screen}, {script})"
    page = enter("verified", viewport=SCREENS[screen], java_script_enabled=script)
    plead(page, words)

    assert is_public(broken, words) is False
    if broken.fault == "reader":
        assert_held(page, broken, words, f"held-{route}-{script}")
        return
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS[route])
    call = page.locator("a.call")
    expect(call).to_be_in_viewport(ratio=1)
    assert (call.get_attribute("href") or "").startswith("tel:")
    expect(page.locator(".what")).to_contain_text("Nobody has been called" if route != "crisis" else "not published")
    if script:
        look(page, broken, f"stopped-{route}")
    page.locator(".interlude a[href^='/vault/']").click()
    expect(page.locator("#words")).to_have_text(words)
    if script:
        look(page, broken, f"vault-{route}")


def assert_held(page: Page, site: Site, words: str, name: str) -> None:
    """The reader is out of order: the author sees their words, nobody else but a moderator does."""
    expect(page.locator("article.opening .said")).to_have_text(words)
    expect(page.locator("article.opening").get_by_role("link", name="Ring first")).to_have_attribute(
        "href", "/helpline/"
    )
    assert site.rows("SELECT status, held_because FROM forum_post WHERE body = ?", words) == [("held", "reader_failed")]
    look(page, site, name)


@pytest.mark.parametrize("screen", SCREENS)
def test_what_is_doubted_is_asked_about_and_kept_in_the_form(enter, broken, screen):
    words = f"{DOUBTED} {screen}"
    page = enter("verified", viewport=SCREENS[screen])
    ask(page, "Lámpara para la clínica", words)
    declare(page, "Not sure", "Not sure")
    page.get_by_role("button", name="Post the question").click()
    if broken.fault == "reader":
        assert_held(page, broken, words, "held-doubt")
        return
    expect(page.locator(".prompt h2")).to_have_text("Is this patient’s problem still going on?")
    expect(page.locator(".prompt")).to_contain_text("written in a language that is not read here")
    expect(page.get_by_label("Text")).to_have_value(words)
    assert is_public(broken, words) is False
    look(page, broken, "doubt")
    page.get_by_role("button", name="Yes, it is still going on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This reads as happening now. Ring first.")
    assert is_public(broken, words) is False


@pytest.mark.parametrize("screen", SCREENS)
def test_a_reply_and_not_live_and_the_vault(enter, broken, screen):
    words = f"{PLEAS['helpline']}, as a reply on the {screen}"
    page = enter("verified", viewport=SCREENS[screen])
    page.goto(broken.a_topic("questions"))
    page.get_by_role("textbox", name="Your reply").fill(words)
    page.locator("form.composer button[type=submit], form button:has-text('Post your')").first.click()
    if broken.fault == "reader":
        expect(page.locator(".said", has_text=words).first).to_be_visible()
        assert is_public(broken, words) is False
        return
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS["helpline"])
    assert is_public(broken, words) is False
    look(page, broken, "reply")
    page.get_by_text("This is over or not real: ask a moderator to look").click()
    expect(page.get_by_role("button", name="Ask a moderator to look")).to_be_visible()
    look(page, broken, "not-live")
    page.goto("/vault/")
    page.locator("a.topic-link").first.click()
    expect(page.locator("#words")).to_have_text(words)
    page.get_by_role("button", name="Turn it into a case study").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tell a case study")
    page.get_by_role("link", name="Write everything on one page instead").click()
    expect(page.locator("[name=background]")).to_have_value(words)
    look(page, broken, "into-a-case")


def test_the_seeds_of_the_domain(enter, broken):
    """A finished story is published where the reader works, and held where it does not; never lost."""
    page = enter("verified", viewport=DESK)
    title = "Nasolabial occlusion, hyaluronidase, full recovery"
    told = "Last June the nasolabial fold blanched. It was a vascular occlusion; hyaluronidase, and it fully resolved."
    tell(page, Title=title, Signs=told)
    page.get_by_role("button", name="Publish the case study").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("article.opening")).to_contain_text(TOLD["Background"])
    wanted = "held" if broken.fault == "reader" else "published"
    assert broken.rows("SELECT status FROM forum_topic WHERE title = ?", title) == [(wanted,)]
    look(page, broken, "case")


@pytest.mark.parametrize(("screen", "script"), WAYS)
def test_the_pages_that_must_always_stand(enter, broken, screen, script):
    page = enter(viewport=SCREENS[screen], java_script_enabled=script)
    for name, path in (("helpline", "/helpline/"), ("kept", "/helpline/?kept=1"), ("patients", "/patients/")):
        assert page.goto(path).status == 200
        expect(page.locator("a.call").first).to_have_attribute("href", "tel:999")
        expect(page.locator("a.call").first).to_be_in_viewport(ratio=1)
        if script:
            look(page, broken, name)


@pytest.mark.parametrize("screen", SCREENS)
def test_the_moderators_pages(enter, broken, screen):
    page = enter("moderator", viewport=SCREENS[screen])
    for name, path in (("queue", "/moderation/"), ("funnel", "/moderation/funnel/"), ("try", "/moderation/try/")):
        assert page.goto(path).status == 200
        look(page, broken, name)
    page.get_by_label("Text", exact=True).fill(PLEAS["helpline"])
    page.get_by_role("button", name="Read it").click()
    sentence = "out of order" if broken.fault == "reader" else "happening now"
    expect(page.locator("#main")).to_contain_text(sentence)
    look(page, broken, "tried")
    boss = enter("administrator", viewport=SCREENS[screen])
    assert boss.goto("/moderation/reader/").status == 200
    expect(boss.get_by_role("heading", level=1)).to_have_text("Versions of the reader")
    look(boss, broken, "versions")
