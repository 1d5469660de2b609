"""Replies that stand ready: shipped, changed with a preview, filled in, used and counted."""

from importlib import import_module

import pytest

from moderation.actions import flag_post
from moderation.models import CannedReply, Decision, Reason
from moderation.replies import due, unknown_in

pytestmark = pytest.mark.django_db

SHIPPED = import_module("moderation.migrations.0011_replies_that_stand_ready").REPLIES
TYPED = "You write that it works."


@pytest.fixture
def reply(db) -> CannedReply:
    return CannedReply.objects.create(
        title="Name it", words="{author}, about “{topic}”: name the source by {due}. Your {moderator_role}",
        reason="unsafe_advice",
    )  # fmt: skip


def send(browser, pk: object = "", **changed: str):
    form = {"title": "Say more", "words": "Please say more, {author}.", "reason": "", "language": "en-gb"}
    return browser.post(f"/moderation/replies/{pk or 'new'}/", form | {"active": "on"} | changed)


def test_what_is_shipped_is_short_kind_and_fills_in_everything():
    assert len(SHIPPED) >= 15
    assert {reason for reason, _, _ in SHIPPED} == {*Reason.values, ""}
    assert [title for _, title, words in SHIPPED if unknown_in(words) or len(words) > 400 or len(title) > 80] == []
    assert CannedReply.objects.filter(title__in=[title for _, title, _ in SHIPPED]).count() in (0, len(SHIPPED))


def test_a_reply_lands_behind_what_was_typed_and_nothing_is_decided(as_, moderator, author, answer, reply):
    flag_post(post=answer, member=author, reason="unsafe_advice")
    url = f"/moderation/posts/{answer.pk}/"
    typed = {"verdict": "return", "reason": TYPED, "reply": reply.pk, "comment_body": "Which book?", "use": "1"}
    page = as_(moderator).post(url, typed)
    form = page.context["form"]
    words = f"Rhys Reader, about “How do you store your kit?”: name the source by {due()}. Your moderator"
    assert (page.status_code, form["reason"].value(), form["verdict"].value(), form["comment_body"].value()) == (
        200, f"{TYPED} {words}", "return", "Which book?",
    )  # fmt: skip
    assert (Decision.objects.count(), CannedReply.objects.get(pk=reply.pk).times_used) == (0, 0)
    fitting = [ready.title for ready in page.context["replies"] if ready.fits]
    assert fitting == [ready.title for ready in page.context["replies"]][: len(fitting)]
    assert "Name it" in fitting

    sent = {"verdict": "return", "reason": form["reason"].value(), "reply": reply.pk}
    assert as_(moderator).post(url, sent).status_code == 302
    assert (Decision.objects.get().reason, CannedReply.objects.get(pk=reply.pk).times_used) == (f"{TYPED} {words}", 1)


def test_a_preview_keeps_nothing(as_, moderator):
    page = send(as_(moderator), preview="1")
    assert (page.status_code, page.context["preview"]) == (200, "Please say more, Ada Author.")
    assert not CannedReply.objects.filter(title="Say more").exists()


def test_moderators_write_change_and_retire_replies(as_, moderator, second_moderator, reply):
    assert send(as_(moderator)).status_code == 302
    page = send(as_(second_moderator), reply.pk, title="Name the source", active="")
    assert page.status_code == 302
    reply.refresh_from_db()
    assert (reply.title, reply.words, reply.active, reply.changed_by) == (
        "Name the source", "Please say more, {author}.", False, second_moderator,
    )  # fmt: skip
    assert CannedReply.objects.get(title="Say more").changed_by == moderator
    assert reply not in CannedReply.objects.ready()


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [({"words": "Dear {patient}"}, "words"), ({"words": "Dear {author"}, "words"), ({"words": "x" * 501}, "words"),
     ({"words": ""}, "words"), ({"title": ""}, "title"), ({"title": "Name it"}, "title"), ({"reason": "x"}, "reason")],
)  # fmt: skip
def test_what_cannot_be_kept_is_given_back(as_, moderator, reply, changed, wrong):
    page = send(as_(moderator), **changed)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [wrong])
    assert not CannedReply.objects.filter(title="Say more").exists()


def test_members_neither_read_nor_change_them(as_, expert, reply):
    paths = ["/moderation/replies/", "/moderation/replies/new/", f"/moderation/replies/{reply.pk}/"]
    assert [as_(expert).get(path).status_code for path in paths] == [403] * 3
    assert send(as_(expert)).status_code == 403


def test_the_list_shows_them(as_, moderator, reply):
    assert reply in as_(moderator).get("/moderation/replies/").context["page"]
