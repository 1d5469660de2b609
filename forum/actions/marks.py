"""Marks on an answer that move no rank: it helped the author of the question, or a later answer replaced it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum import rules
from forum.actions.endorsements import count_endorsed
from forum.events import AnswerMarked
from forum.models import Action, Post
from members.models import Member
from members.permission import require
from notifications.actions import notify
from notifications.models import Notification
from realtime.door import announce


@transaction.atomic
def mark_helped(*, post: Post, author: Member, helped: bool) -> bool:
    """Say that an answer helped, or take that back. Says whether anything changed. It is no verdict on the answer."""
    require(
        rules.may_say_it_helped(author, post),
        _("Only whoever asked can say what helped them, and only of an answer whose author was checked."),
    )
    topic = post.topic.lock()
    post = Post.objects.select_for_update().select_related("topic", "author").get(pk=post.pk)
    if helped == (post.helped_author_at is not None):
        return False
    post.helped_author_at, post.version = timezone.now() if helped else None, topic.next_version()
    post.save(update_fields=["helped_author_at", "version"])
    announce(AnswerMarked(post))
    if helped:
        tell_author(post, Notification.About.HELPED, author)
    return True


@transaction.atomic
def say_action(*, post: Post, member: Member, action: Action) -> bool:
    """Say what an answer advises, from the short list. Says whether anything changed."""
    require(rules.may_say_action(member, post), _("Only its author or its first endorser says what an answer advises."))
    topic = post.topic.lock()
    post = Post.objects.select_for_update().select_related("topic", "author").get(pk=post.pk)
    if post.action == action:
        return False
    post.action, post.version = action, topic.next_version()
    post.save(update_fields=["action", "version"])
    announce(AnswerMarked(post))
    return True


@transaction.atomic
def supersede_answer(*, post: Post, by: Post | None, member: Member) -> bool:
    """Say that a later answer replaces this one, or with None that none does. Says whether anything changed.

    Both stay where they are. Nobody but its author replaces an answer with one of their own.
    """
    require(rules.may_supersede(member, post), _("Only its author or an expert can say that an answer is replaced."))
    if by is not None:
        require(rules.may_replace(member, post, by), _("That answer cannot replace this one."))
    topic = post.topic.lock()
    post = Post.objects.select_for_update().select_related("topic", "author").get(pk=post.pk)
    if post.superseded_by_id == (by.pk if by else None):
        return False
    post.superseded_by, post.superseded_at = by, timezone.now() if by else None
    post.version = topic.next_version()
    post.save(update_fields=["superseded_by", "superseded_at", "version"])
    count_endorsed(topic)
    announce(AnswerMarked(post))
    if by is not None and post.author_id != member.pk:
        tell_author(post, Notification.About.SUPERSEDED, member)
    return True


@transaction.atomic
def mark_source_retracted(*, post: Post, member: Member, retracted: bool) -> int:
    """Say that the source an answer names was retracted, or that it was not. Every answer that names it says so.

    Says how many answers changed. Later ones learn of it when they are stored.
    """
    require(
        rules.may_say_retracted(member, post), _("Only an expert or a moderator can say that a source was retracted.")
    )
    same = Post.objects.citing(post.reference).filter(source_retracted_at__isnull=retracted)
    found = list(same.select_related("topic", "author").order_by("topic_id", "pk"))
    for citing in found:
        citing.version = citing.topic.lock().next_version()
        citing.source_retracted_at = timezone.now() if retracted else None
        citing.save(update_fields=["source_retracted_at", "version"])
        count_endorsed(citing.topic)
        if citing.is_published:
            announce(AnswerMarked(citing))
        if retracted and citing.author_id != member.pk:
            tell_author(citing, Notification.About.RETRACTED, member)
    return len(found)


def tell_author(post: Post, about: Notification.About, actor: Member) -> None:
    notify(members=[post.author], about=about, actor=actor, subject=post.topic.title, url=post.get_absolute_url())
