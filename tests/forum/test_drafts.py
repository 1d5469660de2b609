"""Drafts: kept while somebody writes, sealed, and theirs alone."""

import json

import pytest
from django.db import connection

from deflection.models import Deflection
from deflection.vault import NotYours
from forum.actions.drafts import SHELF, Conflict, ShelfFull, save_draft
from forum.models import Draft
from tests.conftest import EMERGENCY

pytestmark = pytest.mark.django_db

TEXT = "Half a sentence about the rota, not finished"


def save(browser, *, key: str = "topic:discussion", texts: object = None, **fields):
    sent = {"key": key, "label": "New topic", "url": "/sections/discussion/new/", **fields}
    return browser.post("/drafts/save/", {"texts": json.dumps({"body": TEXT} if texts is None else texts), **sent})


def shelf(member) -> list[tuple]:
    return [
        (row.key, row.label, row.sequence, row.fields_for(member.pk)) for row in Draft.objects.filter(author=member)
    ]


def test_autosave_keeps_the_text_and_counts(as_, author, sections):
    browser = as_(author)
    assert save(browser).json()["sequence"] == 1
    page = save(browser, texts={"body": TEXT + "."}, sequence=1)
    assert (page.status_code, page.json()["sequence"]) == (200, 2)
    assert shelf(author) == [("topic:discussion", "New topic", 2, {"body": TEXT + "."})]


def test_an_older_device_is_told_and_overwrites_nothing(as_, author, sections):
    browser = as_(author)
    save(browser)
    save(browser, texts={"body": "Newer"}, sequence=1)

    page = save(browser, texts={"body": "Older"}, sequence=1)
    assert (page.status_code, page.json()) == (
        409, {"newer": {"body": "Newer"}, "sequence": 2, "error": "This draft was changed in another place."},
    )  # fmt: skip
    with pytest.raises(Conflict):
        save_draft(author=author, key="topic:discussion", label="x", url="/", fields={"body": "Older"}, sequence=1)
    assert shelf(author) == [("topic:discussion", "New topic", 2, {"body": "Newer"})]


def test_a_full_shelf_keeps_what_it_has_and_says_so(as_, author, sections):
    for number in range(SHELF):
        save_draft(author=author, key=f"reply:{number}", label="Reply", url="/", fields={"body": str(number)})
    page = save(as_(author))

    assert (page.status_code, page.json()) == (
        422, {"error": "You have 50 drafts. Discard one on the drafts page; this text was not saved."},
    )  # fmt: skip
    assert Draft.objects.count() == SHELF
    assert save(as_(author), key="reply:7").status_code == 200


def test_a_text_too_long_for_a_draft_is_a_sentence(author, as_, sections):
    with pytest.raises(ShelfFull, match="longer than a draft can be"):
        save_draft(author=author, key="case:new", label="Case", url="/", fields={"signs": "x" * 60_001})
    assert save(as_(author), texts={"body": "x" * 60_001}).status_code == 422
    assert Draft.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"key": "elsewhere:1"}, "Unknown form."), ({"key": "reply:x"}, "Unknown form."),
        ({"url": "https://example.org/"}, "Unknown page."), ({"url": "/\\example.org"}, "Unknown page."),
        ({"texts": ["a"]}, "A draft is a list of named texts."),
        ({"texts": {"body": 7}}, "A draft is a list of named texts."),
    ],
)  # fmt: skip
def test_what_is_no_draft_is_refused_with_a_sentence(as_, author, sections, fields, sentence):
    page = save(as_(author), **fields)
    assert (page.status_code, page.json(), Draft.objects.count()) == (422, {"error": sentence}, 0)


def test_a_draft_survives_logout_and_stands_in_its_form_again(client, author, sections):
    client.force_login(author)
    save(client)
    client.post("/accounts/logout/")
    assert save(client).status_code == 403

    client.force_login(author)
    page = client.get("/sections/discussion/new/")
    assert page.context["form"].initial == {"body": TEXT}
    assert TEXT in page.content.decode()
    assert [draft.label for draft in client.get("/drafts/").context["drafts"]] == ["New topic"]


def test_a_refusal_does_not_lose_the_words(as_, author, question):
    as_(author).post(question.reply_url, {"body": TEXT, "client_id": "not an id"})
    page = as_(author).get(question.get_absolute_url())
    assert page.context["form"].initial == {"body": TEXT}


def test_the_row_holds_no_word_of_the_text(as_, author, sections):
    save(as_(author))
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM forum_draft")
        (row,) = cursor.fetchall()
    everything = b"|".join(bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for cell in row)
    assert [word for word in (b"sentence", b"afternoon", TEXT.encode()) if word in everything] == []


def test_another_member_neither_sees_nor_opens_nor_discards_it(as_, author, moderator, administrator, sections):
    save(as_(author))
    draft = Draft.objects.get()
    for other in (moderator, administrator):
        assert list(as_(other).get("/drafts/").context["drafts"]) == []
        assert as_(other).post(f"/drafts/{draft.pk}/discard/").status_code == 404
        assert as_(other).get("/sections/discussion/new/").context["draft"] is None
        with pytest.raises(NotYours):
            draft.fields_for(other.pk)
    assert shelf(author) == [("topic:discussion", "New topic", 1, {"body": TEXT})]


def test_what_is_published_leaves_the_shelf(as_, author, question):
    browser = as_(author)
    save(browser, key=f"reply:{question.pk}", url=question.get_absolute_url())
    browser.post(question.reply_url, {"body": TEXT, "client_id": "8a2c9a1e-9a7b-4f0d-8d8e-0c0a37a3a0f1"})
    assert (Draft.objects.count(), question.posts.replies().count()) == (0, 1)


def test_an_autosave_that_its_own_text_overtook_keeps_nothing(as_, author, question):
    browser = as_(author)
    browser.post(
        question.reply_url, {"body": f"{TEXT}\r\n\r\nEnd.", "client_id": "8a2c9a1e-9a7b-4f0d-8d8e-0c0a37a3a0f2"}
    )
    texts = {"body": f"{TEXT}\n\nEnd."}
    late = save(browser, key=f"reply:{question.pk}", url=question.get_absolute_url(), texts=texts)
    other = save(browser, key=f"reply:{question.pk}", url=question.get_absolute_url(), texts={"body": "Another."})

    assert (late.status_code, late.json()) == (410, {"error": "You have just sent these very words."})
    assert (other.status_code, [row[3] for row in shelf(author)]) == (200, [{"body": "Another."}])


def test_an_autosave_that_the_vault_overtook_keeps_nothing(as_, author, question):
    """Otherwise the words of an emergency would stand in the empty form the next time it is opened."""
    browser = as_(author)
    sent = {"body": f"{EMERGENCY}\r\n\r\n{EMERGENCY}", "client_id": "8a2c9a1e-9a7b-4f0d-8d8e-0c0a37a3a0f3"}
    browser.post(question.reply_url, sent)
    place = {"key": f"reply:{question.pk}", "url": question.get_absolute_url()}
    late = save(browser, texts={"body": f"{EMERGENCY}\n\n{EMERGENCY}"}, **place)

    assert (late.status_code, late.json()) == (410, {"error": "You have just sent these very words."})
    assert shelf(author) == []
    browser.post(f"/vault/{Deflection.objects.get().pk}/continue/")
    assert [key for key, *_ in shelf(author)] == [f"reply:{question.pk}"]


def test_the_ids_of_a_form_are_not_kept_with_its_words(author, sections):
    save_draft(
        author=author, key="case:new", label="Case", url="/cases/new/",
        fields={"title": "A title", "client_id": "1", "answer": "over", "csrfmiddlewaretoken": "t"},
    )  # fmt: skip
    assert shelf(author) == [("case:new", "Case", 1, {"title": "A title"})]


def test_a_damaged_draft_does_not_close_the_page_it_belongs_to(as_, author, question):
    browser = as_(author)
    save(browser, key=f"reply:{question.pk}", url=question.get_absolute_url())
    save(browser)
    save(browser, key="case:new", url="/cases/new/")
    Draft.objects.update(sealed=b"damaged")

    for url in (question.get_absolute_url(), "/sections/discussion/new/", "/cases/new/", "/drafts/"):
        assert (url, browser.get(url).status_code) == (url, 200)


def test_a_visitor_saves_nothing_and_is_told_where_the_words_are(client, sections):
    page = save(client)
    assert (page.status_code, Draft.objects.count()) == (403, 0)
    assert page.json()["error"].startswith("You are signed out.")
