"""The cipher of the house: AES-256-GCM under keys derived from VAULT_KEY, one for each purpose and owner."""

import hmac
import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

NONCE_BYTES = 12
KEY_BYTES = 32


class Unreadable(ValueError):
    """Damaged, or sealed under another VAULT_KEY."""


def seal(data: bytes, *, label: str) -> bytes:
    """12 bytes of nonce, then ciphertext and tag. The label says whose it is and what for; it must be known to open."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key_of(label)).encrypt(nonce, data, label.encode())


def unseal(sealed: bytes, *, label: str) -> bytes:
    try:
        return AESGCM(key_of(label)).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], label.encode())
    except (InvalidTag, ValueError) as error:
        raise Unreadable(_("This cannot be opened: it is damaged, or the vault's key was changed.")) from error


def mark_of(data: str, *, label: str) -> str:
    """The same for the same words, and no way back without the key: to notice that two people gave one number."""
    return hmac.new(key_of(label), data.encode(), sha256).hexdigest()


def key_of(label: str) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=label.encode())
    return kdf.derive(settings.VAULT_KEY.encode())
