"""Sealing: text that only its author may open, under a key of their own derived from VAULT_KEY."""

import json
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import PermissionDenied

NONCE_BYTES = 12
KEY_BYTES = 32


class NotYours(PermissionDenied):
    """Somebody else's vault."""


class Unreadable(ValueError):
    """Damaged, or sealed under another VAULT_KEY."""


def seal(fields: dict[str, str], *, owner_id: int) -> bytes:
    """Encrypt with AES-256-GCM: 12 bytes of nonce, then ciphertext and tag."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + key_of(owner_id).encrypt(nonce, json.dumps(fields).encode(), label(owner_id))


def unseal(sealed: bytes, *, owner_id: int, reader_id: int) -> dict[str, str]:
    if reader_id != owner_id:
        raise NotYours("Only its author can open this.")
    try:
        text = key_of(owner_id).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], label(owner_id))
    except (InvalidTag, ValueError) as error:
        raise Unreadable("This entry cannot be opened: it is damaged, or the vault's key was changed.") from error
    return json.loads(text)


def key_of(owner_id: int) -> AESGCM:
    kdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=label(owner_id))
    return AESGCM(kdf.derive(settings.VAULT_KEY.encode()))


def label(owner_id: int) -> bytes:
    return f"debrief vault, member {owner_id}".encode()
