"""What a camera or program wrote beside a picture, taken off without touching the picture itself. Pure.

Of a JPEG stay its picture, its colours and which way up it is; of a PNG what is needed to draw it. Where it was taken,
when, by whom and with what goes, and so does whatever hangs behind its end.
"""

import struct
from collections.abc import Iterator

from members.evidence import JPEG, PNG

SIGNATURE = 8  # bytes before the first chunk of a PNG
DRAWN_BY = {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"IDAT", b"IEND"}
START, END, SCAN, APP0, APP1, APP2, APP14, APP15, COMMENT = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
ORIENTATION = 0x0112
EXIF = b"Exif\0\0"


class Broken(ValueError):
    """It ends before it should, or is not what its beginning says."""


def without_metadata(data: bytes, content_type: str) -> bytes:
    """The same picture. A PDF is given back as it is: what its program noted can be anywhere in it."""
    try:
        if content_type == PNG:
            return data[:SIGNATURE] + b"".join(chunk for kind, chunk in chunks(data) if kind in DRAWN_BY)
        if content_type == JPEG:
            return b"\xff\xd8" + b"".join(kept(marker, part) for marker, part in segments(data)) + b"\xff\xd9"
    except (struct.error, IndexError) as error:
        raise Broken from error
    return data


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each with its length, name and checksum, up to the last that belongs to the picture."""
    at, kind = SIGNATURE, b""
    while kind != b"IEND":
        (length,), kind = struct.unpack_from(">I", data, at), data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data):
            raise Broken
        yield kind, data[at:end]
        at = end


def segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Between start and end: each with its marker, a scan with what it draws."""
    at = 2
    while (marker := data[at + 1]) != END or data[at] != 0xFF:
        if data[at] != 0xFF:
            raise Broken
        if marker == 0xFF or marker in ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if marker == SCAN:
            end = end_of_scan(data, end)
        if end > len(data):
            raise Broken
        yield marker, data[at:end]
        at = end


def end_of_scan(data: bytes, at: int) -> int:
    """The next marker that is none inside a scan."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] != 0 and data[at + 1] not in ALONE:
            return at
        at += 2
    raise Broken


def kept(marker: int, part: bytes) -> bytes:
    if marker == APP1:
        return turned(part)
    if marker in (APP0, APP14) or (marker == APP2 and part[4:15] == b"ICC_PROFILE"):
        return part
    return b"" if APP0 <= marker <= APP15 or marker == COMMENT else part


def turned(part: bytes) -> bytes:
    """Of what a camera noted, which way up the picture is, where it is not upright."""
    way = orientation(part[10:]) if part[4:10] == EXIF else 1
    if way not in range(2, 9):
        return b""
    table = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, ORIENTATION, 3, 1, way, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", 2 + len(EXIF) + len(table)) + EXIF + table


def orientation(tiff: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (number,) = struct.unpack_from(f"{order}H", tiff, first)
        for entry in range(first + 2, first + 2 + 12 * number, 12):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
            if tag == ORIENTATION:
                return value
    except struct.error:
        return 1
    return 1
