"""Notes of moderators, and the one timeline of a post, a topic and a member."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.actions.posts import edit_post
from moderation.actions import decide_post, flag_post
from moderation.actions.measures import take_measure
from moderation.actions.notes import mentioned_in, write_note
from moderation.models import Note
from moderation.timeline import timeline_of
from tests.conftest import make_member, make_reply

pytestmark = pytest.mark.django_db

REASON = "Please say which guideline this rests on."
WORDS = "Same wording as last month. @Una Second, do you remember?"


def titles(subject, viewer) -> list[tuple[str, str]]:
    return [(entry.title, entry.who) for entry in timeline_of(subject, viewer)]


def test_a_note_stands_on_the_item_and_tells_whom_it_mentions(as_, moderator, second_moderator, answer):
    page = as_(moderator).post(f"/moderation/notes/post/{answer.pk}/", {"words": WORDS}, follow=True)
    assert page.redirect_chain == [(f"/moderation/posts/{answer.pk}/#timeline", 302)]
    assert "Noted. Told: Una Second." in page.content.decode()
    assert [(entry.title, entry.who, entry.words) for entry in page.context["timeline"]] == [
        ("Note", "Mo Moderator", WORDS)
    ]
    told = second_moderator.notifications.get()
    assert (told.about, told.actor, told.subject, told.url, told.note) == (
        "mentioned", "Mo Moderator", answer.topic.title, f"/moderation/posts/{answer.pk}/", "",
    )  # fmt: skip


def test_only_the_whole_name_of_a_colleague_on_duty_is_a_mention(moderator, second_moderator, author):
    assert mentioned_in("@una second: see @Ada Author and una second") == [second_moderator]
    assert mentioned_in("@Una Secondly, write to mo@Mo.example") == []


@pytest.mark.parametrize("words", ["", "x" * 2001])
def test_a_note_that_cannot_be_kept_is_given_back(as_, moderator, answer, words):
    page = as_(moderator).post(f"/moderation/notes/post/{answer.pk}/", {"words": words})
    assert (page.status_code, page.context["form"]["words"].value(), Note.objects.count()) == (422, words, 0)


def test_members_neither_write_nor_see_notes(as_, client, author, reader, expert, moderator, answer):
    write_note(about=answer, author=moderator, words="Quietly keep an eye on this one.")
    urls = [f"/moderation/notes/post/{answer.pk}/", f"/moderation/notes/member/{author.pk}/"]
    assert {as_(who).post(url, {"words": WORDS}).status_code for who in (author, reader, expert) for url in urls} == {
        403
    }
    pages = [answer.topic.get_absolute_url(), f"/members/{reader.pk}/", f"/posts/{answer.pk}/menu/", "/notifications/"]
    seen = [as_(who).get(page).content.decode() for who in (author, reader, expert) for page in pages]
    assert [page for page in seen if "keep an eye" in page] == []
    assert as_(reader).get(f"/moderation/members/{reader.pk}/").status_code == 403


def test_a_moderator_does_not_read_what_colleagues_note_about_them(as_, reader, moderator, second_moderator, answer):
    reader.is_moderator = True
    reader.save()
    write_note(about=answer, author=moderator, words="Careful: @Rhys Reader is one of us.")
    write_note(about=reader, author=second_moderator, words="Second report this week.")
    checked = ("Credential checked: Nurse independent prescriber (V300)", "Registrar")
    assert (titles(answer, reader), titles(reader, reader)) == ([], [checked])
    noted = [("Note", "Una Second"), ("Note", "Mo Moderator")]
    assert titles(reader, moderator) == [*noted, checked]
    assert reader.notifications.count() == 0
    assert "keep the notes about you" in as_(reader).get(f"/moderation/posts/{answer.pk}/").content.decode()
    with pytest.raises(PermissionDenied):
        write_note(about=answer, author=reader, words="It was fine, really.")


def test_everything_stands_in_one_order_on_the_post_the_topic_and_the_member(
    moderator, second_moderator, author, reader, question, answer
):
    write_note(about=question, author=moderator, words="This topic runs warm.")
    flag_post(post=answer, member=author, reason="unsafe_advice", note="It names no source.")
    write_note(about=answer, author=moderator, words="Asked a colleague in pharmacy.")
    decide_post(post=answer, moderator=moderator, verdict="return", reason=REASON)
    edit_post(post=answer, editor=reader, body="Twice a day, in a bound book, says our protocol.", reason="Named it.")
    decide_post(post=answer, moderator=second_moderator, verdict="publish", reason="Now it says where it is from.")
    write_note(about=reader, author=moderator, words="Took the advice well.")
    on_post = [
        ("Decided: publish it", "Una Second"), ("Edited", "Rhys Reader"),
        ("Decided: send it back for changes", "Mo Moderator"), ("Note", "Mo Moderator"),
        ("Reported: Unsafe or uncited advice", "Ada Author"),
    ]  # fmt: skip
    assert titles(answer, moderator) == on_post
    assert titles(question, moderator) == [*on_post, ("Note", "Mo Moderator")]
    checked = ("Credential checked: Nurse independent prescriber (V300)", "Registrar")
    assert titles(reader, moderator) == [("Note", "Mo Moderator"), *on_post, checked]
    linked = {(entry.url, entry.about) for entry in timeline_of(question, moderator) if entry.url}
    assert linked == {(f"/moderation/posts/{answer.pk}/", question.title)}


@pytest.mark.parametrize("notes", [1, 3, 30])
def test_a_timeline_costs_the_same_however_long(moderator, answer, notes, django_assert_num_queries):
    for nth in range(notes):
        write_note(about=answer, author=moderator, words=f"Note number {nth} about this answer.")
    with django_assert_num_queries(3):
        assert len(list(timeline_of(answer, moderator))) == min(notes, 20)


def test_the_item_page_costs_the_same_however_much_happened(as_, moderator, question, reader, author):
    browser, costs = as_(moderator), []
    for reporters in ([author], [author, make_member("Bo Reporter"), make_member("Cy Reporter")]):
        post = make_reply(question, reader, "Twice a day, and we write it down.")
        for member in reporters:
            flag_post(post=post, member=member, reason="other", note="It names no source.")
            write_note(about=post, author=moderator, words="Look at the source.")
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(f"/moderation/posts/{post.pk}/")
        assert len(page.context["reports"]) == len(reporters)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 30


def test_who_answers_for_some_sections_notes_things_there_alone(as_, sections, author, moderator, answer, discussion):
    moderator.moderated_sections = [discussion.section.slug]
    moderator.save()
    paths = [("topic", discussion.pk), ("post", answer.pk), ("topic", answer.topic_id), ("member", author.pk)]
    sent = [as_(moderator).post(f"/moderation/notes/{kind}/{pk}/", {"words": WORDS}).status_code for kind, pk in paths]
    assert sent == [302, 404, 404, 404]
    opened = [f"/moderation/posts/{answer.pk}/", f"/moderation/members/{author.pk}/"]
    assert [as_(moderator).get(path).status_code for path in opened] == [404, 403]
    assert as_(moderator).get(f"/moderation/posts/{discussion.posts.get().pk}/").status_code == 200


def test_a_topic_has_its_timeline(as_, moderator, question):
    write_note(about=question, author=moderator, words="This topic runs warm.")
    page = as_(moderator).get(f"/moderation/topics/{question.pk}/")
    assert [(entry.title, entry.words) for entry in page.context["timeline"]] == [("Note", "This topic runs warm.")]


def test_the_author_stands_beside_the_decision_at_a_glance(as_, moderator, author, reader, answer):
    reader.date_joined = timezone.now() - timedelta(days=3)
    reader.save()
    flag_post(post=answer, member=author, reason="other")
    decide_post(post=answer, moderator=moderator, verdict="return", reason=REASON)
    take_measure(
        member=reader, by=moderator, rung="read_only", rule="unsafe_advice", text=REASON, hours=24, post=answer
    )  # fmt: skip
    page = as_(moderator).get(f"/moderation/posts/{answer.pk}/")
    assert page.context["glance"] == {
        "posts": 1, "hidden": 0, "returned": 1, "reports": 1, "measures": 1, "is_new": True,
    }  # fmt: skip
    text = page.content.decode()
    assert ("New here" in text, "Reads, and does not write" in text) == (True, True)
