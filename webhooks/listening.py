"""What webhooks hear from the forum. A member's deed never fails, nor waits, because a note of it did."""

import logging
from typing import Any

from django.dispatch import receiver

from forum.models import Endorsement, Post
from forum.signals import answer_endorsed, post_edited, post_left, post_published
from webhooks.actions.noting import note_event
from webhooks.endpoints import hearing
from webhooks.errands import send_soon
from webhooks.models import Kind

log = logging.getLogger(__name__)


@receiver(post_published)
def note_published(sender: Any, post: Post, **kwargs: Any) -> None:
    note(Kind.TOPIC_PUBLISHED if post.is_opening else Kind.POST_PUBLISHED, post)


@receiver(post_edited)
def note_edited(sender: Any, post: Post, **kwargs: Any) -> None:
    note(Kind.POST_EDITED, post)


@receiver(post_left)
def note_hidden(sender: Any, post: Post, **kwargs: Any) -> None:
    note(Kind.POST_HIDDEN, post)


@receiver(answer_endorsed)
def note_endorsed(sender: Any, endorsement: Endorsement, **kwargs: Any) -> None:
    note(Kind.ENDORSEMENT_GIVEN, endorsement.post, endorsement)


def note(kind: Kind, post: Post, endorsement: Endorsement | None = None) -> None:
    """Most sites tell nobody, and then it costs a look into the cache."""
    try:
        noted = note_event(kind=kind, to=to, post=post, endorsement=endorsement) if (to := hearing(kind)) else None
    except Exception as error:  # whatever it was: the deed itself stands
        log.error("%s of post %s was not noted for webhooks: %s", kind, post.pk, type(error).__name__)
    else:
        if noted:
            send_soon()
