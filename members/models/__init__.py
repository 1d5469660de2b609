"""People, their credentials, what they claim, and where they are signed in."""

from members.models.claims import Claim, Evidence, Nomination
from members.models.credentials import Credential, CredentialQuerySet, Look
from members.models.people import Member, MemberQuerySet, Profession
from members.models.sessions import FailedSignIns, KeptSession, KnownDevice
from members.models.tokens import Scope, Token
from members.models.welcome import Acceptance, FirstSteps

__all__ = [
    "Acceptance",
    "Claim",
    "Credential",
    "CredentialQuerySet",
    "Evidence",
    "FailedSignIns",
    "FirstSteps",
    "KeptSession",
    "KnownDevice",
    "Look",
    "Member",
    "MemberQuerySet",
    "Nomination",
    "Profession",
    "Scope",
    "Token",
]
