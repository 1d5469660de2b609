"""Who may do what with accounts, claims and credentials."""

from django.utils.translation import gettext_lazy as _

from members.models import Claim, Member

NOMINATIONS_NEEDED = 2


def may_review(member: Member) -> bool:
    """Moderators and administrators look claims up."""
    return member.is_authenticated and member.is_active and member.moderates


NOT_FOR_YOU = _("Somebody else must decide this: it is about you, or about a colleague from your workplace.")


def may_judge(moderator: Member, member: Member) -> bool:
    """No self-judging (MO19): nobody decides about themselves, nor about a colleague from their own workplace."""
    return moderator.is_active and moderator.moderates and moderator != member and not moderator.works_with(member)


def may_grant_credentials(member: Member, to: Member) -> bool:
    return member.is_authenticated and may_judge(member, to)


def may_review_claim(member: Member, claim: Claim) -> bool:
    return may_grant_credentials(member, claim.member) and claim.status == Claim.State.WAITING


def may_grant_expert(first: Member, second: Member | None, to: Member) -> bool:
    """Two people, neither of them the member, the second an administrator (CR2, CR7)."""
    return second is not None and second != first and may_grant_credentials(second, to) and second.is_superuser


def may_take_second_look(member: Member, claim: Claim) -> bool:
    return may_review_claim(member, claim) and member.is_superuser and member.pk != claim.first_reviewer_id


def may_nominate(member: Member, colleague: Member, area: str) -> bool:
    return member.is_active and member != colleague and colleague.is_active and member.is_expert_for(area)
