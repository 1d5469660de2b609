"""Choosing what to hear of: on a topic, on a section, and on the page that shows all of it."""

import pytest

from forum.actions.posts import hide_post
from forum.models import Watch
from tests.conftest import make_topic

pytestmark = pytest.mark.django_db


def chosen(member) -> list[tuple[str, str]]:
    return [(watch.name, watch.level) for watch in member.watches.order_by("pk")]


def checked(page) -> str:
    return page.context["form"].initial["level"]


def test_the_page_of_a_topic_shows_what_holds_and_keeps_what_is_chosen(as_, question, author, reader):
    url = f"/topics/{question.pk}/watch/"
    assert [checked(as_(member).get(url)) for member in (author, reader)] == ["watch", "take_part"]

    browser = as_(reader)
    for level in ("watch", "mute"):
        page = browser.post(url, {"level": level})
        assert (page.status_code, page["Location"]) == (302, question.get_absolute_url())
    assert (chosen(reader), checked(browser.get(url))) == ([("How do you store your kit?", "mute")], "mute")


def test_what_is_no_level_is_said_in_words(as_, question, reader):
    page = as_(reader).post(f"/topics/{question.pk}/watch/", {"level": "loudly"})
    assert (page.status_code, "Please choose one of the three." in page.content.decode()) == (422, True)
    assert chosen(reader) == []


def test_a_section_of_questions_is_watched_whole_or_by_area_and_others_whole(as_, sections, reader):
    browser = as_(reader)
    browser.post("/sections/questions/watch/", {"area": "fillers", "level": "watch"})
    browser.post("/sections/questions/watch/", {"area": "", "level": "mute"})
    browser.post("/sections/discussion/watch/", {"area": "eyes", "level": "watch"})
    assert [browser.post("/sections/questions/watch/", {"area": "moon", "level": "watch"}).status_code] == [422]
    names = {name: sections[name].name for name in ("questions", "discussion")}
    assert chosen(reader) == [("Dermal fillers", "watch"), (names["questions"], "mute"), (names["discussion"], "watch")]
    assert checked(browser.get("/sections/questions/watch/")) == "mute"


def test_what_one_watches_is_changed_and_removed_on_one_page_by_its_owner_alone(as_, question, author, reader):
    watch = Watch.objects.create(member=reader, topic=question, level="watch")
    Watch.objects.create(member=reader, area="fillers", level="mute")
    browser, other = as_(reader), as_(author)
    assert [row.name for row in browser.get("/watching/").context["page"]] == ["Dermal fillers", question.title]
    theirs = [other.post(f"/watching/{watch.pk}/{deed}/", {"level": "mute"}) for deed in ("level", "drop")]
    assert [page.status_code for page in theirs] == [404, 302]
    browser.post(f"/watching/{watch.pk}/level/", {"level": "no level"})
    assert chosen(reader) == [(question.title, "watch"), ("Dermal fillers", "mute")]

    browser.post(f"/watching/{watch.pk}/level/", {"level": "take_part"})
    assert chosen(reader) == [(question.title, "take_part"), ("Dermal fillers", "mute")]
    browser.post(f"/watching/{watch.pk}/drop/")
    assert chosen(reader) == [("Dermal fillers", "mute")]


def test_a_hidden_topic_is_named_nowhere_and_cannot_be_watched(as_, question, reader, moderator):
    Watch.objects.create(member=reader, topic=question, level="watch")
    hide_post(post=question.posts.get(), moderator=moderator)
    browser = as_(reader)
    assert question.title not in browser.get("/watching/").content.decode()
    assert browser.post(f"/topics/{question.pk}/watch/", {"level": "mute"}).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_however_much_is_watched(
    as_, sections, author, reader, number, django_assert_num_queries
):
    for nth in range(number):
        topic = make_topic(sections["discussion"], author, f"Topic number {nth}")
        Watch.objects.create(member=reader, topic=topic, level="watch")
    browser = as_(reader)
    # session, member, count, what is watched, sections, own standing
    with django_assert_num_queries(6):
        page = browser.get("/watching/")
    assert len(page.context["page"]) == number


def test_a_visitor_watches_nothing(client, discussion):
    urls = ["/watching/", f"/topics/{discussion.pk}/watch/", "/sections/discussion/watch/"]
    assert [client.get(url).status_code for url in urls] == [302, 302, 302]
