"""What each edit changed, field by field (CS19); why is asked once others can read it; one version can be hidden."""

import pytest

from audit.models import Line
from forum.actions.posts import edit_post
from forum.models import Post, Revision
from moderation.models import Note
from tests.forum.told import case_form

pytestmark = pytest.mark.django_db
NAMING = "Clinic visit, adult patient, first treatment with us. She works at the Rose bakery."
WHY = "It says where the patient works."


def edit(client, case, **changed):
    form = {"reason": "To put it right.", "client_id": None, "symptomatic": None, **changed}
    return client.post(f"/posts/{case.pk}/edit/", case_form(**form))


def history(client, case) -> str:
    return client.get(f"/posts/{case.pk}/history/").content.decode()


def test_it_shows_field_by_field_what_went_and_what_came(as_, author, reader, case):
    assert edit(as_(author), case, title="Pale lip after filler, told again", area="perioral").status_code == 302
    page = as_(reader).get(f"/posts/{case.pk}/history/")
    found = page.context["edits"][0]
    shown = [(change.label, [piece for piece in change.pieces if piece.kind != "same"]) for change in found.changes]
    assert shown == [
        ("Title", [("gone", "recognised early"), ("new", "told again")]),
        ("Area", [("gone", "Lips"), ("new", "Around the mouth")]),
    ]
    text = page.content.decode()
    assert "<del>recognised early</del><ins>told again</ins>" in text and "“To put it right.”" in text
    assert author.name in text and "version-decide" not in text and "Hide this version" not in text


def test_why_is_asked_once_others_can_read_it(as_, author, case):
    page = edit(as_(author), case, reason=" ")
    assert (page.status_code, "Please say why you edit it" in page.content.decode()) == (422, True)
    assert Revision.objects.count() == 0
    Post.objects.filter(pk=case.pk).update(status="held", held_because="returned")
    assert edit(as_(author), case, reason="").status_code == 302


def test_a_hidden_version_is_gone_from_either_side(as_, author, reader, moderator, case):
    edit(as_(author), case, background=NAMING, reason="Where she works.")
    edit(as_(author), case, reason="Taken out where she works.")
    named = Revision.objects.first()
    assert "bakery" in history(as_(reader), case)
    url = f"/moderation/versions/{named.pk}/"
    assert [as_(member).post(url, {"reason": WHY}).status_code for member in (reader, author)] == [403, 403]
    assert "Hide this version" in history(as_(moderator), case)
    assert as_(moderator).get(url).status_code == 200
    assert as_(moderator).post(url, {"reason": ""}).status_code == 422
    assert as_(moderator).post(url, {"reason": WHY})["Location"] == f"/posts/{case.pk}/history/"
    for member in (reader, author, moderator):
        page = history(as_(member), case)
        assert ("bakery" in page, "Taken out" in page, "This version is hidden." in page) == (False, False, True)
    line = Line.objects.get(deed="version_hidden")
    assert (Note.objects.get().words, line.by_id, line.facts) == (WHY, moderator.pk, {"version": named.pk})
    as_(moderator).post(url, {"reason": "It was another version that I meant."})
    assert "bakery" in history(as_(reader), case)


def test_pages_of_history_join(as_, reader, answer):
    for nth in range(12):
        edit_post(post=answer, editor=reader, body=f"Twice a day, in book number {nth}.")
    second = as_(reader).get(f"/posts/{answer.pk}/history/?page=2").context["edits"]
    assert [[piece.words for piece in one.changes[0].pieces if piece.kind == "new"] for one in second] == [
        ["1."], ["book number 0."],
    ]  # fmt: skip
