"""Out of the vault: back into a form, on to a case study, or before a moderator."""

from uuid import uuid4

import pytest

from deflection.models import Deflection
from forum.models import Draft, Post, Topic
from tests.conftest import EMERGENCY

pytestmark = pytest.mark.django_db

REASON = "This is how our protocol has it, and I do the same."


def deflected(browser, url: str, **fields) -> Deflection:
    page = browser.post(url, {"body": EMERGENCY, "client_id": uuid4(), **fields})
    assert page["Debrief-Outcome"] == "deflected"
    return Deflection.objects.latest("pk")


def go_on(browser, deflection: Deflection, **fields):
    return browser.post(f"/vault/{deflection.pk}/continue/", fields)


def appeal(browser, deflection: Deflection, **fields):
    return browser.post(f"/deflections/{deflection.pk}/appeal/", {"why": "over", "words": "", **fields})


def test_a_reply_stands_in_its_form_again(as_, reader, question):
    browser = as_(reader)
    deflection = deflected(browser, question.reply_url)
    assert go_on(browser, deflection)["Location"] == f"/topics/{question.pk}/#composer"
    assert browser.get(question.get_absolute_url()).context["form"].initial["body"] == EMERGENCY
    assert deflection.fields_for(reader.pk)["body"] == EMERGENCY


@pytest.mark.parametrize("as_what", ["same", "case"])
def test_a_topic_goes_on_as_itself_or_as_a_case_study(as_, author, sections, as_what):
    browser = as_(author)
    deflection = deflected(browser, "/sections/discussion/new/", title="Her lip, right now")
    page = go_on(browser, deflection, **{"as": as_what})

    where, url, field = {
        "same": ("/sections/discussion/new/", "/sections/discussion/new/", "body"),
        "case": ("/cases/new/", "/cases/new/one-page/", "background"),
    }[as_what]
    assert page["Location"] == where
    initial = browser.get(url).context["form"].initial
    assert (initial["title"], initial[field]) == ("Her lip, right now", EMERGENCY)


def test_the_label_of_the_draft_quotes_nothing(as_, author, sections):
    browser = as_(author)
    go_on(browser, deflected(browser, "/sections/discussion/new/", title="Her lip, right now"))
    assert [draft.label for draft in Draft.objects.all()] == ["From the vault"]


def test_an_edit_goes_back_to_its_edit(as_, reader, answer):
    browser = as_(reader)
    deflection = deflected(browser, f"/posts/{answer.pk}/edit/")
    assert go_on(browser, deflection)["Location"] == f"/posts/{answer.pk}/edit/"
    assert browser.get(f"/posts/{answer.pk}/edit/").context["form"].initial["body"] == EMERGENCY


def test_an_endorsement_has_no_draft_and_says_so(as_, expert, answer):
    browser = as_(expert)
    deflection = deflected(browser, f"/posts/{answer.pk}/endorse/", reason=EMERGENCY, evidence="study")
    html = browser.get(f"/vault/{deflection.pk}/").content.decode()
    assert ("Continue as a draft" in html, "Turn it into a case study" in html) == (False, True)
    assert go_on(browser, deflection)["Location"] == "/vault/"
    assert "An endorsement keeps no draft" in browser.get("/vault/").content.decode()
    assert appeal(browser, deflection)["Location"] == "/vault/"
    assert (Draft.objects.count(), Post.objects.filter(status="held").count()) == (0, 0)


def test_an_appeal_holds_the_text_for_a_moderator_and_publishes_nothing(as_, author, stranger, moderator, sections):
    browser = as_(author)
    deflection = deflected(browser, "/sections/discussion/new/", title="Her lip, last year")
    page = appeal(browser, deflection, words="It was last year")

    topic = Topic.objects.get()
    post = topic.posts.get()
    assert (page.status_code, page["Location"]) == (302, post.get_absolute_url())
    assert (topic.status, post.status, post.held_because, post.body, post.held_note) == (
        "held", "held", "appeal", EMERGENCY, "It is over and the outcome is known. It was last year",
    )  # fmt: skip
    seen = [as_(member).get(topic.get_absolute_url()).status_code for member in (author, moderator, stranger)]
    assert seen == [200, 200, 404]


def test_asking_twice_is_asking_once(as_, reader, question):
    browser = as_(reader)
    deflection = deflected(browser, question.reply_url)
    pages = [appeal(browser, deflection)["Location"] for _ in range(2)]
    assert (len(set(pages)), Post.objects.filter(status="held").count()) == (1, 1)
    question.refresh_from_db()
    assert question.reply_count == 0


def test_an_appeal_needs_a_reason(as_, reader, question):
    deflection = deflected(as_(reader), question.reply_url)
    for why in ("", "because"):
        page = appeal(as_(reader), deflection, why=why)
        assert (page.status_code, list(page.context["appeal"].errors)) == (422, ["why"])
    assert Post.objects.filter(status="held").count() == 0


def test_a_topic_that_went_meanwhile_takes_no_appeal(as_, reader, question):
    browser = as_(reader)
    deflection = deflected(browser, question.reply_url)
    Topic.objects.update(status="hidden")
    assert appeal(browser, deflection)["Location"] == "/vault/"
    assert Post.objects.filter(status="held").count() == 0


def test_a_section_that_was_renamed_takes_no_appeal(as_, author, sections):
    browser = as_(author)
    deflection = deflected(browser, "/sections/discussion/new/", title="Her lip, right now")
    sections["discussion"].slug = "talk"
    sections["discussion"].save()
    assert appeal(browser, deflection)["Location"] == "/vault/"
    assert Post.objects.count() == 0


def test_the_vault_of_another_leads_nowhere(as_, client, reader, moderator, question):
    deflection = deflected(as_(reader), question.reply_url)
    for deed in (go_on, appeal):
        assert deed(as_(moderator), deflection).status_code == 404
        assert deed(client, deflection).status_code == 403
    assert (Draft.objects.count(), Post.objects.filter(status="held").count()) == (0, 0)
