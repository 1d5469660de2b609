"""What the forum hears from the floor below: a credential was granted, renewed or ended."""

from typing import Any

from django.dispatch import receiver

from forum.actions.standing import weigh_again
from members.signals import standing_changed


@receiver(standing_changed)
def count_anew(sender: Any, member_id: int, **kwargs: Any) -> None:
    weigh_again(member_id=member_id)
