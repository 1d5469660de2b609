"""People and their credentials."""

from members.models.credentials import Credential, CredentialQuerySet
from members.models.people import Member, MemberQuerySet, Profession

__all__ = ["Credential", "CredentialQuerySet", "Member", "MemberQuerySet", "Profession"]
