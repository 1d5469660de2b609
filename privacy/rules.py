"""Who may close their account, and what makes the erasure of somebody wait."""

from django.utils import timezone

from members.models import Member
from moderation.models import Proposal
from moderation.models.keys import Act
from privacy.models import Closing

HOLDS = (Act.REFER, Act.SUSPEND, Act.REVEAL)


def may_close(member: Member) -> bool:
    """Whoever answers for others hands that over first: an administrator takes the role away."""
    return member.is_authenticated and member.is_active and not member.moderates


def must_wait(member: Member) -> bool:
    """Two people are deciding about a referral or a suspension: what they look at may not vanish meanwhile."""
    return Proposal.objects.waiting(timezone.now()).filter(member=member, act__in=HOLDS).exists()


def open_closing(member: Member) -> Closing | None:
    return Closing.objects.open().filter(member=member).first()
