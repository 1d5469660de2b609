"""Prepared queries give what the same query gives, with values that change and rows that come and go."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from forum.models import Post, Topic
from members.models import Credential, Member
from members.prepared import prepared
from tests.conftest import make_reply

pytestmark = pytest.mark.django_db


@prepared
def topics_with(section: str, author: int) -> QuerySet[Topic]:
    topics = Topic.objects.filter(section__slug=section, author_id=author, status="published")
    return topics.select_related("section", "brake", "author").order_by("pk")


@prepared
def posts_of(topic: int, form: UUID) -> QuerySet:
    either = Post.objects.filter(Q(topic_id=topic, is_opening=True) | Q(client_id=form))
    known = Exists(Credential.objects.filter(member=OuterRef("author")))
    return either.annotate(is_known=known).order_by("pk").values_list("pk", "client_id", "created_at", "is_known")


@prepared
def last_of(topic: int) -> QuerySet[Post]:
    return Post.objects.filter(topic_id=topic).select_related("author").order_by("-pk")[:2]


@prepared
def joined_since(since: datetime) -> QuerySet[Member]:
    return Member.objects.filter(date_joined__gte=since).order_by("pk")


@pytest.mark.parametrize("again", range(2))
def test_objects_are_those_of_the_query_with_what_was_selected_beside_them(
    question, discussion, author, again, django_assert_num_queries
):
    with django_assert_num_queries(1):
        (topic,) = topics_with(section="questions", author=author.pk)
        found = (topic.section.name, topic.author.email, topic.current_brake)
    usual = Topic.objects.select_related("section", "brake", "author").get(pk=question.pk)
    named = {name: value for name, value in vars(topic).items() if name != "_state"}
    assert named == {name: value for name, value in vars(usual).items() if name != "_state"}
    assert found == (usual.section.name, author.email, None)
    assert topics_with(section="questions", author=author.pk + 1_000) == []
    assert topics_with(section="questions", author=10**30) == []


def test_rows_are_those_of_the_query(question, reader, stranger):
    post = make_reply(question, stranger)
    usual = list(posts_of.ask(question.pk, post.client_id))
    assert posts_of(topic=question.pk, form=post.client_id) == usual
    assert [row[3] for row in usual] == [True, False]
    assert posts_of(topic=0, form=uuid4()) == []


def test_a_time_is_compared_as_a_time(author, stranger):
    now = timezone.now()
    Member.objects.filter(pk=stranger.pk).update(date_joined=now + timedelta(days=2))
    assert joined_since(since=now + timedelta(days=1)) == [stranger]
    assert joined_since.first(since=now + timedelta(days=3)) is None


def test_a_parameter_without_a_place_is_refused():
    @prepared
    def everybody(name: str) -> QuerySet[Member]:
        return Member.objects.all()

    with pytest.raises(LookupError):
        everybody(name="Ada")


@pytest.mark.parametrize("again", range(2))
def test_several_are_asked_together_each_with_its_own_order_and_end(
    question, discussion, reader, stranger, again, django_assert_num_queries
):
    posts = [make_reply(topic, who) for topic in (question, discussion) for who in (reader, stranger, reader)]
    with django_assert_num_queries(1):
        found = last_of.together([{"topic": discussion.pk}, {"topic": 10**30}, {"topic": question.pk}])
        names = [post.author.name for post in found]
    assert [post.pk for post in found] == [posts[place].pk for place in (5, 4, 2, 1)]
    assert names == [reader.name, stranger.name] * 2
    assert last_of.together([]) == last_of.together([{"topic": 0}]) == []
