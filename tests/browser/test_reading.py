"""What comes in while somebody reads or writes: kept aside until they ask, and gone at once where it is hidden."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_live import reply, to_the_end

pytestmark = pytest.mark.browser

SMALL = {"width": 390, "height": 500}
PLACE = "document.querySelector('article.post').getBoundingClientRect().top"


def bar(page: Page) -> Page:
    return page.locator("#new-bar button")


def test_replies_wait_in_a_bar_while_somebody_reads(visit, site):
    topic = site.a_topic("discussion")
    writer, reader = visit("expert"), visit("verified", viewport=SMALL)
    writer.goto(topic)
    reader.clock.install()
    reader.goto(topic)
    reader.mouse.wheel(0, 120)
    reader.wait_for_function("scrollY > 50")
    before, place = int(reader.locator("[data-count=replies]").inner_text()), reader.evaluate(PLACE)

    for number in (1, 2, 3):
        reply(writer, f"Something for readers, part {number}.")
    expect(bar(reader)).to_have_text("3 new replies. Show them")
    expect(reader.locator("[data-count=replies]")).to_have_text(str(before + 3))
    assert reader.locator(".said", has_text="Something for readers").count() == 0
    assert reader.evaluate(PLACE) == place
    reader.clock.fast_forward(11_000)
    expect(reader.locator("#announce")).to_have_text("3 new replies")

    mine = writer.locator("article", has_text="Something for readers, part 2.")
    mine.locator(".post-more").click()
    mine.get_by_role("link", name="Withdraw").click()
    writer.get_by_role("button", name="Withdraw").click()
    expect(bar(reader)).to_have_text("2 new replies. Show them")

    bar(reader).press("Enter")
    expect(reader.locator(".said", has_text="Something for readers")).to_have_text(
        [f"Something for readers, part {number}." for number in (1, 3)]
    )
    expect(bar(reader)).to_be_hidden()
    expect(reader.locator("article:focus")).to_contain_text("Something for readers, part 1.")


def test_whoever_writes_is_not_disturbed_and_sees_their_own_reply_at_once(visit, site):
    topic = site.a_topic("discussion")
    other, page = visit("expert"), visit("verified")
    other.goto(topic)
    page.goto(topic)
    to_the_end(page)
    field = page.get_by_role("textbox", name="Your reply")
    field.press_sequentially("Half of a thought")
    reply(other, "This came while the other one wrote.")

    expect(bar(page)).to_have_text("1 new reply. Show it")
    expect(field).to_be_focused()
    reply(page, "And a whole one.")
    expect(page.locator(".said", has_text="This came while the other one wrote.")).to_have_count(0)
    bar(page).click()
    said = page.locator("[data-posts=thread] .said")
    expect(said.nth(-2)).to_have_text("This came while the other one wrote.")
    expect(said.nth(-1)).to_have_text("And a whole one.")


def test_what_is_hidden_leaves_without_a_jump(visit, site):
    topic = site.a_topic("discussion")
    writer, reader = visit("expert"), visit("verified", viewport=SMALL)
    writer.goto(topic)
    for words in ("A reply that goes again.", *(f"A longer tail, part {number}." for number in range(6))):
        reply(writer, words)
    reader.goto(topic, wait_until="networkidle")
    reader.evaluate("scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })")
    last = reader.locator("article", has_text="A longer tail, part 5.")
    place = last.bounding_box()["y"]

    first = writer.locator("article", has_text="A reply that goes again.")
    first.locator(".post-more").click()
    first.get_by_role("link", name="Withdraw").click()
    writer.get_by_role("button", name="Withdraw").click()
    expect(reader.locator("article", has_text="A reply that goes again.")).to_have_count(0)
    assert abs(last.bounding_box()["y"] - place) <= 1


def test_a_withdrawn_topic_leaves_open_lists_title_and_all(visit, site):
    writer, reader, visitor = visit("expert"), visit("verified"), visit()
    title = "Which sharps bin do you use?"
    writer.goto("/sections/discussion/new/")
    writer.get_by_label("Title").fill(title)
    writer.locator("textarea[name=body]").fill("Mine is full by Wednesday, and the van comes on Fridays.")
    writer.get_by_role("button", name="Post it").click()
    writer.wait_for_url("**/topics/**")
    reader.goto("/sections/discussion/")
    visitor.goto("/")
    rows = [page.get_by_role("listitem").filter(has_text=title) for page in (reader, visitor)]
    for page, row in zip((reader, visitor), rows, strict=True):
        page.wait_for_load_state("networkidle")
        expect(row).to_have_count(1)

    writer.locator("article .post-more").first.click()
    writer.get_by_role("link", name="Withdraw").click()
    writer.get_by_role("button", name="Withdraw").click()
    for row in rows:
        expect(row).to_have_count(0)


def test_what_is_hidden_leaves_a_narrowed_page_too_and_nothing_else_enters(visit, site):
    writer, reader = visit("expert"), visit("verified")
    topic = site.a_topic("questions")
    writer.goto(topic)
    answer(writer, "Keep it between two and eight degrees, as the leaflet says.", source="Fridge protocol, version 4")
    reader.goto(f"{topic}?cited=1", wait_until="networkidle")
    cited = reader.locator("article", has_text="Keep it between two and eight degrees")
    expect(cited).to_have_count(1)
    answer(writer, "I only write the reading down.")

    writer.locator("article", has_text="Keep it between two").locator(".post-more").click()
    writer.get_by_role("link", name="Withdraw").click()
    writer.get_by_role("button", name="Withdraw").click()
    expect(cited).to_have_count(0)
    expect(bar(reader)).to_be_hidden()
    assert reader.locator(".said", has_text="I only write the reading down.").count() == 0


def answer(page: Page, words: str, source: str = "") -> None:
    page.locator("#composer textarea[name=body]").fill(words)
    page.locator(f"#composer [name=rests_on][value={'study' if source else 'opinion'}]").check()
    page.locator("#composer [name=citation]").fill(source)
    page.get_by_role("button", name="Post your answer").click()
    expect(page.locator(".said", has_text=words)).to_be_visible()
