"""What moderation hears from the floor below: an answer was called unsafe."""

from typing import Any

from django.dispatch import receiver

from forum.models import Endorsement
from forum.signals import called_unsafe
from moderation.actions import raise_unsafe


@receiver(called_unsafe)
def call_a_moderator(sender: Any, warning: Endorsement, **kwargs: Any) -> None:
    raise_unsafe(warning)
