"""Two browsers and one topic: what one does, the other sees."""

import time

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

pytestmark = pytest.mark.browser

TALL = {"width": 1280, "height": 8000}  # the end of the thread stays in view
SECONDS = 10.0  # the promise is one second on a quiet machine; a busy one may take longer


def reply(page: Page, words: str) -> None:
    page.get_by_role("textbox", name="Your reply").fill(words)
    page.get_by_role("button", name="Post your reply").click()
    expect(page.locator(".said", has_text=words)).to_be_visible()


def to_the_end(page: Page) -> None:
    """Where a reader waits for more: there, and with nothing being typed, a reply comes in by itself."""
    page.keyboard.press("End")


def arrival(words: str, reader: Page, started: float) -> float:
    reader.locator(".said", has_text=words).wait_for()
    return time.perf_counter() - started


def test_a_reply_appears_on_the_other_page_within_a_second(visit, site, capsys):
    topic = site.a_topic("discussion")
    writer, reader, visitor = visit("expert"), visit("verified", viewport=TALL), visit(viewport=TALL)
    for page in (writer, reader, visitor):
        page.goto(topic)
        to_the_end(page)
    before = int(reader.locator("[data-count=replies]").inner_text())

    times = []
    for words in ("One thing more.", "And a second thing.", "And a third."):
        writer.get_by_role("textbox", name="Your reply").fill(words)
        started = time.perf_counter()
        writer.get_by_role("button", name="Post your reply").click()
        times.append(arrival(words, reader, started))
        expect(writer.get_by_role("textbox", name="Your reply")).to_have_value("")

    for page in (writer, reader, visitor):
        expect(page.locator("[data-count=replies]")).to_have_text(str(before + 3))
        expect(page.locator(".said", has_text="And a third.")).to_have_count(1)
    with capsys.disabled():
        print(f"\n  reply to the other page: {', '.join(f'{seconds * 1000:.0f} ms' for seconds in times)}")
    assert max(times) < SECONDS


class Line:
    """A telephone line that can be cut: Chromium's own offline switch leaves open sockets alive."""

    def __init__(self, page: Page) -> None:
        self.page, self.is_cut = page, False
        self.sockets: list[WebSocketRoute] = []
        page.route_web_socket("**/ws/**", self.on_socket)

    def on_socket(self, socket: WebSocketRoute) -> None:
        if self.is_cut:
            socket.close(code=3001)
            return
        socket.connect_to_server()
        self.sockets.append(socket)

    def cut(self) -> None:
        self.is_cut = True
        self.page.context.set_offline(True)
        for socket in self.sockets:
            socket.close(code=3001)
        self.sockets.clear()

    def mend(self) -> None:
        self.is_cut = False
        self.page.context.set_offline(False)


def test_after_a_break_the_page_catches_up_without_loss_or_double(visit, site):
    visit.offline_is_fine = True
    topic = site.a_topic("discussion")
    writer, reader = visit("expert"), visit("verified")
    line = Line(reader)
    writer.goto(topic)
    reader.goto(topic)
    to_the_end(reader)
    reply(writer, "Said before the break.")
    expect(reader.locator(".said", has_text="Said before the break.")).to_be_visible()

    line.cut()
    for number in (1, 2, 3):
        reply(writer, f"Said during the break, {number}.")
    expect(reader.locator("#live-bar")).to_have_text("Live updates paused, reconnecting")
    assert reader.locator(".said", has_text="Said during the break").count() == 0
    line.mend()

    to_the_end(reader)
    heard = reader.locator(".said", has_text="Said during the break")
    expect(heard).to_have_text([f"Said during the break, {number}." for number in (1, 2, 3)])
    expect(reader.locator("#live-bar")).to_be_hidden(timeout=12_000)
    reply(writer, "Said after the break.")
    expect(reader.locator(".said", has_text="Said after the break.")).to_have_count(1)
    expect(heard).to_have_count(3)
    ids = reader.locator("article.post").evaluate_all("posts => posts.map(post => post.id)")
    assert sorted(set(ids)) == sorted(ids)


def test_what_is_typed_while_offline_is_kept_and_sent_afterwards(visit, site):
    visit.offline_is_fine = True
    page = visit("verified")
    line = Line(page)
    page.goto(site.a_topic("discussion"))
    line.cut()
    page.get_by_role("textbox", name="Your reply").fill("Typed in a lift.")
    page.get_by_role("button", name="Post your reply").click()
    expect(page.locator(".failed")).to_contain_text("nothing was sent")
    expect(page.get_by_role("textbox", name="Your reply")).to_have_value("Typed in a lift.")

    line.mend()
    page.get_by_role("button", name="Send again").click()
    expect(page.locator(".said", has_text="Typed in a lift.")).to_have_count(1)
    assert site.rows("SELECT count(*) FROM forum_post WHERE body = 'Typed in a lift.'") == [(1,)]


def test_a_post_is_reported_decided_and_gone_from_every_open_page(visit, site):
    topic = site.a_topic("discussion")
    author, reader, moderator = visit("verified"), visit("expert"), visit("moderator")
    author.goto(topic)
    reader.goto(topic)
    to_the_end(reader)
    moderator.goto("/moderation/")
    reply(author, "My own fridge thermometer is the one to have, I find.")
    post = reader.locator("article", has_text="My own fridge thermometer")
    expect(post).to_be_visible()

    other = reader.context.new_page()
    other.goto(topic)
    menu = other.locator("article", has_text="My own fridge thermometer")
    menu.locator(".post-more").click()
    menu.get_by_role("link", name="Report to the moderators").click()
    other.get_by_label("Advertising").check()
    other.get_by_role("button", name="Send the report").click()
    expect(other.get_by_role("status").first).to_contain_text("The moderators have it")

    title = author.get_by_role("heading", level=1).inner_text()
    moderator.locator("#queue li", has_text=title).filter(has_text="Advertising").get_by_role("link").click()
    expect(moderator.locator(".card .said").first).to_contain_text("My own fridge thermometer")
    moderator.get_by_label("Hide it").check()
    moderator.get_by_label("Reason, as the author will read it").fill(
        "This advertises a course; please leave offers out."
    )
    moderator.get_by_role("button", name="Decide").click()

    expect(post).to_have_count(0)
    expect(author.locator("article", has_text="My own fridge thermometer")).to_have_count(0)
    expect(author.locator("[data-count=bell]")).not_to_have_text("0")
    author.goto("/notifications/")
    expect(author.locator("main")).to_contain_text("This advertises a course; please leave offers out.")
    moderator.goto("/moderation/log/")
    expect(moderator.locator("main li").first).to_contain_text("Hide it")
    assert site.rows("SELECT status FROM forum_post WHERE body LIKE 'My own fridge thermometer%'") == [("hidden",)]
