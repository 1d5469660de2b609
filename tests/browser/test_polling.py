"""Where sockets are blocked the page asks by the clock, says so, and stops when a socket speaks again."""

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.test_live import reply, to_the_end
from tests.browser.test_notices import notice_on, publish

pytestmark = pytest.mark.browser

TALL = {"width": 1280, "height": 8000}
OFF = "Live updates are off; checking every 15 seconds"
SEEN = """seen => {
    Object.defineProperty(document, "hidden", { value: !seen, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""
UNTIL_OFF, UNTIL_ASKED = 6_000, 19_000


UNREPORTED = """
    SELECT id FROM forum_post WHERE status = 'published' AND NOT is_opening
    AND author_id NOT IN (SELECT id FROM members_member WHERE email = 'expert@demo.example')
    AND id NOT IN (SELECT post_id FROM moderation_flag)
"""


class Wall:
    """A firm's proxy that lets pages through and no sockets; it may be opened."""

    def __init__(self, page: Page, code: int = 3001) -> None:
        self.stands, self.code = True, code
        page.clock.install()
        page.route_web_socket("**/ws/**", self.on_socket)

    def on_socket(self, socket: WebSocketRoute) -> None:
        if self.stands:
            socket.close(code=self.code)
        else:
            socket.connect_to_server()


def test_a_topic_is_asked_again_by_the_clock_until_a_socket_speaks(visit, site):
    topic = site.a_topic("discussion")
    writer, reader = visit("expert"), visit("verified", viewport=TALL)
    wall = Wall(reader)
    writer.goto(topic)
    reader.goto(topic)
    to_the_end(reader)
    reader.clock.fast_forward(UNTIL_OFF)
    expect(reader.locator("#live-bar")).to_have_text(OFF)

    reply(writer, "Said behind the wall.")
    assert reader.locator(".said", has_text="Said behind the wall.").count() == 0
    reader.clock.fast_forward(UNTIL_ASKED)
    expect(reader.locator(".said", has_text="Said behind the wall.")).to_have_count(1)

    mine = writer.locator("article", has_text="Said behind the wall.")
    mine.locator(".post-more").click()
    mine.get_by_role("link", name="Withdraw").click()
    writer.get_by_role("button", name="Withdraw").click()
    expect(writer.get_by_role("status").first).to_be_visible()
    reader.evaluate(SEEN, False)
    for _ in range(4):  # nobody sees the page: nothing is asked; and at once when somebody does
        reader.clock.fast_forward(UNTIL_ASKED)
    expect(reader.locator(".said", has_text="Said behind the wall.")).to_have_count(1)
    reader.evaluate(SEEN, True)
    expect(reader.locator(".said", has_text="Said behind the wall.")).to_have_count(0)

    wall.stands = False
    reader.clock.fast_forward(9_000)
    expect(reader.locator("#live-bar")).to_be_hidden()
    writer.goto(topic)
    reply(writer, "Said without a wall.")
    expect(reader.locator(".said", has_text="Said without a wall.")).to_have_count(1)


def test_lists_and_notices_are_asked_for_as_well(visit, site):
    reader, writer, administrator = visit("verified"), visit("expert"), visit("administrator")
    Wall(reader, code=4408)
    reader.goto("/sections/discussion/")
    expect(reader.locator("#live-bar")).to_have_text(OFF)  # the server said so: no wait

    writer.goto("/sections/discussion/new/")
    writer.get_by_label("Title").fill("Which magnifying lamp do you use?")
    writer.locator("textarea[name=body]").fill("Mine hums, and the arm sinks while I work.")
    writer.get_by_role("button", name="Post it").click()
    writer.wait_for_url("**/topics/**")
    reader.clock.fast_forward(UNTIL_ASKED)
    expect(reader.locator("#news")).to_have_text("1 new topic: show it")

    publish(administrator)
    administrator.wait_for_url("**/moderation/notices/")
    reader.clock.fast_forward(UNTIL_ASKED)
    expect(notice_on(reader)).to_be_visible()
    administrator.locator("main").get_by_role("button", name="Withdraw").click()
    expect(administrator.get_by_role("status").first).to_have_text("Withdrawn: it has left every page.")
    reader.clock.fast_forward(UNTIL_ASKED)
    expect(notice_on(reader)).to_have_count(0)


def test_the_queue_fills_without_a_socket(visit, site):
    moderator, reader = visit("moderator"), visit("expert")
    Wall(moderator)
    moderator.goto("/moderation/")
    moderator.clock.fast_forward(UNTIL_OFF)
    expect(moderator.locator("#live-bar")).to_have_text(OFF)
    before = moderator.locator("#queue [data-item]").count()

    post = site.rows(UNREPORTED)[0][0]
    reader.goto(f"/posts/{post}/flag/")
    reader.get_by_label("Advertising").check()
    reader.get_by_role("button", name="Send the report").click()
    expect(reader.get_by_role("status").first).to_contain_text("The moderators have it")
    moderator.clock.fast_forward(UNTIL_ASKED)
    expect(moderator.locator("#queue [data-item]")).to_have_count(before + 1)
