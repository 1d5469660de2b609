"""The bell: it counts on every page, keeps one line until it is read, and empties wherever that happens."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_live import reply

pytestmark = pytest.mark.browser


def number(page: Page):
    return page.locator('[data-count="bell"]')


def test_a_watched_topic_rings_once_counts_on_and_falls_silent_on_every_page_when_it_is_read(visit, site):
    topic = site.a_topic("discussion")
    reader, other_page, writer = visit("member", viewport=PHONE), visit("member"), visit("expert")
    reader.goto(topic)
    reader.get_by_role("link", name="Watch or mute this topic").click()
    reader.get_by_role("radio", name="Watch: every reply").check()
    reader.get_by_role("button", name="Save").click()
    expect(reader.get_by_text("You hear of every reply there from now on.")).to_be_visible()
    reader.goto("/notifications/")
    if reader.get_by_role("button", name="Mark all as read").count():
        reader.get_by_role("button", name="Mark all as read").click()
    other_page.goto("/")
    expect(number(other_page)).to_be_hidden()

    writer.goto(topic)
    reply(writer, "The first of two for the bell.")
    expect(number(other_page)).to_have_text("1")
    reply(writer, "The second of two for the bell.")
    line = reader.get_by_role("link", name=re.compile("^2 new replies in"))
    for _ in range(20):  # the worker tells of it, in its own time
        reader.goto("/notifications/")
        if line.count():
            break
        reader.wait_for_timeout(500)
    expect(line).to_be_visible()
    expect(number(reader)).to_have_text("1")

    with reader.expect_response(re.compile(r"/notifications/\d+/read/$")):
        line.click()
    expect(reader.get_by_text("The first of two for the bell.")).to_be_visible()
    expect(number(other_page)).to_be_hidden()
