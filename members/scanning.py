"""Asking a scanner for malicious files, clamd or one that speaks as it does, about a file that somebody sent."""

import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings

PIECE = 65_536
PATIENCE = 30.0  # seconds for each step
LONGEST_ANSWER = 1_000


class ScannerAway(OSError):
    """It could not be asked, or said something that is no answer: then nothing is known of the file."""


def is_set_up() -> bool:
    return bool(settings.EVIDENCE_SCANNER)


def is_clean(data: bytes) -> bool:
    """INSTREAM: each piece after its length, then an empty one. Raises ScannerAway."""
    try:
        with connected() as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), PIECE):
                piece = data[start : start + PIECE]
                line.sendall(struct.pack(">I", len(piece)) + piece)
            line.sendall(struct.pack(">I", 0))
            said = answer(line)
    except OSError as error:
        raise ScannerAway(type(error).__name__) from error
    if said.endswith("FOUND"):
        return False
    if said != "stream: OK":
        raise ScannerAway("no answer")
    return True


def connected() -> socket.socket:
    """unix:///run/clamav/clamd.ctl, or tcp://127.0.0.1:3310."""
    address = urlsplit(settings.EVIDENCE_SCANNER)
    if address.scheme == "tcp":
        return socket.create_connection((address.hostname, address.port or 3310), timeout=PATIENCE)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(PATIENCE)
    try:
        line.connect(address.path)
    except OSError:
        line.close()
        raise
    return line


def answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER and (more := line.recv(LONGEST_ANSWER)):
        said += more
    return said.rstrip(b"\0\n").decode(errors="replace")
