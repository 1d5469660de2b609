"""Who sees what: one matrix for the page, the tail, the menu and the history."""

import pytest

from forum.models import Post, Topic
from tests.conftest import make_member, make_reply, make_topic

pytestmark = pytest.mark.django_db

VISITOR, STRANGER, AUTHOR, MODERATOR = ROLES = ("visitor", "stranger", "author", "moderator")
STATUSES = ("published", "held", "hidden", "withdrawn")
WORDS = "These words are looked for on every page."


@pytest.fixture
def browsers(client, as_, stranger, author, moderator):
    return {VISITOR: client, STRANGER: as_(stranger), AUTHOR: as_(author), MODERATOR: as_(moderator)}


def sees_topic(role: str, status: str) -> bool:
    return status == "published" or role in (AUTHOR, MODERATOR)


@pytest.mark.parametrize("status", STATUSES)
def test_a_topic(browsers, author, sections, status):
    topic = make_topic(sections["discussion"], author, body=WORDS)
    Topic.objects.filter(pk=topic.pk).update(status=status)
    Post.objects.filter(topic=topic).update(status=status)

    expected = {role: 200 if sees_topic(role, status) else 404 for role in ROLES}
    for place in ("", "tail/?after=0"):
        assert {role: browser.get(f"/topics/{topic.pk}/{place}").status_code for role, browser in browsers.items()} == (
            expected
        )
    menu = {role: browser.get(f"/posts/{topic.posts.get().pk}/menu/").status_code for role, browser in browsers.items()}
    assert menu == expected
    listed = {role: len(browser.get("/sections/discussion/").context["page"]) for role, browser in browsers.items()}
    assert listed == {role: int(sees_topic(role, status)) for role in ROLES}
    front = {role: on_the_front_page(browser) for role, browser in browsers.items()}
    assert front == dict.fromkeys(ROLES, int(status == "published"))


def on_the_front_page(browser) -> int:
    return sum(len(section.latest) for section in browser.get("/").context["sections"])


@pytest.mark.parametrize("status", STATUSES)
def test_a_reply(browsers, expert, author, sections, status):
    topic = make_topic(sections["discussion"], expert)
    reply = make_reply(topic, author, WORDS)
    Post.objects.filter(pk=reply.pk).update(status=status)

    seen = {role: sees_topic(role, status) for role in ROLES}
    page = {role: WORDS in browser.get(f"/topics/{topic.pk}/").content.decode() for role, browser in browsers.items()}
    assert page == seen
    tail = {role: tail_of(browser, topic, reply) for role, browser in browsers.items()}
    assert tail == seen
    menu = {role: browser.get(f"/posts/{reply.pk}/menu/").status_code == 200 for role, browser in browsers.items()}
    assert menu == seen
    history = {role: browser.get(f"/posts/{reply.pk}/history/").status_code for role, browser in browsers.items()}
    assert history == {role: 200 if seen[role] else 404 for role in ROLES} | {VISITOR: 302}


def tail_of(browser, topic: Topic, reply: Post) -> bool:
    """True if the tail shows the words, False if it says that the element is not on this reader's page."""
    changes = {change["element"]: change["html"] for change in tail(browser, topic)["changes"]}
    html = changes[reply.element]
    return html is not None and WORDS in html


def tail(browser, topic: Topic) -> dict:
    return browser.get(f"/topics/{topic.pk}/tail/?after=0").json()


@pytest.mark.parametrize("kind", ["questions", "support"])
def test_a_members_section_is_closed_to_visitors(browsers, author, sections, kind):
    topic = make_topic(sections[kind], author)
    pages = {role: browser.get(topic.get_absolute_url()).status_code for role, browser in browsers.items()}
    assert pages == {VISITOR: 404, STRANGER: 200, AUTHOR: 200, MODERATOR: 200}
    lists = {role: browser.get(f"/sections/{kind}/").status_code for role, browser in browsers.items()}
    assert lists == {VISITOR: 302, STRANGER: 200, AUTHOR: 200, MODERATOR: 200}
    menus = {
        role: browser.get(f"/posts/{topic.posts.get().pk}/menu/").status_code for role, browser in browsers.items()
    }
    assert menus == {VISITOR: 404, STRANGER: 200, AUTHOR: 200, MODERATOR: 200}


def test_what_the_menu_offers_depends_on_who_asks(browsers, as_, expert, answer, reader):
    browsers |= {"expert": as_(expert), "its author": as_(reader)}
    del browsers[VISITOR]
    offered = {role: allowed(browser, answer) for role, browser in browsers.items()}
    assert offered == {
        STRANGER: ["flag", "keep", "quote"], AUTHOR: ["flag", "keep", "quote", "say_it_helped"],
        MODERATOR: ["flag", "keep", "moderate", "quote"],
        "expert": ["call_unsafe", "endorse", "flag", "keep", "quote", "supersede"],
        "its author": ["edit", "keep", "quote", "say_action", "supersede", "withdraw"],
    }  # fmt: skip


def allowed(browser, post: Post) -> list[str]:
    return sorted(deed for deed, may in browser.get(f"/posts/{post.pk}/menu/").context["may"].items() if may)


def test_a_post_looks_the_same_to_everybody(browsers, author, sections):
    topic = make_topic(sections["discussion"], author)
    make_reply(topic, author, WORDS)
    assert len({str(tail(browser, topic)) for browser in browsers.values()}) == 1


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("kind", ["questions", "discussion"])
def test_a_topic_takes_the_same_queries_however_long(
    as_, author, stranger, sections, kind, number, django_assert_num_queries
):
    topic = make_topic(sections[kind], author)
    for nth in range(number):
        make_reply(topic, make_member(f"{'Bcd'[nth]}ea Writer"))
    browser = as_(stranger)
    # session, member, topic, anything that others do not see, posts, standing, endorsements, own words, own standing
    with django_assert_num_queries(9):
        page = browser.get(topic.get_absolute_url())
    # session, member, topic, anything that others do not see, changed posts, standing, endorsements, those this reader
    # may see, those that left; of a question also all its answers with standing and endorsements
    with django_assert_num_queries(12 if kind == "questions" else 9):
        changed = browser.get(f"/topics/{topic.pk}/tail/?after=0")
    another = as_(make_member("Nia Next"))
    with django_assert_num_queries(4):
        assert another.get(f"/topics/{topic.pk}/tail/?after=0").json() == changed.json()
    assert (page.status_code, changed.status_code, len(changed.json()["changes"])) == (200, 200, number + 1)


def test_a_members_page_shows_what_its_reader_may_read(browsers, author, sections):
    shown = make_topic(sections["discussion"], author, title="Shown to all")
    hidden = make_topic(sections["discussion"], author, title="Hidden by a moderator")
    Topic.objects.filter(pk=hidden.pk).update(status="hidden")
    make_reply(shown, author, WORDS)

    page = browsers[STRANGER].get(f"/members/{author.pk}/")
    assert [(post.topic.title, post.body) for post in page.context["written"]] == [
        ("Shown to all", WORDS), ("Shown to all", shown.posts.get(is_opening=True).body),
    ]  # fmt: skip
    assert browsers[VISITOR].get(f"/members/{author.pk}/").status_code == 302
    assert browsers[STRANGER].get("/members/999999/").status_code == 404
