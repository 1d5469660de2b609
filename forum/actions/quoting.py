"""Deeds on quotes: noted when a post is stored, and rewritten when what they quote leaves the public or comes back."""

from functools import partial
from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.db.models import Q

from forum import pages, text
from forum.case_texts import html_of
from forum.events import PostEdited, PostsEdited
from forum.models import CaseStudy, Post, Quote, Topic
from forum.writing import QUOTES, as_html, own_words, quoted_by
from realtime.door import announce

MOST_TOLD = 5


def note_quotes(post: Post, *, before: str = "") -> None:
    """Which posts these words quote, and quoted `before`. Call it inside the transaction that stores them.

    Search finds a post by its own words alone: those that it quotes may be hidden one day.
    """
    if QUOTES not in post.body and QUOTES not in before:
        return
    post.own_words = own_words(post.body)
    post.save(update_fields=["own_words"])
    quoted = Post.objects.filter(pk__in=quoted_by(post.body)).exclude(pk=post.pk)
    Quote.objects.filter(post=post).exclude(quoted__in=quoted).delete()
    Quote.objects.bulk_create([Quote(post=post, quoted=one) for one in quoted], ignore_conflicts=True)


def rewrite_quotes_of(post: Post) -> None:
    """Every post that quotes it says what may be said now. Call it inside the transaction that changed its standing.

    With an opening go the posts below it, wherever they are quoted.
    """
    which = Q(quoted=post) | Q(quoted__topic=post.topic_id) if post.is_opening else Q(quoted=post)
    quoting = Quote.objects.filter(which).order_by("post__topic", "post").values_list("post", flat=True).distinct()
    posts = Post.objects.filter(pk__in=list(quoting)).select_related("author", "topic__case")
    for _, together in groupby(posts.order_by("topic", "pk"), key=attrgetter("topic_id")):
        if changed := [one for one in together if rewrite(one)]:
            keep(changed)
            tell_of([one for one in changed if one.is_published])


def keep(posts: list[Post]) -> None:
    """Posts of one topic: each takes the next of its versions."""
    topic = posts[0].topic.lock()
    for version, post in enumerate(posts, start=topic.version + 1):
        post.version = version
    Post.objects.bulk_update(posts, ["body_html", "html_version", "version"], batch_size=100)
    Topic.objects.filter(pk=topic.pk).update(version=posts[-1].version)
    transaction.on_commit(partial(pages.forget, topic.pk))


def tell_of(posts: list[Post]) -> None:
    """Posts of one topic: each to every page, or only that there are many."""
    if len(posts) > MOST_TOLD:
        announce(PostsEdited(posts[0].topic))
        return
    for post in posts:
        announce(PostEdited(post))


def rewrite(post: Post) -> bool:
    """Says whether it looks different now. A case study's words stand field by field."""
    post.html_version = text.HTML_VERSION
    if post.is_opening and (case := post.topic.case):
        html = html_of({name: getattr(case, name) for name in CaseStudy.TOLD}, post.author)
        return bool(html != case.html and CaseStudy.objects.filter(pk=case.pk).update(html=html))
    html, before = as_html(post.body, post.author), post.body_html
    post.body_html = html
    return html != before
