"""What the forum does when somebody leaves for good: their name goes from every page, and if they wish their words."""

from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext

from forum import pages
from forum.actions.agreements import forget_open_questions
from forum.actions.quoting import keep, note_quotes, tell_of
from forum.actions.removal import overwrite
from forum.case_texts import html_of
from forum.events import PostsEdited
from forum.models import Bookmark, CaseStudy, Draft, Endorsement, Post, Profile, SavedSearch, Topic, Watch
from forum.models.posts import REMOVED
from forum.pointing import in_heads, without_name
from forum.text import HTML_VERSION
from forum.writing import as_html, without_gone
from members.models import Member
from realtime.door import announce


def own_stone() -> str:
    return gettext("Removed on %(day)s: its author closed their account.") % {"day": date_format(localdate(), "j F Y")}


@transaction.atomic
def take_words_away(*, member: Member) -> int:
    """Every post of somebody who leaves is overwritten; what colleagues answered stays. Says how many there were."""
    posts = Post.objects.filter(author=member).exclude(held_because=REMOVED).order_by("topic", "pk")
    for pk in list(posts.values_list("pk", flat=True)):
        overwrite(Post.objects.select_related("topic", "author").get(pk=pk), own_stone())
    Endorsement.objects.filter(expert=member).update(reason=own_stone())
    return len(posts)


@transaction.atomic
def destroy_what_is_private(*, member: Member) -> None:
    """Drafts, bookmarks, searches, what was read and watched, lines about oneself, interests: rows and all."""
    Draft.every.filter(author=member).delete()
    Bookmark.objects.filter(member=member).delete()
    SavedSearch.objects.filter(member=member).delete()
    Watch.objects.filter(member=member).delete()
    member.read_marks.all().delete()
    member.interest_declarations.all().delete()
    Profile.objects.filter(member=member).delete()
    member.commentary_requests.unsettled().delete()
    forget_open_questions(member=member)


@transaction.atomic
def take_name_out(*, member: Member, put: str) -> int:
    """Where colleagues named or quoted them, `put` stands instead. Call it while they still bear the name."""
    link = f'/members/{member.pk}/"'
    naming = Q(body_html__contains=link) | Q(quotes__quoted__author=member)
    posts = Post.objects.filter(naming).order_by("topic", "pk").distinct()
    for pk in list(posts.values_list("pk", flat=True)):
        rename_in(Post.objects.select_related("author", "topic").get(pk=pk), member, put)
    cases = CaseStudy.objects.filter(html__icontains=f"/members/{member.pk}/")
    for case in cases.select_related("topic__author"):
        told = {field: without_name(getattr(case, field), member.name, put) for field in CaseStudy.TOLD}
        CaseStudy.objects.filter(pk=case.pk).update(**told, html=html_of(told, case.topic.author))
    return len(posts)


def rename_in(post: Post, member: Member, put: str) -> None:
    """After an @, and in the head of a quote of theirs; in what it said before an edit as well. What they took along
    goes from quotes too."""
    quoted = list(post.quotes.filter(quoted__author=member).values_list("quoted", flat=True))

    def said(words: str) -> str:
        return without_gone(in_heads(without_name(words, member.name, put), quoted, member.name, put))

    for revision in post.revisions.all():
        post.revisions.filter(pk=revision.pk).update(body=said(revision.body))
    post.body = said(post.body)
    post.body_html, post.html_version = as_html(post.body, post.author), HTML_VERSION
    post.save(update_fields=["body", "body_html", "html_version"])
    note_quotes(post)
    keep([post])
    if post.is_published:
        tell_of([post])


@transaction.atomic
def show_afresh(*, member: Member) -> int:
    """Every topic in which their name stood is a version further: kept pages go, open ones ask. Says how many."""
    touched = Post.objects.filter(Q(author=member) | Q(endorsements__expert=member)).distinct()
    topics = Topic.objects.filter(Q(pk__in=touched.values("topic_id")) | Q(author=member)).order_by("pk")
    for found in topics:
        topic = found.lock()
        for pk in list(touched.filter(topic=topic).order_by("pk").values_list("pk", flat=True)):
            Post.objects.filter(pk=pk).update(version=topic.next_version())
        transaction.on_commit(partial(pages.forget, topic.pk))
        announce(PostsEdited(topic))
    return len(topics)
