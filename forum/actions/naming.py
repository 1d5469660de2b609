"""Deeds on names: an author shows theirs beside a case study that they told, or shows it no more."""

from functools import partial

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from forum import case_rules, pages
from forum.actions.quoting import keep, rewrite, tell_of
from forum.events import PostsEdited
from forum.models import CaseStudy, Post, Topic
from forum.naming import ALIAS, facet_of
from forum.pointing import in_heads
from members.models import Member
from members.permission import require
from notifications.models import Notification
from realtime.door import announce


@transaction.atomic
def choose_name(*, topic: Topic, author: Member, unnamed: bool) -> bool:
    """From now on with the author's name, or `unnamed`: the case study, their replies, quotes and bells.

    What somebody has seen they have seen. Says whether anything changed.
    """
    topic = topic.lock()
    require(case_rules.may_choose_name(author, topic), case_rules.WHO_MAY_NAME)
    if unnamed == bool(topic.unnamed_as):
        return False
    topic.unnamed_as = facet_of(author) if unnamed else ""
    Topic.objects.filter(pk=topic.pk).update(unnamed_as=topic.unnamed_as)
    was, now = (author.name, str(ALIAS)) if topic.unnamed_as else (str(ALIAS), author.name)
    own = list(topic.posts.filter(author=author).order_by("pk").values_list("pk", flat=True))
    for pk in own:
        Post.objects.filter(pk=pk).update(version=topic.next_version())
    transaction.on_commit(partial(pages.forget, topic.pk))
    announce(PostsEdited(topic))
    reword_quotes(own, was, now)
    reword_bells(topic, was, now)
    return True


def reword_quotes(own: list[int], was: str, now: str) -> None:
    """The heads of quotes in the posts of colleagues, and in what those said before an edit."""
    quoting = Post.objects.filter(quotes__quoted__in=own).distinct().values_list("pk", flat=True)
    for pk in sorted(quoting):
        post = Post.objects.select_related("author", "topic__case").get(pk=pk)
        for revision in post.revisions.all():
            said = [[name, in_heads(words, own, was, now)] for name, words in revision.said]
            post.revisions.filter(pk=revision.pk).update(body=in_heads(revision.body, own, was, now), said=said)
        Post.objects.filter(pk=pk).update(body=in_heads(post.body, own, was, now))
        post.refresh_from_db(fields=["body"])
        if post.is_opening and (case := post.topic.case):
            told = {name: in_heads(getattr(case, name), own, was, now) for name in CaseStudy.TOLD}
            CaseStudy.objects.filter(pk=case.pk).update(**told)
            case.refresh_from_db(fields=CaseStudy.TOLD)
        rewrite(post)
        keep([post])
        if post.is_published:
            tell_of([post])


def reword_bells(topic: Topic, was: str, now: str) -> None:
    """The lines that name the author beside this case study, also where an expert was asked for a commentary."""
    asked = [reverse("commentary-write", args=[request.pk]) for request in topic.commentary_requests.all()]
    about = Q(url__startswith=topic.get_absolute_url()) | Q(url__in=asked)
    number = None if now == str(ALIAS) else topic.author_id
    Notification.objects.filter(about, actor=was).update(actor=now, actor_number=number)
