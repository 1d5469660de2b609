"""A small HTTP and WebSocket client on asyncio: no cheaper one would tell more of the server."""

import asyncio
import contextlib
import secrets
from base64 import b64encode
from collections.abc import Iterable
from urllib.parse import urlencode

ORIGIN = "http://forum.example"
MEMBER_COOKIE = "sessionid={session}; csrftoken={token}"
TOKEN = "a" * 32


class Refused(RuntimeError):
    """The server answered with something other than what was asked for."""


class Connection:
    """One kept-alive connection to a server on loopback."""

    def __init__(self, port: int, session: str = "") -> None:
        self.port, self.session = port, session

    async def __aenter__(self) -> "Connection":
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**22)
        return self

    async def __aexit__(self, *error: object) -> None:
        self.writer.close()
        with contextlib.suppress(ConnectionError):
            await self.writer.wait_closed()

    def headers(self, more: Iterable[str] = ()) -> str:
        cookie = [f"Cookie: {MEMBER_COOKIE.format(session=self.session, token=TOKEN)}"] if self.session else []
        return "\r\n".join([f"Host: 127.0.0.1:{self.port}", *cookie, *more, "", ""])

    async def get(self, path: str, kept: str = "") -> bytes:
        """`kept`: the tag of the page that this browser has; the answer may say that it still holds."""
        more = [f"If-None-Match: {kept}"] if kept else []
        self.writer.write(f"GET {path} HTTP/1.1\r\n{self.headers(more)}".encode())
        status, body = await self.answer()
        if status != (304 if kept else 200):
            raise Refused(f"{status} for {path}")
        return body

    async def post(self, path: str, fields: dict[str, str]) -> int:
        """Sends a form; gives the status."""
        body = urlencode(fields | {"csrfmiddlewaretoken": TOKEN}).encode()
        more = [
            "Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}",
            f"Origin: http://127.0.0.1:{self.port}",
        ]  # fmt: skip
        self.writer.write(f"POST {path} HTTP/1.1\r\n{self.headers(more)}".encode() + body)
        status, _ = await self.answer()
        return status

    async def answer(self) -> tuple[int, bytes]:
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
        self.tag, status = fields.get("etag", ""), int(head[0].split()[1])
        return status, await self.reader.readexactly(0 if status == 304 else int(fields.get("content-length", 0)))

    async def listen(self, path: str) -> None:
        """Turns the connection into a socket that hears `path`; returns once it has joined."""
        key = b64encode(secrets.token_bytes(16)).decode()
        more = [
            "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", f"Origin: {ORIGIN}",
            f"Sec-WebSocket-Key: {key}",
        ]  # fmt: skip
        self.writer.write(f"GET {path} HTTP/1.1\r\n{self.headers(more)}".encode())
        if b"101" not in await self.reader.readuntil(b"\r\n\r\n"):
            raise Refused(f"no socket at {path}")
        while b'"joined"' not in await self.frame():
            pass

    async def frame(self) -> bytes:
        """The next text frame; pings are read over, for a bench is done before they matter."""
        while True:
            first, second = await self.reader.readexactly(2)
            length = second & 0x7F
            if length == 126:
                length = int.from_bytes(await self.reader.readexactly(2), "big")
            elif length == 127:
                length = int.from_bytes(await self.reader.readexactly(8), "big")
            payload = await self.reader.readexactly(length)
            if first & 0x0F == 1:
                return payload
            if first & 0x0F == 8:
                raise Refused("the server closed a socket")
