"""Appeals: the author is told the outcome, the reader's correction holds no word, what was live is not published."""

import json
from io import StringIO
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from deflection.gate import Writing, is_sampled
from deflection.models import Deflection
from forum.models import Post
from moderation.actions import decide_post
from moderation.models import Correction, Decision
from tests.conftest import EMERGENCY

pytestmark = pytest.mark.django_db

REASON = "You say in the second line that she went home well."


@pytest.fixture
def appealed(as_, author, sections) -> Post:
    browser = as_(author)
    form = {"title": "Her lip, last year", "body": EMERGENCY, "client_id": uuid4()}
    assert browser.post("/sections/discussion/new/", form)["Debrief-Outcome"] == "deflected"
    browser.post(f"/deflections/{Deflection.objects.get().pk}/appeal/", {"why": "over", "words": ""})
    return Post.objects.get()


def decide(browser, post: Post, verdict: str, was_live: str):
    form = {"verdict": verdict, "reason": REASON, "was_live": was_live}
    return browser.post(f"/moderation/posts/{post.pk}/", {name: value for name, value in form.items() if value})


def kept() -> list[tuple]:
    return [(row.deflection, row.post, row.band, row.label, row.reader, row.found) for row in Correction.objects.all()]


def told(member) -> list[tuple]:
    return [(line.about, line.actor, line.subject, line.note) for line in member.notifications.all()]


def test_a_deflection_remembers_what_the_reader_said(appealed):
    deflection = Deflection.objects.get()
    assert (deflection.band, deflection.label, bool(deflection.reader)) == ("deflect", "emergency", True)


@pytest.mark.parametrize(
    ("verdict", "found", "status", "about"),
    [("publish", "over", "published", "appeal_won"), ("publish", "no_patient", "published", "appeal_won"),
     ("publish", "unclear", "published", "released"), ("hide", "live", "hidden", "appeal_lost"),
     ("hide", "over", "hidden", "appeal_lost")],
)  # fmt: skip
def test_the_outcome_is_told_and_kept(as_, author, moderator, appealed, verdict, found, status, about):
    page = decide(as_(moderator), appealed, verdict, found)
    assert (page.status_code, page["Location"]) == (302, f"/moderation/?decided={Decision.objects.get().pk}")
    appealed.refresh_from_db()
    deflection = Deflection.objects.get()
    assert appealed.status == status
    assert kept() == [(deflection, appealed, "deflect", "emergency", deflection.reader, found)]
    assert told(author) == [(about, "A moderator", "Her lip, last year", REASON)]
    words = " ".join(as_(author).get("/notifications/").content.decode().split())
    sentence = {
        "appeal_won": "found that your text was not live, is sorry that it was stopped, and published it in",
        "appeal_lost": "read the text that was stopped, and does not publish it in",
        "released": "published your post in",
    }
    assert f"A moderator {sentence[about]}" in words


def test_what_was_live_is_not_published(as_, moderator, appealed):
    page = decide(as_(moderator), appealed, "publish", "live")
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["verdict"])
    with pytest.raises(PermissionDenied, match="A text that was live is not published"):
        decide_post(post=appealed, moderator=moderator, verdict="publish", reason=REASON, was_live="live")
    appealed.refresh_from_db()
    assert (appealed.status, kept(), Decision.objects.count()) == ("held", [], 0)


def test_a_moderator_must_say_what_they_found(as_, moderator, appealed):
    for found in ("", "perhaps"):
        page = decide(as_(moderator), appealed, "publish", found)
        assert (page.status_code, list(page.context["form"].errors)) == (422, ["was_live"])
    assert "Was it live when it was written?" in page.content.decode()


def test_any_other_post_is_decided_as_before(as_, author, moderator, answer, reader):
    Post.objects.filter(pk=answer.pk).update(status="held", held_because="disagreement")
    page = as_(moderator).get(f"/moderation/posts/{answer.pk}/")
    assert "Was it live" not in page.content.decode()
    decide(as_(moderator), answer, "publish", "")
    assert (kept(), [row[0] for row in told(reader)]) == ([], ["released"])


def test_an_appeal_is_answered_once(as_, moderator, second_moderator, appealed):
    decide(as_(moderator), appealed, "hide", "unclear")
    decide(as_(second_moderator), appealed, "publish", "")
    appealed.refresh_from_db()
    assert (appealed.status, [row[-1] for row in kept()]) == ("published", ["unclear"])


def test_it_is_exported_without_a_word(as_, moderator, appealed):
    decide(as_(moderator), appealed, "publish", "over")
    out = StringIO()
    call_command("export_corrections", stdout=out)
    (line,) = map(json.loads, out.getvalue().splitlines())
    row = Correction.objects.get()
    assert line == {
        "pk": row.pk, "deflection_id": row.deflection_id, "post_id": appealed.pk, "decision_id": row.decision_id,
        "reader": row.reader, "band": "deflect", "label": "emergency", "found": "over",
        "created_at": row.created_at.isoformat(),
    }  # fmt: skip
    assert [word for word in (*EMERGENCY.split(), *REASON.split()) if len(word) > 5 and word in out.getvalue()] == []


@pytest.mark.parametrize(("one_in", "sampled"), [(1, 50), (5, 10), (0, 50)])
def test_one_in_so_many_is_looked_at_by_its_id(settings, one_in, sampled):
    settings.SAMPLE_ONE_IN = one_in
    writings = [Writing(title="", body="", place="questions", client_id=UUID(int=number)) for number in range(50)]
    assert sum(map(is_sampled, writings)) == sampled
    assert [is_sampled(writing) for writing in writings] == [is_sampled(writing) for writing in writings]
