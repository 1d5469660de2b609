"""The file of a backup: one line that says what it is, what it holds, and a digest that any damage changes.

Where there is a key, what it holds is sealed piece by piece (AES-256-GCM, numbered, the last one marked), so that no
piece can be changed, moved or left out.
"""

import hmac
import io
import secrets
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PLAIN, SEALED = b"debrief-backup 1 plain\n", b"debrief-backup 1 sealed\n"
PIECE = 1 << 20
SALT, TAG, DIGEST = 16, 16, sha256().digest_size


class Damaged(ValueError):
    """In words: why nothing of this file may be used."""


class Writer(io.RawIOBase):
    """Takes what the backup holds, and writes the file around it."""

    def __init__(self, file: BinaryIO, key: str) -> None:
        self.file, self.digest, self.waiting, self.number = file, sha256(), b"", 0
        self.cipher: AESGCM | None = None
        if key:
            salt = secrets.token_bytes(SALT)
            self.put(SEALED + salt)
            self.cipher = cipher_of(key, salt)
        else:
            self.put(PLAIN)

    def writable(self) -> bool:
        return True

    def write(self, data: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        self.waiting += bytes(data)
        while len(self.waiting) > PIECE:
            piece, self.waiting = self.waiting[:PIECE], self.waiting[PIECE:]
            self.put_piece(piece, last=False)
        return len(data)

    def finish(self) -> None:
        self.put_piece(self.waiting, last=True)
        self.file.write(self.digest.digest())

    def put_piece(self, piece: bytes, *, last: bool) -> None:
        if self.cipher:
            piece = self.cipher.encrypt(nonce_of(self.number), piece, marked(last))
            self.number += 1
        self.put(piece)

    def put(self, data: bytes) -> None:
        self.digest.update(data)
        self.file.write(data)


class Reader(io.RawIOBase):
    """What the backup holds, in the clear. Raises Damaged as soon as something is wrong."""

    def __init__(self, path: Path, key: str) -> None:
        self.pieces, self.rest = pieces_of(path, key), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        if not self.rest:
            self.rest = next(self.pieces, b"")
        taken = self.rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self.rest = self.rest[len(taken) :]
        return len(taken)


def pieces_of(path: Path, key: str) -> Iterator[bytes]:
    with path.open("rb") as file:
        kind = file.readline(len(SEALED))
        left = path.stat().st_size - len(kind) - DIGEST
        if kind == PLAIN:
            while left > 0:
                piece = file.read(min(PIECE, left))
                left -= len(piece)
                yield piece
            return
        cipher, left = cipher_of(key, file.read(SALT)), left - SALT
        number = 0
        while left > 0:
            piece = file.read(min(PIECE + TAG, left))
            left -= len(piece)
            yield opened(cipher, number, piece, last=left <= 0)
            number += 1


def opened(cipher: AESGCM, number: int, piece: bytes, *, last: bool) -> bytes:
    try:
        return cipher.decrypt(nonce_of(number), piece, marked(last))
    except InvalidTag as error:
        raise Damaged("This backup does not open: BACKUP_KEY is another one than when it was made.") from error


def look_at(path: Path, key: str) -> None:
    """Whole, and openable with what is at hand? The digest is compared over every byte before anything else is read."""
    size, digest = path.stat().st_size, sha256()
    with path.open("rb") as file:
        kind = file.readline(len(SEALED))
        if kind not in (PLAIN, SEALED) or size < len(kind) + DIGEST:
            raise Damaged("This is not a backup of Debrief, or its beginning is damaged.")
        digest.update(kind)
        left = size - len(kind) - DIGEST
        while left > 0:
            piece = file.read(min(PIECE, left))
            left -= len(piece)
            digest.update(piece)
        if not hmac.compare_digest(digest.digest(), file.read(DIGEST)):
            raise Damaged("This backup is damaged: it is not what was written. Nothing was changed here; take another.")
    if kind == SEALED and not key:
        raise Damaged("This backup is sealed: set BACKUP_KEY to the key it was made with.")


def cipher_of(key: str, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"debrief backup").derive(key.encode()))


def nonce_of(number: int) -> bytes:
    """Never twice under one key: each backup has a salt, and so a key, of its own."""
    return number.to_bytes(12, "big")


def marked(last: bool) -> bytes:
    return b"last" if last else b"more"
