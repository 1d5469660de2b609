"""Judging a decision again, without knowing how it was decided, or by whom."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from audit.models import Deed
from forum.fields import said_in
from forum.models import Post
from members.models import Member
from members.permission import require
from moderation import rules
from moderation.again import is_chosen
from moderation.causes import Cause
from moderation.events import QueueShortened
from moderation.models import Decision, SecondLook
from moderation.models.second_looks import View
from realtime.door import announce


class JudgedAlready(Exception):
    """Somebody else was first."""


def keep_for_second_look(decision: Decision, cause: Cause) -> SecondLook | None:
    """Where the lot falls on it: the post as it was when it was decided about, for somebody else to judge."""
    if not is_chosen(decision.pk):
        return None
    post = Post.objects.select_related("topic__case").get(pk=decision.post_id)
    return SecondLook.objects.create(decision=decision, said=said_in(post), cause=cause.name)


@transaction.atomic
def judge_again(*, look: SecondLook, moderator: Member, view: View) -> SecondLook:
    """Keep a second person's view. It changes nothing about the post. Raises JudgedAlready if another was first."""
    look = SecondLook.objects.select_for_update(of=("self",)).select_related("decision__post__author").get(pk=look.pk)
    require(rules.may_judge_again(moderator, look), rules.SOMEBODY_WITHOUT_PART)
    if look.verdict:
        raise JudgedAlready(_("Somebody else has judged this one meanwhile. Thank you all the same."))
    look.verdict, look.moderator, look.judged_at = View(view), moderator, timezone.now()
    look.save(update_fields=["verdict", "moderator", "judged_at"])
    record(Deed.JUDGED_AGAIN, by=moderator, about=look, verdict=look.verdict, agrees=look.agrees, cause=look.cause)
    announce(QueueShortened())
    return look


def forget_second_looks(*, post: Post) -> None:
    """The words of a post were removed for good: what waits is dropped, what was judged keeps its verdict alone."""
    looks = SecondLook.objects.filter(decision__post=post)
    looks.waiting().delete()
    looks.update(said={})
