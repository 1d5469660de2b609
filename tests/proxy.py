"""A proxy for tests: each connection goes to the next web server in turn, byte for byte, sockets as well."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from itertools import cycle

CHUNK = 65_536


class RoundRobin:
    """On loopback only, on a loop and a thread of its own."""

    def __init__(self, port: int, upstreams: list[int]) -> None:
        self.port, self.upstreams, self.turn = port, upstreams, cycle(upstreams)
        self.loop = asyncio.new_event_loop()
        self.is_open = threading.Event()
        self.given = dict.fromkeys(upstreams, 0)  # how many connections each server got

    async def serve(self) -> None:
        server = await asyncio.start_server(self.connection, "127.0.0.1", self.port)
        self.closing = asyncio.Event()
        self.is_open.set()
        async with server:
            await self.closing.wait()

    async def connection(self, inward: asyncio.StreamReader, outward: asyncio.StreamWriter) -> None:
        try:
            reader, writer = await self.next_server()
        except ConnectionError:
            outward.close()
            return
        await asyncio.gather(pipe(inward, writer), pipe(reader, outward))

    async def next_server(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Whoever does not answer is left out this time."""
        for _ in self.upstreams:
            with contextlib.suppress(OSError):
                port = next(self.turn)
                found = await asyncio.open_connection("127.0.0.1", port)
                self.given[port] += 1
                return found
        raise ConnectionError("no server answers")

    def run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(self.serve())
        for task in asyncio.all_tasks(self.loop):
            task.cancel()
        self.loop.run_until_complete(asyncio.sleep(0))


async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while chunk := await reader.read(CHUNK):
            writer.write(chunk)
            await writer.drain()
    except (OSError, asyncio.CancelledError):
        pass
    finally:
        writer.close()


@contextlib.contextmanager
def in_front_of(port: int, upstreams: list[int]) -> Iterator[RoundRobin]:
    proxy = RoundRobin(port, upstreams)
    thread = threading.Thread(target=proxy.run, daemon=True)
    thread.start()
    proxy.is_open.wait(10)
    try:
        yield proxy
    finally:
        proxy.loop.call_soon_threadsafe(proxy.closing.set)
        thread.join(5)
