"""Who may flag and decide."""

from deflection.models import Deflection
from forum.models import Post
from members.models import Member


def may_flag(member: Member, post: Post) -> bool:
    return member.is_authenticated and member.is_active and post.is_published and post.author_id != member.pk


def may_close(member: Member, deflection: Deflection) -> bool:
    """No self-judging (MO19)."""
    return member.is_authenticated and member.is_active and member.moderates and deflection.author_id != member.pk
