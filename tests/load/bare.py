"""What daphne costs by itself: a ready page of 20 kB, over and over, and ready words to every open socket."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

PAGE = b"x" * 20_000
HEADERS = [(b"content-type", b"text/html"), (b"content-length", str(len(PAGE)).encode())]

Send = Callable[[dict[str, Any]], Awaitable[None]]
sockets: set[Send] = set()


async def application(scope: dict[str, Any], receive: Callable[[], Awaitable[dict[str, Any]]], send: Send) -> None:
    if scope["type"] == "websocket":
        await listen(receive, send)
    elif scope["type"] == "http" and scope["path"] == "/fan":
        await fan(receive, send)
    elif scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await send({"type": "http.response.body", "body": PAGE})


async def listen(receive: Callable[[], Awaitable[dict[str, Any]]], send: Send) -> None:
    await receive()
    await send({"type": "websocket.accept"})
    sockets.add(send)
    await send({"type": "websocket.send", "text": '{"kind": "joined"}'})
    while (await receive())["type"] != "websocket.disconnect":
        pass
    sockets.discard(send)


async def fan(receive: Callable[[], Awaitable[dict[str, Any]]], send: Send) -> None:
    words = parse_qs((await receive())["body"].decode())["words"][0]
    for one in sockets:
        await one({"type": "websocket.send", "text": words})
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})
