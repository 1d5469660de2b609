"""What moderators set for themselves."""

from members.models import Member
from members.permission import require
from moderation import rules


def set_single_keys(*, moderator: Member, on: bool) -> None:
    """Whether one key alone does something in the queue (WCAG 2.1.4)."""
    require(rules.may_take(moderator), "Only moderators have this setting.")
    Member.objects.filter(pk=moderator.pk).update(single_keys=on)
    moderator.single_keys = on
