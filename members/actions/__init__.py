"""Deeds on accounts, claims and credentials."""

from members.actions.accounts import choose_country, recheck_sockets, rename_member
from members.actions.credentials import grant_credential, record_status, revoke_credential

__all__ = [
    "choose_country",
    "grant_credential",
    "recheck_sockets",
    "record_status",
    "rename_member",
    "revoke_credential",
]
