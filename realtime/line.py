"""The way out to one browser: how much waits there unsent, and a ready frame straight onto the wire.

Beneath a socket lies daphne's protocol, beneath that Twisted's connection. Writing there costs a quarter of an ASGI
message, and only there it shows who does not read. It reaches into both, so it happens with the versions that it was
tried with; with others, behind TLS, or without daphne, frames go as messages.
"""

from collections.abc import Callable
from functools import cached_property
from importlib.metadata import version
from typing import Any

from autobahn.websocket.protocol import WebSocketProtocol as States
from daphne.ws_protocol import WebSocketProtocol
from django.conf import settings
from twisted.internet.tcp import Server

TRIED = {"daphne": "4.2.3", "autobahn": "26.10.2", "Twisted": "26.10.0"}
IS_TRIED = {name: version(name) for name in TRIED} == TRIED


class Ready:
    """A text, and the bytes of its frame, made once however many sockets there are."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def frame(self) -> bytes:
        """Final, text, unmasked, as servers send (RFC 6455, section 5.2)."""
        body = self.text.encode()
        if len(body) < 126:
            return bytes((0x81, len(body))) + body
        if len(body) < 65_536:
            return b"\x81\x7e" + len(body).to_bytes(2, "big") + body
        return b"\x81\x7f" + len(body).to_bytes(8, "big") + body


class Line:
    """One connection of daphne's."""

    __slots__ = ("protocol", "transport")

    def __init__(self, protocol: WebSocketProtocol) -> None:
        self.protocol, self.transport = protocol, protocol.transport

    def waiting(self) -> int:
        """Bytes that were written and that the browser has not taken."""
        transport = self.transport
        return len(transport.dataBuffer) - transport.offset + transport._tempDataLen

    def write(self, frame: bytes) -> bool:
        """Straight to the socket if nothing waits there, otherwise behind what does. False: not on this way, now."""
        transport, protocol = self.transport, self.protocol
        if protocol.state != States.STATE_OPEN or protocol.send_queue or transport.disconnecting:
            return False
        sent = 0
        if not self.waiting():
            try:
                sent = transport.socket.send(frame)
            except OSError:  # full, or gone: Twisted finds out which
                sent = 0
        if sent < len(frame):
            transport.write(frame[sent:])
        return True


def line_beneath(send: Callable[..., Any]) -> Line | None:
    """The connection behind the callable that a server gave us, if it is one that we know."""
    protocol = next(iter(getattr(send, "args", ())), None)
    is_known = type(protocol) is WebSocketProtocol and type(protocol.transport) is Server
    return Line(protocol) if settings.DIRECT_FRAMES and IS_TRIED and is_known else None
