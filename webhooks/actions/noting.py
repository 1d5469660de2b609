"""Noting what happened for whoever listens, in the transaction of the deed itself."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from forum.models import Endorsement, Post
from webhooks.models import Delivery, Event, Kind
from webhooks.open_to_all import may_leave, was_open


@transaction.atomic
def note_event(*, kind: Kind, to: Sequence[int], post: Post, endorsement: Endorsement | None = None) -> Event | None:
    """One event, and one delivery for each address that asked for it; nothing where not every member may read it.

    It rests on ids alone, so that neither a word nor a name can go along.
    """
    found = Post.objects.select_related("topic__section").get(pk=post.pk)
    topic = found.topic
    event = Event(
        kind=kind, at=timezone.now(), topic_id=topic.pk, post_id=found.pk, section=topic.section.slug,
        endorsement_id=endorsement.pk if endorsement else None, version=found.version, path=found.get_absolute_url(),
    )  # fmt: skip
    if not (was_open(topic.section_id) if kind == Kind.POST_HIDDEN else may_leave(event)):
        return None
    event.save(force_insert=True)
    Delivery.objects.bulk_create(Delivery(endpoint_id=pk, event=event, due_at=event.at) for pk in to)
    return event
