"""What the owner of a token may see through it: the same querysets as the pages, within the token's one section."""

from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from forum.models import Post, Section, Topic
from forum.models.posts import PostQuerySet
from forum.models.topics import TopicQuerySet

Rows = TypeVar("Rows", bound=QuerySet)


def narrowed(rows: Rows, request: HttpRequest, path: str) -> Rows:
    """A token for one section opens nothing of another."""
    return rows.filter(**{path: request.auth.section}) if request.auth.section else rows


def sections(request: HttpRequest) -> "QuerySet[Section]":
    return narrowed(Section.objects.visible_to(request.user), request, "slug")


def topics(request: HttpRequest) -> TopicQuerySet:
    return narrowed(Topic.objects.visible_to(request.user), request, "section__slug")


def posts(request: HttpRequest) -> PostQuerySet:
    """The topic's own rule comes first."""
    return Post.objects.visible_to(request.user).filter(topic__in=topics(request))


def one(rows: Rows, **which: object) -> object:
    """Otherwise 404, the same for what is hidden as for what does not exist."""
    found = rows.filter(**which).first()
    if found is None:
        raise Http404
    return found
