"""Keeping what a post said before an edit, and hiding one version of it."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum import pages, rules
from forum.models import Post, Revision, Topic
from forum.versions import said_now
from members.models import Member
from members.permission import require


class ReasonMissing(ValueError):
    """What others have read is not changed without saying why."""

    def __init__(self) -> None:
        super().__init__(_("Please say why you edit it: colleagues have read it, and see the reason in its history."))


def keep_revision(post: Post, topic: Topic, editor: Member, reason: str) -> Revision:
    """What it said, and on what it rested, until now. Call it before anything of it changes."""
    return Revision.objects.create(
        post=post, editor=editor, title=topic.title if post.is_opening else "", body=post.body,
        carried=post.carries_in_words, said=list(said_now(post, topic).items()), reason=reason,
    )  # fmt: skip


@transaction.atomic
def hide_revision(*, revision: Revision, moderator: Member) -> bool:
    """Nobody but the moderators reads this version any more, from now on. Says whether anything changed."""
    require(rules.may_decide(moderator, revision.post), rules.WHO_MAY_DECIDE)
    shown = Revision.objects.filter(pk=revision.pk, hidden_at=None)
    transaction.on_commit(partial(pages.forget, revision.post.topic_id))
    return bool(shown.update(hidden_at=timezone.now(), hidden_by=moderator))


@transaction.atomic
def bring_revision_back(*, revision: Revision, moderator: Member) -> bool:
    """It was hidden by mistake. Says whether anything changed."""
    require(rules.may_decide(moderator, revision.post), rules.WHO_MAY_DECIDE)
    hidden = Revision.objects.filter(pk=revision.pk, hidden_at__isnull=False)
    return bool(hidden.update(hidden_at=None, hidden_by=None))
