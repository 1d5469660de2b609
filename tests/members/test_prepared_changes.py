"""Prepared changes do what `save()`, `update()` and `delete()` do, and roll back like them."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, QuerySet
from django.db.models.signals import post_save
from django.utils import timezone

from forum.models import Draft, Post, Topic
from members.models import Member
from members.prepared_changes import changing, dropping, insert
from tests.conftest import PLAIN, make_reply

pytestmark = pytest.mark.django_db


@changing
def titled(pk: int, title: str) -> tuple[QuerySet[Topic], dict]:
    return Topic.objects.filter(pk=pk), {"title": title, "version": F("version") + 2}


@dropping
def shelf_of(author: int) -> QuerySet[Draft]:
    return Draft.objects.filter(author_id=author)


def a_post(topic: Topic, author: Member) -> Post:
    return Post(
        topic=topic, author=author, body=PLAIN, body_html=PLAIN, client_id=uuid4(), version=3, created_at=timezone.now()
    )


def row_of(model: type[models.Model], pk: int) -> dict:
    return model.objects.filter(pk=pk).values().get()


@pytest.mark.parametrize("again", range(2))
def test_an_update_changes_these_rows_alone(question, discussion, again, django_assert_num_queries):
    before, other = row_of(Topic, question.pk), row_of(Topic, discussion.pk)
    with django_assert_num_queries(1):
        assert titled(pk=question.pk, title="Fridges & kits") == 1
    expected = before | {"title": "Fridges & kits", "version": before["version"] + 2}
    assert (row_of(Topic, question.pk), row_of(Topic, discussion.pk)) == (expected, other)
    assert (titled(pk=0, title="x"), titled(pk=10**30, title="x")) == (0, 0)


def test_a_new_row_is_the_one_that_save_would_have_stored(question, reader, stranger, django_assert_num_queries):
    stored, usual = a_post(question, reader), a_post(question, reader)
    usual.created_at = stored.created_at
    with django_assert_num_queries(1):
        assert insert(stored) is stored
    models.Model.save(usual)
    own = ("id", "client_id")
    rows = [{k: v for k, v in row_of(Post, post.pk).items() if k not in own} for post in (stored, usual)]
    assert rows[0] == rows[1]
    assert (stored._state.adding, stored._state.db) == (False, "default")
    stored.body = "Changed"
    stored.save()
    assert row_of(Post, stored.pk)["body"] == "Changed"


def test_what_the_database_refuses_is_rolled_back_with_all_around_it(question, reader):
    first = make_reply(question, reader)
    twin = a_post(question, reader)
    twin.client_id = first.client_id
    with pytest.raises(IntegrityError), transaction.atomic():
        titled(pk=question.pk, title="Half done")
        with transaction.atomic(savepoint=False):
            insert(twin)
    assert (row_of(Topic, question.pk)["title"], connection.needs_rollback) == (question.title, False)


def test_rows_go_and_others_stay(reader, stranger):
    for who in (reader, stranger):
        Draft.objects.create(author=who, key="reply:1", label="A", url="/", sealed=b"x")
    assert (shelf_of(author=reader.pk), shelf_of(author=reader.pk)) == (1, 0)
    assert [draft.author_id for draft in Draft.objects.all()] == [stranger.pk]


def test_rows_that_others_hang_on_are_not_dropped_this_way(reader):
    @dropping
    def people(name: str) -> QuerySet[Member]:
        return Member.objects.filter(name=name)

    with pytest.raises(LookupError):
        people(name=reader.name)


def test_a_model_that_something_listens_to_is_saved_as_usual_or_not_at_all(question, reader, monkeypatch):
    def heard(**kwargs: object) -> None:
        pass

    monkeypatch.setattr("members.prepared_changes.inserts", {})
    post_save.connect(heard, sender=Post)
    try:
        with pytest.raises(LookupError):
            insert(a_post(question, reader))
    finally:
        post_save.disconnect(heard, sender=Post)
