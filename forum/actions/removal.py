"""Removing the words of a post for good: everywhere this room keeps them, and never to be undone."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deflection.vault import Unreadable
from forum import pages
from forum.actions.quoting import rewrite_quotes_of
from forum.events import PostEdited
from forum.models import CaseStudy, Draft, Post, Return, Status, Topic
from forum.models.posts import REMOVED
from forum.signals import post_edited
from forum.text import HTML_VERSION, to_html
from members.models import Member
from members.permission import require
from realtime.door import announce

GONE = _("Removed")


@transaction.atomic
def remove_words(*, post: Post, first: Member, second: Member) -> Post:
    """Overwrite what a post says and ever said; a stone says that two moderators did so. Call it with both keys."""
    require(
        first != second and post.author_id not in (first.pk, second.pk),
        gettext("Two people, neither of them its author."),
    )
    return overwrite(post, stone_of_today())


def overwrite(post: Post, stone: str) -> Post:
    """Everywhere this room keeps its words. Call it inside a transaction, with the right to do so."""
    topic = post.topic.lock()
    post = Post.objects.select_for_update().select_related("author").get(pk=post.pk)
    said = post.body
    forget_drafts(post, said)
    post.revisions.update(title=GONE, body=stone, carried="", said=[], reason="")
    post.observations.update(because="", choice="")
    Return.objects.filter(post=post).update(words=GONE, comments={}, said={})
    if post.is_opening:
        Topic.objects.filter(pk=topic.pk).update(title=GONE)
        forget_case(topic, stone)
    post.body, post.body_html, post.held_because, post.held_note = stone, to_html(stone), REMOVED, ""
    post.own_words, post.html_version = "", HTML_VERSION
    post.citation = post.doi = post.pmid = post.interest_words = post.rests_on = ""
    post.wants_a_look = False
    if post.status == Status.HELD:
        post.status = Status.HIDDEN
    post.version = topic.next_version()
    post.save()
    transaction.on_commit(partial(pages.forget, topic.pk))
    if post.is_published:
        announce(PostEdited(post))
        post_edited.send(sender=None, post=post)
    rewrite_quotes_of(post)
    return post


def stone_of_today() -> str:
    return gettext("Removed on %(day)s by two moderators.") % {"day": date_format(timezone.localdate(), "j F Y")}


def forget_case(topic: Topic, stone: str) -> None:
    if topic.case_id:
        CaseStudy.objects.filter(pk=topic.case_id).update(
            **dict.fromkeys(CaseStudy.TOLD, stone),
            interests="none",
            timeline=[],
            **dict.fromkeys(("product_name", "lot", "dose", "permission_from"), ""),
            html={name: to_html(stone) for name in CaseStudy.TOLD},
        )


def forget_drafts(post: Post, said: str) -> None:
    """The draft of its edit, and every draft of its author that holds the same words."""
    for draft in Draft.every.filter(author=post.author):
        if draft.key == f"edit:{post.pk}" or holds(draft, said):
            draft.delete()


def holds(draft: Draft, said: str) -> bool:
    try:
        return said in draft.fields_for(draft.author_id).values()
    except Unreadable:
        return False
