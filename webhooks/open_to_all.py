"""What every member may read: asked when something happens and once more before it leaves."""

from forum.models import Endorsement, Post, Section, Topic
from members.models import Member
from webhooks.models import TEST, Event, Kind

ANYBODY = Member(pk=0)  # who wrote none of it and moderates nothing


def is_open(post_id: int) -> bool:
    """The same question that pages ask, for nobody in particular."""
    topics = Topic.objects.visible_to(ANYBODY).filter(section__in=Section.objects.visible_to(ANYBODY))
    return Post.objects.visible_to(ANYBODY).filter(pk=post_id, topic__in=topics).exists()


def was_open(section_id: int) -> bool:
    """Of a post that is gone: whether it stood where every member could read it."""
    return Section.objects.visible_to(ANYBODY).filter(pk=section_id).exists()


def may_leave(event: Event) -> bool:
    """That something is gone is told in any case: whoever heard of it before must be able to let go."""
    if event.kind in (TEST, Kind.POST_HIDDEN):
        return True
    if event.endorsement_id and not Endorsement.objects.standing().filter(pk=event.endorsement_id).exists():
        return False
    return is_open(event.post_id or 0)
