"""Deeds on bookmarks: keep one, change it, let it go, remind of it."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from deflection import vault
from forum.models import Bookmark, Post, Topic
from members.models import Member
from members.permission import require
from notifications.actions import notify
from notifications.models import Notification

SHELF = 1_000
AT_ONCE = 200  # reminders of one run; the next follows within minutes


class ShelfFull(ValueError):
    """A thousand bookmarks are enough to lose things in."""


@transaction.atomic
def keep_bookmark(*, post: Post, member: Member, note: str = "", remind_on: date | None = None) -> Bookmark:
    """Bookmark a post, or change what stands there. The note is sealed for its owner. Raises ShelfFull."""
    require(Post.objects.visible_to(member).filter(pk=post.pk).exists())
    Member.objects.select_for_update().get(pk=member.pk)
    bookmark = Bookmark.objects.filter(member=member, post=post).first() or Bookmark(member=member, post=post)
    if bookmark.pk is None and member.bookmarks.count() >= SHELF:
        raise ShelfFull(
            _("You have %(shelf)s bookmarks. Please let one go first; this one was not kept.") % {"shelf": f"{SHELF:,}"}
        )
    if remind_on != bookmark.remind_on:
        bookmark.reminded_at = None
    bookmark.remind_on = remind_on
    bookmark.sealed = vault.seal({"note": note}, owner_id=member.pk) if note else b""
    bookmark.save()
    return bookmark


@transaction.atomic
def drop_bookmark(*, post: Post, member: Member) -> bool:
    """Let it go, note and all. Says whether there was one."""
    return bool(Bookmark.objects.filter(post=post, member=member).delete()[0])


def remind_of_bookmarks() -> int:
    """Ring whoever asked to be reminded today; one whose post is not theirs to read any more is passed over."""
    due = list(Bookmark.objects.due().select_related("member", "post__topic__section")[:AT_ONCE])
    return sum(remind(bookmark) for bookmark in due)


@transaction.atomic
def remind(bookmark: Bookmark) -> bool:
    """Once, whoever else runs this at the same time."""
    if not Bookmark.objects.due().filter(pk=bookmark.pk).update(reminded_at=timezone.now()):
        return False
    post, member = bookmark.post, bookmark.member
    readable = Topic.objects.visible_to(member).filter(pk=post.topic_id).exists()
    if not (readable and Post.objects.visible_to(member).filter(pk=post.pk).exists()):
        return False
    notify(
        members=[member], about=Notification.About.BOOKMARK, actor=_("You"), subject=post.topic.title,
        url=post.get_absolute_url(),
    )  # fmt: skip
    return True
