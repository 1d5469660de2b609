"""One draft on two devices: neither text overwrites the other, with a script or without."""

import json
from uuid import uuid4

import pytest

from forum.models import Draft, Post
from tests.forum.test_drafts import save

pytestmark = pytest.mark.django_db

HERE, THERE = "We keep ours in a locked fridge.", "We keep ours in a locked cupboard."


def shelf(member) -> dict[str, str]:
    """What each draft says, by whether it stands in its form or was set aside."""
    rows = Draft.objects.filter(author=member)
    return {row.key.partition(":")[0]: row.fields_for(member.pk)["body"] for row in rows}


@pytest.fixture
def stale(as_, author, sections):
    """A browser whose page knows an older draft than the one that another device saved."""
    browser = as_(author)
    save(browser, texts={"body": "We keep"})
    save(browser, texts={"body": THERE}, sequence=1)
    return browser


@pytest.mark.parametrize(("keep", "kept"), [("mine", (HERE, THERE)), ("other", (THERE, HERE))])
def test_whichever_is_chosen_the_other_is_kept(stale, author, keep, kept):
    assert save(stale, texts={"body": HERE}, sequence=1).status_code == 409
    page = save(stale, texts={"body": HERE}, sequence=1, keep=keep)

    assert (page.status_code, shelf(author)) == (200, {"topic": kept[0], "other": kept[1]})
    standing = Draft.objects.get(key="topic:discussion")
    assert page.json()["sequence"] == standing.sequence
    assert save(stale, texts={"body": kept[0]}, sequence=standing.sequence).status_code == 200


def test_a_page_shows_both_and_changes_their_places(stale, as_, author, reader):
    save(stale, texts={"body": HERE}, sequence=1, keep="mine")
    other = Draft.objects.get(key__startswith="other:")
    page = stale.get(other.url)
    assert [(pair.name, pair.here, pair.there) for pair in page.context["pairs"]] == [("Text", HERE, THERE)]

    assert stale.post(other.url)["Location"] == "/sections/discussion/new/"
    assert shelf(author) == {"topic": THERE, "other": HERE}
    assert stale.get("/sections/discussion/new/").context["form"].initial["body"] == THERE
    assert [as_(reader).get(other.url).status_code, as_(reader).post(other.url).status_code] == [404, 404]


def test_without_a_script_what_is_refused_says_where_both_stand(stale, author):
    page = stale.post("/sections/discussion/new/", {"body": HERE, "sequence": "1", "client_id": uuid4()})

    other = Draft.objects.get(key__startswith="other:")
    assert (page.status_code, shelf(author)) == (422, {"topic": HERE, "other": THERE})
    assert f'Both are kept. <a href="{other.url}">Compare them</a>' in page.content.decode()
    assert f'name="sequence" value="{Draft.objects.get(key="topic:discussion").sequence}"' in page.content.decode()


def test_what_is_sent_from_one_device_does_not_take_the_words_of_the_other_along(as_, reader, question):
    browser, key = as_(reader), f"reply:{question.pk}"
    save(browser, key=key, texts={"body": THERE})
    browser.post(question.reply_url, {"body": HERE, "sequence": "0", "client_id": uuid4()})

    assert [post.body for post in Post.objects.replies()] == [HERE]
    assert shelf(reader) == {"other": THERE}
    other = Draft.objects.get()
    assert browser.post(other.url)["Location"] == f"/topics/{question.pk}/#composer"
    assert shelf(reader) == {"reply": THERE}


@pytest.mark.parametrize("sequence", ["0", "1"])
def test_an_autosave_of_the_same_page_that_came_late_leaves_nothing_behind(as_, reader, question, sequence):
    save(as_(reader), key=f"reply:{question.pk}", texts={"body": HERE[:20]})
    as_(reader).post(question.reply_url, {"body": HERE, "sequence": sequence, "client_id": uuid4()})
    assert (Post.objects.replies().count(), shelf(reader)) == (1, {})


def test_no_form_writes_where_texts_are_set_aside(as_, author, sections):
    page = save(as_(author), key="other:1:reply:1")
    assert (page.status_code, json.loads(page.content), Draft.objects.count()) == (422, {"error": "Unknown form."}, 0)
