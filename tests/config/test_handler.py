"""A request goes into one thread and back; what goes wrong there is answered."""

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest
from channels.testing import HttpCommunicator
from django.core.signals import request_finished, request_started
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

from config.handler import Handler

seen: list[str] = []
PATIENCE = 5


def here(*args: object, **kwargs: object) -> None:
    seen.append(threading.current_thread().name)


def plain(request: HttpRequest) -> HttpResponse:
    here()
    return HttpResponse("Read in one go.")


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a mistake of ours")


async def lines() -> AsyncIterator[str]:
    try:
        while True:
            yield "one line more\n"
            await asyncio.sleep(0.01)
    finally:
        seen.append("ended")


def endless(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(lines())


urlpatterns = [path("plain/", plain), path("broken/", broken), path("endless/", endless)]
pytestmark = [pytest.mark.asyncio, pytest.mark.urls(__name__)]


@pytest.fixture
def handler(settings) -> Handler:
    settings.MIDDLEWARE = []
    seen.clear()
    return Handler()


async def get(handler: Handler, path: str) -> tuple[int, bytes]:
    answer = await HttpCommunicator(handler, "GET", path).get_response(timeout=PATIENCE)
    return answer["status"], answer["body"]


async def test_a_request_begins_runs_and_ends_in_one_thread_that_serves_the_next_as_well(handler):
    request_started.connect(here)
    request_finished.connect(here)
    try:
        answers = [await get(handler, "/plain/") for _ in range(2)]
    finally:
        request_started.disconnect(here)
        request_finished.disconnect(here)
    assert answers == [(200, b"Read in one go.")] * 2
    assert seen == ["page_0"] * 6
    assert len(handler.resting) == 1


async def test_two_at_once_have_a_thread_each(handler):
    assert await asyncio.gather(get(handler, "/plain/"), get(handler, "/plain/")) == [(200, b"Read in one go.")] * 2
    assert len(handler.resting) == 2


async def test_a_mistake_is_answered_and_its_thread_goes_on(handler, caplog):
    status, body = await get(handler, "/broken/")
    assert (status, b"a mistake of ours" in body, len(handler.resting)) == (500, False, 1)


async def test_an_endless_answer_ends_when_its_reader_leaves(handler):
    wire = HttpCommunicator(handler, "GET", "/endless/")
    await wire.send_input({"type": "http.request", "body": b""})
    start, first = await wire.receive_output(PATIENCE), await wire.receive_output(PATIENCE)
    assert (start["status"], first["body"]) == (200, b"one line more\n")
    await wire.send_input({"type": "http.disconnect"})
    await wire.wait(PATIENCE)
    assert (seen, len(handler.resting)) == (["ended"], 1)
