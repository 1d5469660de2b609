"""A socket client without manners: it says what it likes, and is told how that ended."""

import asyncio
import secrets
from base64 import b64encode
from collections import Counter

ENDED_WITHOUT_A_WORD = 1006
TEXT, BINARY, CLOSE = 1, 2, 8
PATIENCE = 30.0  # only a test that fails waits so long


class Rude:
    """One connection to a server on loopback."""

    def __init__(self, port: int, session: str = "", origin: str = "") -> None:
        self.port, self.session, self.origin = port, session, origin or f"http://127.0.0.1:{port}"
        self.heard: Counter[bytes] = Counter()

    async def open(self, path: str) -> int:
        """The status of the handshake."""
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        key = b64encode(secrets.token_bytes(16)).decode()
        origin = [] if self.origin == "none" else [f"Origin: {self.origin}"]
        lines = [
            f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}", f"Cookie: sessionid={self.session}", *origin,
        ]  # fmt: skip
        self.writer.write("\r\n".join([*lines, "", ""]).encode())
        head = await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), PATIENCE)
        return int(head.split()[1])

    def say(self, payload: bytes, kind: int = TEXT, claims: int | None = None) -> None:
        """Masked with zeros, which is a mask too. `claims`: the length that the frame says it has."""
        length = len(payload) if claims is None else claims
        if length < 126:
            size = bytes([0x80 | length])
        elif length < 65_536:
            size = bytes([0x80 | 126]) + length.to_bytes(2, "big")
        else:
            size = bytes([0x80 | 127]) + length.to_bytes(8, "big")
        self.writer.write(bytes([0x80 | kind]) + size + bytes(4) + payload)

    async def frame(self) -> tuple[int, bytes]:
        first, second = await self.reader.readexactly(2)
        length = second & 0x7F
        if length > 125:
            length = int.from_bytes(await self.reader.readexactly(2 if length == 126 else 8), "big")
        return first & 0x0F, await self.reader.readexactly(length)

    async def hears(self, words: bytes) -> None:
        """Until it has heard a frame with these words."""
        async with asyncio.timeout(PATIENCE):
            while words not in (await self.frame())[1]:
                pass

    async def ends(self) -> int:
        """The code that ended it; what came before is counted in `heard`."""
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    kind, payload = await self.frame()
                    if kind == CLOSE:
                        return int.from_bytes(payload[:2], "big")
                    self.heard[payload] += 1
        except (asyncio.IncompleteReadError, ConnectionError):
            return ENDED_WITHOUT_A_WORD
        finally:
            self.writer.close()
