"""A program that answers as clamd does, on a socket of its own: the scanner is a program of strangers."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MALICIOUS = b"a file that scanners are tried with"


class OneQuestion(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        if self.rfile.read(10) != b"zINSTREAM\0":
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        sent = b""
        while length := struct.unpack(">I", self.rfile.read(4))[0]:
            sent += self.rfile.read(length)
        self.server.seen.append(sent)
        said = b"stream: Tried-With.This FOUND\0" if MALICIOUS in sent else b"stream: OK\0"
        self.wfile.write(b"" if self.server.is_silent else said)


@contextmanager
def clamd(folder: Path) -> Iterator[socketserver.ThreadingUnixStreamServer]:
    """Its address is `unix://…/clamd.ctl`; `seen` holds what it was sent; it may be `is_silent`."""
    with socketserver.ThreadingUnixStreamServer(str(folder / "clamd.ctl"), OneQuestion) as server:
        server.seen, server.is_silent = [], False
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
