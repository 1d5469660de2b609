"""What somebody who listens hears: names and roles of the composer, the queue and the page of a stopped text."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import has_seen_older_calls
from tests.browser.test_deflection import NOW, plead

pytestmark = pytest.mark.browser

COMPOSER = """\
- region "Your reply":
  - heading "Your reply" [level=2]
  - text: Your reply
  - toolbar "Writing tools":
    - button "Write" [pressed]
    - button "Preview"
    - button "Bold": B
    - button "Italics": I
    - button "List": •
    - button "Quote": ”
    - button "Link"
  - textbox "Your reply"
  - status
  - group: Product or company interest
  - group: This is about a patient of mine
  - button "Post your reply"
  - status"""
STOPPED = """\
- alert:
  - heading "This reads as happening now. Ring first." [level=1]
  - blockquote: "You wrote: “vascular occlusion”, “lip is white”"
  - link "Call N N N Complications helpline (SAMPLE, not a real line)":
    - /url: tel:N
  - link "Worse, or no answer? N":
    - /url: tel:N
  - link "My words, to read out":
    - /url: /vault/N/"""
LINE = """\
- listitem:
  - checkbox /^Choose. .+, .+ in “.+”, .+$/
  - text: /^Choose/
  - heading /.+/ [level=2]:
    - link /.+/
  - paragraph: /^(Flags|Held posts). .+ in “.+”, .+$/
  - paragraph:
    - text: Waits
    - time: /.+/
    - text: /.+/"""
SEVERAL = """\
- text: With all that are ticked
- combobox "With all that are ticked":
  - option "Leave it as it is" [selected]
  - option "Publish it"
  - option "Send it back for changes"
  - option "Hide it"
- button "Preview\""""
HEAD = """\
- heading "Moderation queue" [level=1]
- paragraph: Gravest first, then oldest. The list keeps itself up to date.
- paragraph:
  - button "Sound is off"
  - button "Keys\""""
# Who breaks in on whoever listens: nothing but a stopped text, and on moderators' pages the call to one.
BREAKS_IN = "[role=alert], [aria-live=assertive]"


def heard(part: Locator) -> str:
    """Numbers are those of the day."""
    return re.sub(r"(?<!level=)\d+", "N", part.aria_snapshot())


def breaks_in(page: Page) -> list[str]:
    names = "all => all.map(one => one.id || one.querySelector('h1')?.textContent || one.outerHTML)"
    return page.locator(BREAKS_IN).evaluate_all(names)


def test_the_composer_says_what_each_part_of_it_is(visit, site):
    page = visit("verified")
    page.goto(site.a_topic("discussion"))
    expect(page.get_by_role("toolbar", name="Writing tools")).to_be_visible()
    assert heard(page.locator("#composer")) == COMPOSER
    assert breaks_in(page) == []
    assert page.locator("#announce").get_attribute("role") == "status"


def test_a_stopped_text_breaks_in_with_its_heading_and_three_ways(visit):
    page = visit("verified")
    plead(page, f"{NOW}, said once to be listened to.")
    expect(page.locator(".interlude")).to_be_focused()
    assert heard(page.locator(".interlude").get_by_role("alert")) == STOPPED
    assert breaks_in(page) == ["This reads as happening now. Ring first."]


def test_the_queue_says_what_waits_and_what_can_be_done(visit):
    page = visit("moderator")
    page.goto("/moderation/")
    has_seen_older_calls(page)
    assert heard(page.locator(".section-head")) == HEAD
    expect(page.locator("#queue [data-item^=post-]").first).to_match_aria_snapshot(LINE)
    assert heard(page.locator("#bulk")) == SEVERAL
    assert breaks_in(page) == ["ring"]
