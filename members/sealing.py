"""The cipher of the house: AES-256-GCM under keys derived from VAULT_KEY, one for each purpose and owner.

VAULT_KEY may hold several keys, parted by commas: the first seals, all of them open. What is sealed says by which key
and cipher, so that a key can be replaced while the site goes on (manage.py reseal).
"""

import hmac
import secrets
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

AES_GCM = b"\x01"  # another cipher would get another number
ID_BYTES = 4
NONCE_BYTES = 12
KEY_BYTES = 32
MIN_KEY = 40  # characters


class Unreadable(ValueError):
    """Damaged, or sealed under a key that VAULT_KEY does not hold."""


def seal(data: bytes, *, label: str) -> bytes:
    """By which cipher and key, 12 bytes of nonce, then ciphertext and tag. The label says whose it is and what for."""
    key, nonce = keys()[0], secrets.token_bytes(NONCE_BYTES)
    return head_of(key) + nonce + AESGCM(key_of(label, key)).encrypt(nonce, data, label.encode())


def unseal(sealed: bytes, *, label: str) -> bytes:
    """The same label must be known to open it."""
    for key, body in ways_in(sealed):
        try:
            return AESGCM(key_of(label, key)).decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], label.encode())
        except (InvalidTag, ValueError):
            continue
    raise Unreadable(_("This cannot be opened: it is damaged, or the vault's key was changed."))


def ways_in(sealed: bytes) -> Iterator[tuple[str, bytes]]:
    """The key that it names; then all, for what was sealed before it named one."""
    for key in keys():
        if sealed.startswith(head := head_of(key)):
            yield key, sealed[len(head) :]
    for key in keys():
        yield key, sealed


def sealed_anew(sealed: bytes, *, label: str) -> bytes | None:
    """The same under the first key; None where it is that already."""
    if sealed.startswith(head_of(keys()[0])):
        return None
    return seal(unseal(sealed, label=label), label=label)


def mark_of(data: str, *, label: str) -> str:
    """The same for the same words, and no way back without the key: to notice that two people gave one number."""
    return marks_of(data, label=label)[0]


def marks_of(data: str, *, label: str) -> list[str]:
    """By the first key, and as it was by those before it."""
    return [hmac.new(key_of(label, key), data.encode(), sha256).hexdigest() for key in keys()]


def keys() -> tuple[str, ...]:
    return parted(settings.VAULT_KEY)


@lru_cache(maxsize=8)
def parted(vault_key: str) -> tuple[str, ...]:
    """A single key that has a comma in it stays one."""
    parts = tuple(part for part in map(str.strip, vault_key.split(",")) if part)
    return parts if parts and all(len(part) >= MIN_KEY for part in parts) else (vault_key,)


@lru_cache(maxsize=16)
def head_of(key: str) -> bytes:
    return AES_GCM + key_of("debrief name of a key", key)[:ID_BYTES]


def key_of(label: str, key: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=label.encode()).derive(key.encode())
