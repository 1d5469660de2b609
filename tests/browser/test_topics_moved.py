"""An open page while moderators close its topic, let it go, and join it with another: words stay, the way is shown."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser

WHY = "It went round in circles; please read the answers first."
TWO = """
    SELECT topic.id FROM forum_topic topic JOIN members_member author ON author.id = topic.author_id
    WHERE kind = 'discussion' AND status = 'published' AND reply_count > 1
    AND email NOT IN ('moderator@demo.example', 'verified@demo.example') ORDER BY topic.id LIMIT 2
"""


def bench(page: Page, topic: str) -> None:
    page.goto(topic)
    page.get_by_role("link", name="Slow down, close or move this topic").click()


def slow(moderator: Page, topic: str) -> None:
    bench(moderator, topic)
    moderator.get_by_label("Closed from now on").check()
    moderator.get_by_label("Reason, as everybody will read it in the topic").fill(WHY)
    moderator.get_by_role("button", name="Put the brake on").click()


def join(moderator: Page, topic: str, *, into: str) -> None:
    bench(moderator, topic)
    moderator.get_by_label("Into which topic?").fill(into)
    moderator.get_by_label("Reason, for the log").last.fill("Both ask the same thing.")
    moderator.get_by_role("button", name="Join them").click()
    moderator.wait_for_url(f"**{into}")


def test_an_open_page_follows_what_moderators_do_with_its_topic(visit, site):
    one, other = (f"/topics/{row[0]}/" for row in site.rows(TWO))
    reader, moderator = visit("verified", viewport=PHONE), visit("moderator")
    reader.goto(one)
    words = reader.get_by_role("textbox", name="Your reply")
    words.fill("We keep ours in a bound book.")

    slow(moderator, one)
    expect(reader.locator("#brake")).to_contain_text(f"Closed for replies until a moderator opens it. {WHY}")
    send = reader.get_by_role("button", name="Post your reply")
    expect(send).to_be_disabled()
    expect(words).to_have_value("We keep ours in a bound book.")

    bench(moderator, one)
    moderator.get_by_role("button", name="Let it go").click()
    expect(reader.locator("#brake .notice")).to_have_count(0)
    expect(send).to_be_enabled()

    title = visit("verified")
    title.goto(other)
    wanted = title.get_by_role("heading", level=1).inner_text()
    join(moderator, one, into=other)
    way = reader.get_by_role("link", name=re.compile("^A moderator moved this topic"))
    expect(way).to_be_visible()
    expect(reader.locator("article")).to_have_count(0)
    expect(reader.get_by_role("heading", name="This is no longer open to you")).to_have_count(0)
    expect(words).to_have_value("We keep ours in a bound book.")
    way.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(wanted)

    bench(moderator, other)
    moderator.get_by_role("button", name=re.compile("^Take it back")).first.click()
    reader.goto(one)
    expect(reader.locator("article").first).to_be_visible()
