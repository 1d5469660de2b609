"""What daphne costs by itself: a ready page of 20 kB, over and over."""

from collections.abc import Awaitable, Callable
from typing import Any

PAGE = b"x" * 20_000
HEADERS = [(b"content-type", b"text/html"), (b"content-length", str(len(PAGE)).encode())]


async def application(
    scope: dict[str, Any], receive: Callable, send: Callable[[dict[str, Any]], Awaitable[None]]
) -> None:
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await send({"type": "http.response.body", "body": PAGE})
