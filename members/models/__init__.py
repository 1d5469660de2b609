"""People, their credentials, and what they claim."""

from members.models.claims import Claim, Evidence, Nomination
from members.models.credentials import Credential, CredentialQuerySet, Look
from members.models.people import Member, MemberQuerySet, Profession
from members.models.welcome import Acceptance, FirstSteps

__all__ = [
    "Acceptance",
    "Claim",
    "Credential",
    "CredentialQuerySet",
    "Evidence",
    "FirstSteps",
    "Look",
    "Member",
    "MemberQuerySet",
    "Nomination",
    "Profession",
]
