"""Before a text is published: whatever could tell who a patient is comes back to its author, in its place."""

import logging
import re
from uuid import uuid4

import pytest

from deflection.answering import key_of
from deflection.events import ReaderFailed
from deflection.models import Deflection
from deflection.outcomes import Prompt
from forum.actions.removal import remove_words
from forum.models import Draft, Endorsement, InterestDeclaration, Observation, Post
from screening import identity
from tests.conftest import EMERGENCY, PLAIN
from tests.forum.told import case_form
from tests.house import test_gate_everywhere as everywhere
from tests.house.test_gate_everywhere import PLACES, found_in_the_open, send
from tests.house.words import SCREENED

pytestmark = pytest.mark.django_db

NAME = "Mrs Okonkwo-Hughes"
REST = "was about our parking, and since then we answer every such letter within a week."
NAMED = f"The complaint from {NAME} {REST}"
VISIT = "the Harley Rooms clinic on 12 March 2024"
VISITED = f"She was treated at {VISIT} and did well. How do colleagues write such a visit down?"
BECAUSE = "It was in the newspapers, with her consent."
PUBLIC = [(name, place) for name, place in PLACES if "appeal" not in name and "tell_case" not in name]
TOLD_IN = SCREENED["forum.actions.cases.tell_case_study"]


cast = everywhere.cast


def replaced(kind: str, words: str, instead: str) -> dict[str, str]:
    find = f"find-{key_of(kind, words)}"
    return {find: "replace", f"{find}-with": instead}


def kept(kind: str, words: str, choice: str, because: str) -> dict[str, str]:
    find = f"find-{key_of(kind, words)}"
    return {find: choice, f"{find}-because": because}


def reply(topic, client, body: str, **more: object):
    return client.post(topic.reply_url, {"client_id": uuid4(), "body": body, **more})


@pytest.mark.parametrize(("name", "place"), PUBLIC)
def test_no_action_stores_a_patients_name(cast, monkeypatch, name, place):
    monkeypatch.setattr(everywhere, "EMERGENCY", NAMED)

    outcome = send(cast, name, place)

    kinds = [find.kind for find in outcome.finds] if isinstance(outcome, Prompt) else outcome
    assert (kinds, found_in_the_open(NAME)) == (["name"], [])


@pytest.mark.parametrize("htmx", [False, True])
def test_a_reply_comes_back_with_the_name_in_its_place_and_goes_out_without_it(as_, reader, question, htmx):
    client, headers = as_(reader), {"HX-Request": "true"} if htmx else {}
    form = {"client_id": uuid4(), "body": NAMED, "rests_on": "study", "citation": "PMID 31415926"}

    asked = client.post(question.reply_url, form, headers=headers)
    page = asked.content.decode()
    assert (asked["Debrief-Outcome"], question.posts.replies().count()) == ("prompted:look", 0)
    assert f"The complaint from <mark>{NAME}</mark> was about" in page
    assert "PMID 31415926" in page

    sent = client.post(question.reply_url, form | replaced("name", NAME, "a visitor"), headers=headers)
    stored = question.posts.replies().get()
    assert (sent["Debrief-Outcome"], stored.body) == (
        "published",
        f"The complaint from a visitor {REST}",
    )
    assert (stored.citation, Draft.objects.count(), found_in_the_open(NAME)) == ("PMID 31415926", 0, [])


def test_the_suggested_words_are_sent_by_the_form_itself(as_, reader, question):
    page = reply(question, as_(reader), NAMED).content.decode()
    find = f"find-{key_of('name', NAME)}"
    field = re.search(rf'name="{find}-with" value="([^"]*)"', page)
    chosen = re.search(rf'name="{find}" value="replace" checked', page)
    assert (field and field[1], bool(chosen)) == ("[the patient]", True)


@pytest.mark.parametrize("place", TOLD_IN)
def test_a_case_study_with_a_name_in_any_field_is_not_stored(as_, author, sections, place):
    told = case_form()
    told[place] = NAMED if place == "title" else f"{told[place]} {NAMED}"
    asked = as_(author).post("/cases/new/one-page/", told)
    assert (asked["Debrief-Outcome"], found_in_the_open(NAME)) == ("prompted:look", [])


def test_a_case_study_is_looked_at_field_by_field_and_loses_no_other(as_, author, sections):
    told = case_form(background=f"Clinic visit of {NAME}, her first.", take_home=f"Ask {NAME} first.")
    asked = as_(author).post("/cases/new/one-page/", told)
    page = asked.content.decode()
    assert (asked.status_code, asked["Debrief-Outcome"], page.count("find-") > 0) == (409, "prompted:look", True)
    assert "In “Background”, “Take-home points”, 2 times" in page

    as_(author).post("/cases/new/one-page/", told | replaced("name", NAME, "[the patient]"))
    case = Post.objects.get().topic.case
    assert (case.background, case.take_home, case.signs) == (
        "Clinic visit of [the patient], her first.", "Ask [the patient] first.", told["signs"],
    )  # fmt: skip


def test_a_direct_identifier_cannot_be_kept_whatever_is_sent(as_, reader, question):
    body = "Date of birth 12/03/1971 stood on the envelope, so we changed our letters."
    answer = reply(question, as_(reader), body, **kept("dob", "12/03/1971", "keep", BECAUSE))
    assert (answer["Debrief-Outcome"], question.posts.replies().count()) == ("prompted:look", 0)


def test_an_indirect_one_stays_for_a_reason_and_moderators_look(as_, reader, question):
    short = reply(question, as_(reader), VISITED, **kept("treatment_date_clinic", VISIT, "keep", "Because"))
    assert "at least 10 characters" in short.content.decode()

    reply(question, as_(reader), VISITED, **kept("treatment_date_clinic", VISIT, "keep", BECAUSE))
    post = question.posts.replies().get()
    start = VISITED.index(VISIT)
    seen = post.observations.values_list("kind", "field", "start", "end", "choice", "because").get()
    assert (post.status, post.wants_a_look) == ("published", True)
    assert seen == ("treatment_date_clinic", "body", start, start + len(VISIT), "keep", BECAUSE)


def test_a_reason_beside_a_chosen_replacement_is_asked_about(as_, reader, question):
    both = replaced("treatment_date_clinic", VISIT, "a clinic") | {
        f"find-{key_of('treatment_date_clinic', VISIT)}-because": BECAUSE
    }
    page = reply(question, as_(reader), VISITED, **both).content.decode()
    assert ("Shall it stay, or be replaced?" in page, BECAUSE in page, question.posts.replies().count()) == (
        True,
        True,
        0,
    )


def test_a_name_may_be_nobodys_patient_and_an_unverified_author_waits(as_, reader, stranger, sections, discussion):
    answer = kept("name", NAME, "no_patient", "She is a colleague who agreed to be named.")
    for member, standing in ((reader, ("published", "", True)), (stranger, ("held", "identity", False))):
        reply(discussion, as_(member), NAMED, **answer)
        post = discussion.posts.replies().get(author=member)
        assert (post.status, post.held_because, post.wants_a_look) == standing


def test_an_answer_holds_for_those_very_words_only(as_, reader, question):
    answer = kept("name", NAME, "no_patient", "She is a colleague who agreed to be named.")
    other = reply(question, as_(reader), f"{NAMED} The complaint from Mrs Adeyemi was about the lift.", **answer)
    page = other.content.decode()
    assert (other["Debrief-Outcome"], "<mark>Mrs Adeyemi</mark>" in page) == ("prompted:look", True)
    assert f'name="find-{key_of("name", NAME)}" value="no_patient"' in page  # what was said goes with the form


def test_what_was_said_once_holds_for_the_next_edit(as_, reader, question):
    answer = kept("name", NAME, "no_patient", "She is a colleague who agreed to be named.")
    reply(question, as_(reader), NAMED, **answer)
    post = question.posts.replies().get()
    Post.objects.update(wants_a_look=False)

    as_(reader).post(f"/posts/{post.pk}/edit/", {"client_id": uuid4(), "body": f"Well. {NAMED}", "rests_on": "opinion"})
    post.refresh_from_db()
    moved = post.observations.values_list("start", flat=True).get()
    assert (post.body, post.wants_a_look, moved) == (f"Well. {NAMED}", False, f"Well. {NAMED}".index(NAME))


def test_the_words_put_in_are_read_again(as_, reader, question):
    answer = reply(question, as_(reader), NAMED, **replaced("name", NAME, "Mrs Adeyemi"))
    assert (answer["Debrief-Outcome"], "<mark>Mrs Adeyemi</mark>" in answer.content.decode()) == ("prompted:look", True)


def test_an_emergency_never_takes_this_way_round(as_, reader, question):
    reply(question, as_(reader), f"{EMERGENCY}. {NAMED}")
    assert (Deflection.objects.count(), found_in_the_open(NAME)) == (1, [])


def test_an_emergency_told_as_a_reason_is_one(as_, reader, question):
    reply(question, as_(reader), VISITED, **kept("treatment_date_clinic", VISIT, "keep", EMERGENCY))
    assert (Deflection.objects.count(), question.posts.replies().count()) == (1, 0)


def test_a_mark_and_a_declaration_keep_nothing(as_, expert, answer, author):
    told = kept("name", NAME, "no_patient", "She is a colleague who agreed to be named.")
    marked = as_(expert).post(f"/posts/{answer.pk}/endorse/", {"reason": NAMED, "evidence": "study", **told})
    declared = as_(author).post("/settings/interests/", {"interest": "some", "words": NAMED, **told})
    assert [marked["Debrief-Outcome"], declared["Debrief-Outcome"]] == ["prompted:look", "prompted:look"]
    assert (Endorsement.objects.count(), InterestDeclaration.objects.count()) == (0, 0)


def test_a_reader_out_of_order_holds_the_text_and_rings(as_, reader, question, monkeypatch, caplog):
    rung = []

    def out_of_order(text: str) -> list:
        raise RuntimeError(f"cannot read {text}")

    monkeypatch.setattr(identity, "find", out_of_order)
    monkeypatch.setattr("deflection.gate.announce", rung.append)
    with caplog.at_level(logging.INFO):
        reply(question, as_(reader), PLAIN)
    post = question.posts.replies().get()
    assert (post.status, post.held_because, rung) == ("held", "reader_failed", [ReaderFailed("questions")])
    assert PLAIN not in caplog.text


def test_words_removed_for_good_take_the_reason_along(as_, reader, question, moderator, second_moderator):
    reply(question, as_(reader), VISITED, **kept("treatment_date_clinic", VISIT, "keep", BECAUSE))
    remove_words(post=question.posts.replies().get(), first=moderator, second=second_moderator)
    assert found_in_the_open(BECAUSE) == []


def test_signed_out_the_words_come_back_without_the_answers(client, question):
    answer = reply(question, client, NAMED, **replaced("name", NAME, "a visitor"))
    page = answer.content.decode()
    assert (NAME in page, 'name="find-' in page, "a visitor" in page) == (True, False, False)


def test_calm_words_pass_unasked(as_, reader, question):
    assert reply(question, as_(reader), PLAIN)["Debrief-Outcome"] == "published"
    assert Observation.objects.count() == 0
