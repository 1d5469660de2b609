"""What a file is, told by its content and never by its name. Pure."""

from dataclasses import dataclass

MAX_BYTES = 5_000_000
MAX_FILES = 3
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
TAIL = 2_048


@dataclass(frozen=True)
class File:
    content_type: str
    data: bytes


def type_of(data: bytes) -> str | None:
    """PDF, JPEG or PNG, whole from its first bytes to its last; None for everything else."""
    if data.startswith(b"%PDF-1.") or data.startswith(b"%PDF-2."):
        return PDF if b"%%EOF" in data[-TAIL:] else None
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG if b"\xff\xd9" in data[-TAIL:] else None
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
        return PNG if b"IEND" in data[-TAIL:] else None
    return None
