"""Files that come with the code are guarded as pages are."""

import pytest
from channels.testing import HttpCommunicator

from config.asgi import application


@pytest.mark.asyncio
@pytest.mark.parametrize("path", ["/static/css/shell.css", "/static/icons/sprite.svg", "/static/js/main.js"])
async def test_a_file_is_what_it_says_and_does_nothing_when_opened_by_itself(path):
    wire = HttpCommunicator(application, "GET", path)
    await wire.send_input({"type": "http.request", "body": b""})
    file = await wire.receive_output(timeout=5)
    headers = {name.decode().lower(): value.decode() for name, value in file["headers"]}
    guards = ("x-content-type-options", "referrer-policy", "cross-origin-opener-policy", "cross-origin-resource-policy")
    guards += ("content-security-policy",)
    assert [file["status"], *(headers[name] for name in guards)] == [
        200, "nosniff", "same-origin", "same-origin", "same-origin", "default-src 'none'; frame-ancestors 'none'",
    ]  # fmt: skip
