"""Putting a post back as it stood before a moderator decided about it."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from forum import rules
from forum.actions.endorsements import count_endorsed
from forum.actions.posts import change_status
from forum.models import Endorsement, Outcome, Post, Stance
from members.models import Member
from members.permission import require


class Stood(NamedTuple):
    """All that a decision can change about a post's place."""

    status: str
    held_because: str
    wants_a_look: bool
    waits_since: datetime | None


def standing_of(post: Post) -> Stood:
    return Stood(post.status, post.held_because, post.wants_a_look, post.waits_since)


@transaction.atomic
def put_back_post(*, post: Post, moderator: Member, stood: Stood, since: datetime) -> None:
    """As it stood, with the warnings open again that were answered since."""
    require(rules.may_decide(moderator, post), rules.WHO_MAY_DECIDE)
    change_status(post, to=stood.status)
    Post.objects.filter(pk=post.pk).update(**stood._asdict())
    warnings = post.endorsements.filter(stance=Stance.UNSAFE, outcome_at__gte=since)
    if Endorsement.objects.filter(pk__in=list(warnings.values_list("pk", flat=True))).update(
        outcome=Outcome.OPEN, outcome_at=None
    ):
        Post.objects.filter(pk=post.pk).update(version=post.topic.next_version())
        count_endorsed(post.topic)
