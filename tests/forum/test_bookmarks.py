"""Bookmarks: private, sealed, reminded of once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from forum.actions import bookmarks
from forum.actions.bookmarks import keep_bookmark, remind_of_bookmarks
from forum.actions.posts import hide_post
from forum.models import Bookmark, Post

pytestmark = pytest.mark.django_db
NOTE = "For the talk on storage in March."


def test_kept_changed_and_let_go(as_, answer, stranger):
    browser, path = as_(stranger), f"/posts/{answer.pk}/bookmark/"
    assert "Bookmark this post" in browser.get(path).content.decode()
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert browser.post(path, {"note": NOTE, "remind_on": str(tomorrow)})["Location"] == answer.get_absolute_url()
    kept = Bookmark.objects.get()
    assert (kept.member, kept.post, kept.remind_on, kept.note_for(stranger.pk)) == (stranger, answer, tomorrow, NOTE)
    assert NOTE.encode() not in bytes(kept.sealed)
    assert "Your bookmark" in browser.get(answer.menu_url).content.decode()

    page = browser.get("/bookmarks/")
    assert (page.context["rows"], NOTE in page.content.decode()) == ([(kept, NOTE, True)], True)
    browser.post(path, {"note": "", "remind_on": ""})
    kept.refresh_from_db()
    assert (kept.note_for(stranger.pk), kept.remind_on) == ("", None)
    assert browser.post(f"/bookmarks/{kept.pk}/drop/")["Location"] == "/bookmarks/"
    assert "Nothing kept yet" in browser.get("/bookmarks/").content.decode()


def test_what_cannot_be_kept_is_said_and_stays_in_the_form(as_, answer, stranger, monkeypatch):
    browser, path = as_(stranger), f"/posts/{answer.pk}/bookmark/"
    for fields, errors in (
        ({"remind_on": str(timezone.localdate())}, ["remind_on"]),
        ({"remind_on": "in spring"}, ["remind_on"]),
        ({"note": "x" * 501}, ["note"]),
    ):
        page = browser.post(path, {"note": NOTE, **fields})
        assert (page.status_code, sorted(page.context["form"].errors)) == (422, errors)
    assert NOTE in browser.post(path, {"note": NOTE, "remind_on": "in spring"}).content.decode()
    monkeypatch.setattr(bookmarks, "SHELF", 0)
    assert "Please let one go first" in browser.post(path, {"note": NOTE}).content.decode()
    assert Bookmark.objects.count() == 0


def test_nobody_sees_or_drops_anothers_nor_keeps_what_they_may_not_read(
    as_, client, answer, reader, stranger, moderator
):
    kept = keep_bookmark(post=answer, member=stranger, note=NOTE)
    assert as_(reader).get("/bookmarks/").context["rows"] == []
    assert as_(reader).post(f"/bookmarks/{kept.pk}/drop/").status_code == 404
    with pytest.raises(PermissionDenied):
        kept.note_for(reader.pk)
    assert client.get("/bookmarks/").status_code == 302
    hide_post(post=answer, moderator=moderator)
    assert as_(stranger).get(f"/posts/{answer.pk}/bookmark/").status_code == 404
    page = as_(stranger).get("/bookmarks/").content.decode()
    assert ("not open to you any more" in page, NOTE in page, answer.topic.title in page) == (True, True, False)
    with pytest.raises(PermissionDenied):
        keep_bookmark(post=Post.objects.get(pk=answer.pk), member=stranger)


def test_they_are_reminded_once_on_the_day_of_what_they_may_still_read(answer, question, stranger, author, moderator):
    opening = question.posts.get(is_opening=True)
    for post, member in ((answer, stranger), (answer, author), (opening, stranger)):
        keep_bookmark(post=post, member=member, remind_on=timezone.localdate() + timedelta(days=2))
    assert remind_of_bookmarks() == 0
    Bookmark.objects.exclude(post=answer, member=author).update(remind_on=timezone.localdate())
    hide_post(post=answer, moderator=moderator)
    assert [remind_of_bookmarks(), remind_of_bookmarks()] == [1, 0]
    assert list(stranger.notifications.values_list("about", "subject", "url")) == [
        ("bookmark", question.title, opening.get_absolute_url())
    ]
    assert author.notifications.filter(about="bookmark").count() == 0


def test_the_list_asks_as_often_for_three_as_for_one(as_, question, answer, stranger, django_assert_num_queries):
    browser = as_(stranger)
    posts = [answer, question.posts.get(is_opening=True)]
    for post in posts:
        keep_bookmark(post=post, member=stranger, note=NOTE)
        with django_assert_num_queries(6):
            page = browser.get("/bookmarks/")
        assert [note for _, note, _ in page.context["rows"]] == [NOTE] * Bookmark.objects.count()
