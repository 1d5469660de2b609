"""Two pages of one question: an endorsement moves an answer, an objection shows that experts differ, an end strikes."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

REASON = "This is how our own protocol has it, and we follow it."


def mark(page: Page, topic: str, post: str, how: str, button: str) -> None:
    page.goto(topic)
    page.locator(f"#{post} .post-more").click()
    page.locator(f"#{post} .menu").get_by_role("link", name=how, exact=True).click()
    page.get_by_label("Why?").fill(REASON)
    page.get_by_label("Own experience").check()
    page.get_by_role("button", name=button).click()
    page.wait_for_url(f"**{topic}**")


def answer(page: Page, words: str) -> None:
    page.get_by_role("textbox", name="Your reply").fill(words)
    page.get_by_role("button", name="Post your answer").click()
    expect(page.locator(".said", has_text=words)).to_be_visible()


def order(page: Page) -> list[str]:
    return page.locator('[data-posts="vetted"] article').evaluate_all("posts => posts.map(post => post.id)")


# A question, an answer in it that an expert endorses, and that expert's credential: none of it by the demo's expert.
ENDORSED = """
    SELECT post.topic_id, post.id, mark.credential_id, person.name
    FROM forum_endorsement mark JOIN forum_post post ON post.id = mark.post_id
    JOIN forum_topic topic ON topic.id = post.topic_id JOIN members_credential badge ON badge.id = mark.credential_id
    JOIN members_member person ON person.id = mark.expert_id
    JOIN members_member author ON author.id = post.author_id JOIN members_member asker ON asker.id = topic.author_id
    WHERE badge.tier = 3 AND mark.withdrawn_at IS NULL AND topic.status = 'published' AND post.status = 'published'
    AND 'expert@demo.example' NOT IN (person.email, author.email, asker.email) ORDER BY post.id LIMIT 1
"""


def test_an_endorsement_moves_an_answer_on_the_other_page(visit, site):
    topic = site.a_topic("questions")
    expert, verified, watcher = visit("expert"), visit("verified"), visit("member")
    for page, words in ((verified, "We keep ours in a bound book."), (expert, "We keep ours on a sheet.")):
        page.goto(topic)
        answer(page, words)
    watcher.goto(topic)
    book = watcher.locator("article", has_text="We keep ours in a bound book.")
    sheet = watcher.locator("article", has_text="We keep ours on a sheet.")
    moved, above = (place.get_attribute("id") for place in (book, sheet))
    before = order(watcher)
    assert before.index(moved) > before.index(above)

    mark(expert, topic, moved, "Endorse", "Endorse it")
    expect(book.locator(".endorsements h4")).to_contain_text("Endorsed by 1")
    after = order(watcher)
    assert after.index(moved) < after.index(above)


def test_experts_differ_until_the_credential_of_one_is_suspended(visit, site):
    topic_id, post_id, credential, name = site.rows(ENDORSED)[0]
    topic, post = f"/topics/{topic_id}/", f"post-{post_id}"
    watcher, expert, administrator = visit("member"), visit("expert"), visit("administrator")
    watcher.goto(topic)
    mark(expert, topic, post, "Disagree", "Disagree")
    banner = watcher.get_by_role("heading", name="Experts differ")
    expect(banner).to_be_visible()
    expect(watcher.locator("#consensus .side")).to_have_count(2)

    administrator.goto(f"/moderation/credentials/{credential}/")
    administrator.get_by_label("Status, as the register has it today").select_option("suspended")
    administrator.get_by_label("Reason", exact=True).fill("The register says so today.")
    administrator.get_by_role("button", name="Note it").click()
    expect(watcher.locator(f"#{post} s")).to_contain_text(f"{name} endorsed this")
