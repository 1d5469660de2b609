"""Searching: whatever is typed gets an answer, nobody finds what they may not read, and help comes first."""

import re
from datetime import date
from html import unescape

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from forum.actions.posts import hide_post
from forum.models import CaseStudy, Post, Topic
from forum.search import finding, results, signpost, views
from forum.search.finding import Asked, best_first, look
from forum.search.snippets import marked, snippet
from forum.search.words import Term, Words, parse
from forum.text import to_html
from tests.conftest import make_reply, make_topic

pytestmark = pytest.mark.django_db


def page_of(client, **asked: object):
    return client.get("/search/", asked)


def titles(response) -> list[str]:
    return [result.post.topic.title for result in response.context["page"].results]


def tally(response) -> str:
    said = re.search(r'class="tally" role="status">(.*?)</p>', response.content.decode())
    return " ".join(re.sub("<[^>]+>", "", unescape(said.group(1))).split())


def test_what_was_typed_is_read_as_words_phrases_and_names():
    assert parse('lip OR cheek "tear trough" -toxin author:"Ann Lee" nec') == Words(
        groups=((Term("lip"), Term("cheek")), (Term("tear trough"),), (Term("nec", begins=True),)),
        without=(Term("toxin"),),
        authors=("Ann Lee",),
    )
    assert parse('OR -- "" author:"" *') == Words((), (), ())
    assert parse("-infection").only_without


class AnythingTyped(TestCase):
    @given(st.text(max_size=60) | st.text(alphabet="ab\"'*-()^:{}OR NEAR+\\%_&|!<>\0²", max_size=40))
    def test_it_is_never_an_error(self, text):
        for asked in (Asked(AnonymousUser(), parse(text)), Asked(AnonymousUser(), parse(text + ' "or'))):
            found = look(asked, wanted=5) if not asked.is_open and not asked.words.only_without else None
            assert found is None or (found.ids, best_first(asked).ids) == ([], [])


@pytest.fixture
def three(sections, author, reader) -> list[Topic]:
    """One topic that visitors may read, one for members alone, and one that was hidden."""
    seen = make_topic(sections["discussion"], author, "A thermometer for the fridge", "It rings when it gets warm.")
    inside = make_topic(sections["questions"], reader, "Which thermometer?", "Ours has an alarm bell.")
    hidden = make_topic(sections["discussion"], author, "My thermometer from the market", "It was never right.")
    Topic.objects.filter(pk=hidden.pk).update(status="hidden")
    return [seen, inside, hidden]


def test_each_reader_finds_what_they_may_read_and_no_count_or_choice_tells_of_more(client, as_, reader, three):
    seen, inside, _ = three
    visitor, member = page_of(client, q="thermometer"), page_of(as_(reader), q="thermometer")

    assert (titles(visitor), titles(member)) == ([seen.title], [inside.title, seen.title])
    assert tally(visitor).startswith("1 post that visitors may read.")
    assert tally(member) == "2 posts."
    assert "market" not in member.content.decode()
    assert [(f["label"], [(c.words, c.count) for c, _ in f["choices"]]) for f in member.context["narrowing"]] == [
        ("Kind", [("Questions", 1), ("Discussion", 1)]),
        ("Section", [(inside.section.name, 1), (seen.section.name, 1)]),
    ]
    assert visitor.context["narrowing"] == []
    assert visitor["X-Robots-Tag"] == "noindex"


def test_words_phrases_leaving_out_either_names_and_beginnings(as_, author, reader, three):
    seen, inside, _ = three
    browser = as_(reader)
    for typed, expected in {
        "thermometer fridge": [seen],
        '"alarm bell"': [inside],
        '"bell alarm"': [],
        "thermometer -fridge": [inside],
        "warm OR alarm": [inside, seen],
        "thermom": [inside, seen],
        "thermometer author:rhys": [inside],
        "author:author": [seen],
        "THERMOMETERS": [inside, seen],
    }.items():
        assert (typed, titles(page_of(browser, q=typed))) == (typed, [topic.title for topic in expected])


def test_case_studies_are_narrowed_by_their_fields_and_shown_by_their_words(as_, author, sections):
    case = CaseStudy.objects.create(
        event_kind="complication", procedure="lip_filler", area="lips", product_class="ha_filler", onset="hours",
        happened_on=date(2026, 1, 5), signs="Pallor.", managed="Massage.", support="A colleague.",
        differently="Less.", outcome="full_recovery", take_home="Look early.",
        html={"signs": "<p>A pallor we nearly missed.</p>"},
    )  # fmt: skip
    topic = Topic.objects.create(
        section=sections["cases"], kind="cases", case=case, title="An early look", author=author
    )
    topic.posts.create(
        author=author, is_opening=True, body="A pallor we nearly missed.", body_html="", client_id=case_id()
    )
    make_topic(sections["discussion"], author, "About pallor", "Who has seen it?")

    browser = as_(author)
    page = page_of(browser, q="pallor", kind="cases", outcome="full_recovery", area="lips", onset="nonsense")
    assert titles(page) == ["An early look"]
    assert [str(result.snippet) for result in page.context["page"].results] == [
        "A <mark>pallor</mark> we nearly missed."
    ]
    assert [chip["words"] for chip in page.context["chips"]] == ["Case studies", "Lips", "Full recovery"]
    assert titles(page_of(browser, q="pallor", outcome="lasting_harm")) == []
    assert titles(page_of(browser, kind="cases")) == ["An early look"]


def case_id() -> str:
    return "00000000-0000-4000-8000-000000000001"


def test_pages_go_back_in_time_and_a_post_that_is_hidden_meanwhile_is_not_on_the_next(
    as_, author, moderator, discussion, monkeypatch
):
    for module in (finding, results):
        monkeypatch.setattr(module, "PAGE", 2)
    replies = [make_reply(discussion, author, f"A thermometer, number {n}.") for n in range(5)]
    browser, met, address = as_(author), [], "?q=thermometer"
    hide_post(post=replies[1], moderator=moderator)
    while address:
        page = browser.get(f"/search/{address}")
        met.append([result.post.pk for result in page.context["page"].results])
        assert tally(page) == "4 posts."
        address = page.context["older"]
    assert met == [[replies[4].pk, replies[3].pk], [replies[2].pk, replies[0].pk]]


def test_the_best_match_has_the_word_in_its_title_and_says_how_far_it_looked(as_, author, sections, monkeypatch):
    for n in range(3):
        make_topic(sections["discussion"], author, f"Cupboard, number {n}", f"A warm shelf beside {n} other shelves.")
    first = Post.objects.order_by("pk").first()
    Topic.objects.filter(pk=first.topic_id).update(title="The shelf")

    browser = as_(author)
    assert [titles(page_of(browser, q="shelf", order=order))[0] for order in ("best", "newest")] == [
        "The shelf", "Cupboard, number 2",
    ]  # fmt: skip
    for module in (finding, results):
        monkeypatch.setattr(module, "MOST_RANKED", 2)
    assert tally(page_of(browser, q="shelf", order="best")) == (
        "More than 2 posts. The best match is sought among the newest 2."
    )


@pytest.mark.parametrize("number", [1, 3, 20])
def test_the_number_of_questions_to_the_database_is_constant(
    as_, author, discussion, django_assert_num_queries, number
):
    for n in range(number):
        make_reply(discussion, author, f"A thermometer, number {n}.")
    browser = as_(author)
    page_of(browser, q="thermometer")
    walk_and_index = connection.vendor == "postgresql"
    with django_assert_num_queries(11 + walk_and_index):
        assert len(titles(page_of(browser, q="thermometer"))) == number


def test_a_snippet_is_plain_words_with_marks_and_nothing_of_it_is_html():
    html = to_html("**Filler** <script>alert(1)</script> & more fillers, *not* a filling station `<b>`")
    assert snippet(html, parse("filler")) == (
        "<mark>Filler</mark> &lt;script&gt;alert(1)&lt;/script&gt; &amp; more <mark>fillers</mark>, not a filling"
        " station &lt;b&gt;"
    )
    assert marked("<i>lip</i>", parse("lip")) == "&lt;i&gt;<mark>lip</mark>&lt;/i&gt;"


@pytest.mark.parametrize("typed", ["VO help now", "patient going blind after filler", "her lip is white"])
def test_emergency_words_show_whom_to_ring_above_the_results(client, typed, caplog):
    page = page_of(client, q=typed)
    text = page.content.decode()
    assert page.status_code == 200
    assert text.index("Happening now? Ring first.") < text.index('class="tally"')
    assert 'class="call" href="tel:' in text
    assert [record for record in caplog.records if typed in record.getMessage()] == []


@pytest.mark.parametrize("typed", ["lip filler nodules", "how to store toxin", "occlusion protocol", ""])
def test_other_words_do_not(client, typed):
    assert page_of(client, q=typed).context["signpost"] is None


def test_a_reader_that_fails_shows_whom_to_ring(client, monkeypatch):
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(signpost.emergency, "assess", fails)
    assert page_of(client, q="shelf").context["signpost"].route == "999"


def test_nothing_found_says_what_to_try(as_, reader, three):
    page = page_of(as_(reader), q="thermometer unicorn", kind="discussion")
    assert (tally(page), page.context["instead"]) == (
        "Nothing found.",
        {
            "any": "?q=%22thermometer%22+OR+%22unicorn%22&kind=discussion",
            "everywhere": "?q=thermometer+unicorn",
        },
    )
    assert titles(as_(reader).get("/search/" + page.context["instead"]["any"])) == [three[0].title]


def test_another_spelling_suggests_titles_that_the_reader_may_see_where_the_database_knows_trigrams(client, three):
    near = [topic.title for topic in page_of(client, q="thermometre").context["near"]]
    assert near == ([three[0].title] if connection.vendor == "postgresql" else [])


def test_only_words_to_leave_out_too_many_letters_and_too_many_searches_get_a_kind_sentence(client, monkeypatch):
    assert "Please add at least one word to look for" in page_of(client, q="-toxin").content.decode()
    long = page_of(client, q="x" * 201)
    assert (long.status_code, "Please use at most 200 characters." in long.content.decode()) == (422, True)

    monkeypatch.setattr(views, "MOST_IN_A_MINUTE", 2)
    often = page_of(client, q="VO help now")
    assert (often.status_code, "Please wait a moment" in often.content.decode()) == (429, True)
    assert often.context["signpost"] is not None
