"""The tail: what changed after a version, so that an open page catches up without loss or double."""

from uuid import uuid4

import pytest

from forum.actions.endorsements import endorse_answer, withdraw_endorsement
from forum.actions.posts import edit_post, hide_post, post_reply, show_post, withdraw_post
from forum.models import Post, Topic

pytestmark = pytest.mark.django_db


class Page:
    """An open page as streams.js keeps it: elements by id, and the last version it has seen."""

    def __init__(self, browser, topic: Topic) -> None:
        self.browser, self.topic = browser, topic
        self.version, self.posts, self.heard = 0, {}, []

    def catch_up(self) -> list[str]:
        self.heard = []
        while self.next_of_tail():
            pass
        return self.heard

    def next_of_tail(self) -> bool:
        answer = self.browser.get(f"/topics/{self.topic.pk}/tail/?after={self.version}").json()
        for change in answer["changes"]:
            self.posts.pop(change["element"], None)
            if change["html"] is not None:
                self.posts[change["element"]] = change["html"]
        self.version = answer["version"]
        self.heard += [change["element"] for change in answer["changes"]]
        return answer["more"]


def say(topic: Topic, member, body: str) -> Post:
    post = post_reply(topic=topic, author=member, body=body, client_id=uuid4())
    assert isinstance(post, Post)
    return post


@pytest.fixture
def page(as_, author, question) -> Page:
    opened = Page(as_(author), question)
    opened.catch_up()
    return opened


def test_it_brings_what_is_new_and_nothing_twice(page, question, reader, expert):
    one, two = say(question, reader, "In a fridge."), say(question, expert, "In two fridges.")

    assert page.catch_up() == [one.element, two.element]
    assert "In a fridge." in page.posts[one.element]
    assert page.catch_up() == []
    three = say(question, reader, "In a third.")
    assert page.catch_up() == [three.element]
    assert list(page.posts) == [post.element for post in Post.objects.order_by("pk")]


def test_a_change_comes_once_as_it_stands_now(page, question, reader):
    post = say(question, reader, "First words.")
    page.catch_up()
    for body in ("Second words.", "Third words."):
        edit_post(post=post, editor=reader, body=body)

    assert page.catch_up() == [post.element]
    assert ("Third words." in page.posts[post.element], "Second" in page.posts[post.element]) == (True, False)


def test_what_is_hidden_goes_and_what_is_shown_comes_back(page, question, reader, moderator):
    post = say(question, reader, "For a while.")
    page.catch_up()
    hide_post(post=post, moderator=moderator)
    assert (page.catch_up(), post.element in page.posts) == ([post.element], False)
    show_post(post=post, moderator=moderator)
    assert (page.catch_up(), post.element in page.posts) == ([post.element], True)
    withdraw_post(post=post, author=reader)
    assert (page.catch_up(), post.element in page.posts) == ([post.element], False)


def test_an_endorsement_and_its_withdrawal_arrive(page, question, reader, expert):
    post = say(question, reader, "In a fridge.")
    page.catch_up()
    given = endorse_answer(post=post, expert=expert, reason="So does our protocol, word for word.", evidence="protocol")
    assert page.catch_up() == [post.element]
    assert "Endorsed by 1 expert" in page.posts[post.element]
    withdraw_endorsement(endorsement=given, expert=expert)
    page.catch_up()
    assert "Endorsed by" not in page.posts[post.element]


def test_a_long_absence_loses_nothing(page, question, reader):
    posts = [question.posts.create(
        author=reader, body=f"Post {nth}", body_html="<p>x</p>", client_id=uuid4(), version=question.next_version()
    ) for nth in range(205)]  # fmt: skip

    assert page.catch_up() == [post.element for post in posts]
    assert (page.version, page.catch_up()) == (206, [])


def test_every_page_that_comes_and_goes_ends_up_alike(as_, author, question, reader, expert, moderator):
    pages = [Page(as_(author), question) for _ in range(3)]
    written = []
    for nth in range(9):
        written.append(say(question, (reader, expert)[nth % 2], f"Number {nth} of nine."))
        if nth % 3 == 2:
            hide_post(post=written[nth - 2], moderator=moderator)
        pages[nth % 3].catch_up()
    for open_page in pages:
        open_page.catch_up()

    left = [post.element for post in Post.objects.published().filter(topic=question)]
    assert [sorted(open_page.posts) for open_page in pages] == [sorted(left)] * 3
    assert len({open_page.version for open_page in pages}) == 1


@pytest.mark.parametrize(
    ("after", "status"), [("", 400), ("x", 400), ("1.5", 400), ("-1", 400), ("9" * 40, 400), ("0", 200)]
)
def test_a_version_is_a_whole_number(as_, author, question, after, status):
    page = as_(author).get(f"/topics/{question.pk}/tail/?after={after}")
    assert page.status_code == status
    if status == 400:
        assert page.json() == {"error": "Say after which version, as a whole number."}


def test_a_topic_out_of_reach_has_no_tail(client, as_, stranger, question):
    assert client.get(f"/topics/{question.pk}/tail/?after=0").status_code == 404
    Topic.objects.update(status="hidden")
    assert as_(stranger).get(f"/topics/{question.pk}/tail/?after=0").status_code == 404
    assert as_(stranger).get("/topics/99999999999999999999/tail/?after=0").status_code == 404


def test_what_was_laid_out_for_one_is_never_older_than_the_topic_nor_shown_to_who_sees_more(
    as_, question, reader, author, stranger, moderator
):
    answer, pages = (
        say(question, reader, "In a fridge."),
        [Page(as_(who), question) for who in (author, stranger, reader)],
    )
    assert [page.catch_up()[-1] for page in pages] == [answer.element] * 3
    hide_post(post=answer, moderator=moderator)
    for page in pages:
        page.version -= 1
        page.catch_up()
    assert ["In a fridge." in str(page.posts) for page in pages] == [False, False, True]
