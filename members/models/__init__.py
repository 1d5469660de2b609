"""People, their credentials, and what they claim."""

from members.models.claims import Claim, Evidence, Nomination
from members.models.credentials import Credential, CredentialQuerySet, Look
from members.models.people import Member, MemberQuerySet, Profession

__all__ = [
    "Claim",
    "Credential",
    "CredentialQuerySet",
    "Evidence",
    "Look",
    "Member",
    "MemberQuerySet",
    "Nomination",
    "Profession",
]
