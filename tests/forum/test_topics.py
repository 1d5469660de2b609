"""Opening a topic: every kind, every way it may end, and the one section that has a form of its own."""

import re
from uuid import uuid4

import pytest
from pytest_django.asserts import assertTemplateUsed

from deflection.models import Deflection
from deflection.vault import unseal
from forum.actions.topics import NotHere, open_topic
from forum.models import Draft, Post, Topic
from tests.conftest import EMERGENCY, PLAIN, make_reply, make_topic
from tests.forum.sentences import ASK, CRITICAL, CURRENT

pytestmark = pytest.mark.django_db

TITLE = "A question for colleagues"
OVER = {"started": "over_month", "symptomatic": "no"}
UNSURE = {"started": "unsure", "symptomatic": "unsure"}
NO_PATIENT = {"started": "no_patient", "symptomatic": "no_patient"}
LIVE = {"started": "today", "symptomatic": "yes"}


def write(browser, kind: str, *, body: str, title: str = TITLE, client_id=None, **fields):
    data = {"title": title, "body": body, "client_id": client_id or uuid4(), **fields}
    return browser.post(f"/sections/{kind}/new/", data)


def stored() -> list[tuple]:
    return [
        (post.topic.kind, post.topic.title, post.topic.status, post.body, post.status, post.held_because)
        for post in Post.objects.all()
    ]


@pytest.mark.parametrize(
    ("kind", "declared"), [("questions", NO_PATIENT), ("discussion", {}), ("support", {})]
)  # fmt: skip
def test_it_opens_a_topic_of_each_kind(as_, stranger, sections, kind, declared):
    page = write(as_(stranger), kind, body=PLAIN, **declared)

    post = Post.objects.get()
    assert (page.status_code, page["Location"], page["Debrief-Outcome"]) == (
        302, f"/topics/{post.topic_id}/#post-{post.pk}", "published",
    )  # fmt: skip
    assert (post.is_opening, post.body, post.body_html, post.status, post.version, post.wants_a_look) == (
        True, PLAIN, f"<p>{PLAIN}</p>\n", "published", 1, False,
    )  # fmt: skip
    topic = post.topic
    assert (topic.section, topic.kind, topic.title, topic.author, topic.status, topic.case, topic.version) == (
        sections[kind], kind, TITLE, stranger, "published", None, 1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ("started", "Please say when it started, or that it is not about a patient."),
        ("symptomatic", "Please say whether the patient still has symptoms, or is not a patient."),
        ("title", "Please give it a title."),
        ("body", "Please write something."),
        ("client_id", "This form is incomplete. Please reload the page; your draft is kept."),
    ],
)
def test_a_missing_part_is_a_sentence_and_the_words_are_kept(as_, author, sections, left_out, sentence):
    sent = {"title": TITLE, "body": PLAIN, "client_id": uuid4(), **OVER}
    del sent[left_out]
    page = as_(author).post("/sections/questions/new/", sent)

    assert (page.status_code, page["Debrief-Outcome"]) == (422, "refused")
    assert {name: list(errors) for name, errors in page.context["form"].errors.items()} == {left_out: [sentence]}
    assert sentence in page.content.decode()
    assert stored() == []
    kept = {name: text for name, text in sent.items() if name != "client_id"}
    assert [draft.fields_for(author.pk) for draft in Draft.objects.all()] == [kept]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "four"), ("title", "x" * 151), ("body", "x" * 20_001), ("body", " \n\t "), ("client_id", "not-an-id"),
        ("started", "someday"), ("symptomatic", "perhaps"), ("answer", "whatever"),
    ],
)  # fmt: skip
def test_a_value_out_of_bounds_is_refused(as_, author, sections, field, value):
    sent = {"title": TITLE, "body": PLAIN, "client_id": uuid4(), **OVER, field: value}
    page = as_(author).post("/sections/questions/new/", sent)

    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert stored() == []


def test_an_unknown_section_is_not_found(as_, author, sections):
    assert write(as_(author), "elsewhere", body=PLAIN).status_code == 404
    assert as_(author).get("/sections/elsewhere/").status_code == 404
    assert stored() == []


def test_the_cases_section_refuses_the_plain_composer(as_, author, sections):
    browser = as_(author)
    assert browser.get("/sections/cases/new/").status_code == 404
    assert write(browser, "cases", body=PLAIN, **OVER).status_code == 404
    assert browser.get("/sections/cases/").status_code == 302
    with pytest.raises(NotHere):
        open_topic(section=sections["cases"], author=author, title=TITLE, body=PLAIN, client_id=uuid4())
    assert stored() == []


def test_a_visitor_is_asked_to_sign_in_and_gets_the_words_back(client, sections):
    assert client.get("/sections/discussion/new/")["Location"] == "/accounts/login/?next=/sections/discussion/new/"
    page = write(client, "discussion", body=PLAIN)
    assert page.status_code == 403
    assert PLAIN in page.content.decode()
    assert stored() == []


def test_an_emergency_is_deflected_whatever_the_section(as_, author, sections):
    for kind in ("questions", "discussion", "support"):
        page = write(as_(author), kind, body=EMERGENCY, **(UNSURE if kind == "questions" else {}))
        assert (page.status_code, page["Debrief-Outcome"]) == (200, "deflected")
        assertTemplateUsed(page, "deflection/helpline.html")
    assert stored() == []
    assert [(row.section, row.place, row.route) for row in Deflection.objects.order_by("pk")] == [
        (kind, kind, "helpline") for kind in ("questions", "discussion", "support")
    ]  # fmt: skip


def test_an_emergency_in_the_title_alone_is_deflected(as_, author, sections):
    page = write(as_(author), "discussion", title="Her lip is white and it is spreading right now", body="Please help")

    assert page["Debrief-Outcome"] == "deflected"
    assert (stored(), Topic.objects.count()) == ([], 0)


def test_what_is_declared_live_and_doubtful_is_deflected(as_, author, sections):
    assert write(as_(author), "questions", body=ASK, **LIVE)["Debrief-Outcome"] == "deflected"
    assert stored() == []
    assert Deflection.objects.get().declaration == {"started": "today", "symptomatic": "yes"}


def test_a_doubtful_text_is_asked_about_and_kept_sealed(as_, author, sections):
    page = write(as_(author), "questions", body=ASK, **UNSURE)

    assert (page.status_code, page["Debrief-Outcome"]) == (409, "prompted:ask")
    assertTemplateUsed(page, "forum/topic_form.html")
    assert stored() == []
    draft = Draft.objects.get()
    assert (draft.author, draft.key, draft.label, draft.url) == (
        author, "topic:questions", f"New topic in {sections['questions'].name}", "/sections/questions/new/",
    )  # fmt: skip
    assert draft.fields_for(author.pk) == {"title": TITLE, "body": ASK, **UNSURE}


@pytest.mark.parametrize("answer", ["over", "no_patient"])
def test_asked_and_over_it_publishes_and_a_moderator_looks_afterwards(as_, author, sections, answer):
    browser, client_id = as_(author), uuid4()
    write(browser, "questions", body=ASK, client_id=client_id, **UNSURE)
    page = write(browser, "questions", body=ASK, client_id=client_id, answer=answer, **UNSURE)

    assert page["Debrief-Outcome"] == "published"
    assert stored() == [("questions", TITLE, "published", ASK, "published", "")]
    assert (Post.objects.get().wants_a_look, Draft.objects.count()) == (True, 0)


def test_asked_and_still_on_it_is_deflected(as_, author, sections):
    page = write(as_(author), "questions", body=ASK, answer="still_on", **UNSURE)

    assert page["Debrief-Outcome"] == "deflected"
    assert (stored(), Deflection.objects.count()) == ([], 1)
    assert Deflection.objects.get().fields_for(author.pk)["body"] == ASK


def test_a_patient_under_care_is_advised_first_and_then_published(as_, author, sections):
    browser, client_id = as_(author), uuid4()
    asked = write(browser, "questions", body=CURRENT, client_id=client_id, **UNSURE)
    assert (asked.status_code, asked["Debrief-Outcome"], stored()) == (409, "prompted:current", [])

    told = write(browser, "questions", body=CURRENT, client_id=client_id, answer="advised", **UNSURE)
    assert told["Debrief-Outcome"] == "published"
    assert stored() == [("questions", TITLE, "published", CURRENT, "published", "")]


def test_text_and_declaration_that_disagree_are_held(as_, author, reader, sections):
    page = write(as_(author), "questions", body=EMERGENCY, **OVER)

    assert (page.status_code, page["Debrief-Outcome"]) == (302, "held")
    assert stored() == [("questions", TITLE, "held", EMERGENCY, "held", "disagreement")]
    topic = Topic.objects.get()
    assert as_(author).get(topic.get_absolute_url()).status_code == 200
    assert as_(reader).get(topic.get_absolute_url()).status_code == 404


def test_a_sign_that_calls_for_999_is_deflected_even_if_declared_over(as_, author, sections):
    assert write(as_(author), "questions", body=CRITICAL, **OVER)["Debrief-Outcome"] == "deflected"
    assert (stored(), Deflection.objects.get().route) == ([], "999")


def test_a_repeated_form_opens_one_topic(as_, author, sections):
    browser, client_id = as_(author), uuid4()
    pages = [write(browser, "discussion", body=PLAIN, client_id=client_id) for _ in range(3)]

    assert len({page["Location"] for page in pages}) == 1
    assert stored() == [("discussion", TITLE, "published", PLAIN, "published", "")]


def test_a_repeated_deflection_is_one_and_other_words_are_read_anew(as_, author, sections):
    browser, client_id = as_(author), uuid4()
    for _ in range(2):
        write(browser, "discussion", body=EMERGENCY, client_id=client_id)
    assert Deflection.objects.count() == 1

    write(browser, "discussion", body=EMERGENCY + " Her eye too.", client_id=client_id)
    assert Deflection.objects.count() == 2
    assert write(browser, "discussion", body=PLAIN, client_id=client_id)["Debrief-Outcome"] == "published"


def test_a_deflected_topic_is_in_no_draft_any_more(as_, author, sections):
    browser = as_(author)
    write(browser, "questions", body=ASK, **UNSURE)
    write(browser, "questions", body=ASK, answer="still_on", **UNSURE)

    assert Draft.objects.count() == 0
    row = Deflection.objects.get()
    assert unseal(bytes(row.sealed), owner_id=author.pk, reader_id=author.pk)["title"] == TITLE


@pytest.mark.parametrize("number", [1, 3, 100])
def test_a_list_takes_the_same_queries_however_long(
    as_, client, reader, author, sections, number, django_assert_num_queries
):
    for nth in range(number):
        make_topic(sections["discussion"], author, title=f"Topic number {nth}")
    browser = as_(reader)
    browser.get("/sections/discussion/")
    # section, session, member, topics, the member's credentials
    with django_assert_num_queries(5):
        page = browser.get("/sections/discussion/")
    # what it shows in short, section, topics
    with django_assert_num_queries(3):
        client.get("/sections/discussion/")
    newest = list(reversed(range(number)))[:20]
    assert [topic.title for topic in page.context["page"]] == [f"Topic number {nth}" for nth in newest]


@pytest.mark.parametrize("number", [1, 3, 100])
def test_a_topic_takes_the_same_queries_however_long(
    as_, client, reader, author, discussion, number, django_assert_num_queries
):
    for _ in range(number):
        make_reply(discussion, author)
    browser = as_(reader)
    browser.get(discussion.get_absolute_url())
    # session, member, topic, whether more is theirs to see, their own words, their credentials
    with django_assert_num_queries(6):
        page = browser.get(discussion.get_absolute_url())
    client.get(discussion.get_absolute_url())
    with django_assert_num_queries(1):
        ready = client.get(discussion.get_absolute_url())
    assert [shown.content.decode().count('class="post') >= number for shown in (page, ready)] == [True, True]


def test_a_list_leads_from_page_to_page(as_, client, author, sections, settings):
    """Each topic once, also where many were written to in one moment, and while new ones arrive."""
    settings.TOPICS_PER_PAGE = 2
    for nth in range(5):
        make_topic(sections["discussion"], author, title=f"Topic number {nth}")
    Topic.objects.update(last_post_at=Topic.objects.first().last_post_at)

    pages, link = [], "/sections/discussion/"
    while link:
        page = client.get(link)
        pages.append([topic.title for topic in page.context["page"]])
        older = re.search(r'rel="next" href="(\?before=[0-9-]+)"', page.content.decode())
        link = f"/sections/discussion/{older[1]}" if older else ""
        make_topic(sections["discussion"], author, title="A newer one")
    assert pages == [[f"Topic number {nth}" for nth in page] for page in ((4, 3), (2, 1), (0,))]
    assert '<a class="button quiet" href="/sections/discussion/">Newest</a>' in page.content.decode()


@pytest.mark.parametrize("query", ["page=2", "before=x", "before=5", "before=9999999999999999-9", "before=%00"])
def test_an_old_or_broken_link_leads_to_the_newest(client, author, sections, query):
    make_topic(sections["discussion"], author, title="The newest of all")
    page = client.get(f"/sections/discussion/?{query}")
    assert [topic.title for topic in page.context["page"]] == ["The newest of all"]


def test_the_home_page_shows_each_section_with_its_newest(as_, reader, author, sections, client):
    for nth in range(6):
        make_topic(sections["discussion"], author, title=f"Topic number {nth}")
    make_topic(sections["support"], author, title="A hard day")

    mine = {section.slug: [topic.title for topic in section.latest] for section in home(as_(reader))}
    assert mine["discussion"] == [f"Topic number {nth}" for nth in (5, 4, 3, 2, 1)]
    assert (mine["support"], sorted(mine)) == (["A hard day"], ["cases", "discussion", "questions", "support"])
    assert sorted(section.slug for section in home(client)) == ["cases", "discussion"]


def home(browser):
    return browser.get("/").context["sections"]
