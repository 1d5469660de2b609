"""The way of a request: files at once, everything else once into a thread of its own and back.

Django's handler goes there five times for each request, and starts two threads for it; together that cost 1.5 ms.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import set_script_prefix
from servestatic.middleware import ServeStaticMiddleware

MOST = 32  # threads that rest; under more requests at once there are more for a while

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class Handler(ASGIHandler):
    """Of the process: made once, in config/asgi.py."""

    def __init__(self) -> None:
        super().__init__()
        self.resting: deque[ThreadPoolExecutor] = deque()
        self.files = ServeStaticMiddleware(sync_to_async(self.answer, thread_sensitive=True))

    def load_middleware(self, is_async: bool = False) -> None:
        """All of it as for WSGI: the view is called in the same thread, without a way back to the event loop."""
        super().load_middleware(is_async=False)

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """In a thread that served before. One whose request was cut off may be at work still, and is not lent again."""
        thread = self.resting.pop() if self.resting else ThreadPoolExecutor(1, "page")
        try:
            async with ThreadSensitiveContext(executor=thread):
                await self.handle(scope, receive, send)
        except BaseException:
            thread.shutdown(wait=False)
            raise
        if len(self.resting) < MOST:
            self.resting.append(thread)
        else:
            thread.shutdown(wait=False)

    async def handle(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        set_script_prefix(get_script_prefix(scope))
        request, refusal = self.create_request(scope, body)
        with body:
            response = refusal or await self.files(request)
            if isinstance(response, StreamingHttpResponse):
                await self.send_while_there(response, receive, send)
            else:
                await self.send_response(response, send)

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """In the thread, from the first query to giving the connection back, before the answer goes out."""
        signals.request_started.send(sender=self.__class__, scope=getattr(request, "scope", None))
        response = self.get_response(request)
        response._handler_class = self.__class__
        if isinstance(response, FileResponse):
            response.block_size = self.chunk_size
        if not response.streaming:
            response.close()
        return response

    async def send_while_there(self, response: StreamingHttpResponse, receive: Receive, send: Send) -> None:
        """A long answer ends when its reader goes away."""
        sending = asyncio.create_task(self.send_response(response, send))
        leaving = asyncio.create_task(self.listen_for_disconnect(receive))
        try:
            await asyncio.wait((sending, leaving), return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
        finally:
            for task in (sending, leaving):
                task.cancel()
            await asyncio.gather(sending, leaving, return_exceptions=True)
            await sync_to_async(response.close, thread_sensitive=True)()
