"""Who may do what with accounts."""

from members.models import Member


def may_grant_credentials(member: Member, to: Member) -> bool:
    return member.is_superuser and member != to
