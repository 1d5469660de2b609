"""Sealing: text that only its author may open, under a key of their own derived from VAULT_KEY."""

import json

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from members import sealing


class NotYours(PermissionDenied):
    """Somebody else's vault."""


class Unreadable(ValueError):
    """Damaged, or sealed under another VAULT_KEY."""


def seal(fields: dict[str, str], *, owner_id: int) -> bytes:
    return sealing.seal(json.dumps(fields).encode(), label=label(owner_id))


def unseal(sealed: bytes, *, owner_id: int, reader_id: int) -> dict[str, str]:
    if reader_id != owner_id:
        raise NotYours(_("Only its author can open this."))
    try:
        text = sealing.unseal(sealed, label=label(owner_id))
    except sealing.Unreadable as error:
        raise Unreadable(_("This entry cannot be opened: it is damaged, or the vault's key was changed.")) from error
    return json.loads(text)


def label(owner_id: int) -> str:
    return f"debrief vault, member {owner_id}"
