"""Files that come with the code are guarded as pages are."""

import pytest


@pytest.mark.parametrize("path", ["/static/css/shell.css", "/static/icons/sprite.svg", "/static/js/main.js"])
def test_a_file_is_what_it_says_and_does_nothing_when_opened_by_itself(client, path):
    page = client.get(path)
    guards = ("X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Content-Security-Policy")
    assert [page.status_code, *(page[name] for name in guards)] == [
        200, "nosniff", "same-origin", "same-origin", "default-src 'none'; frame-ancestors 'none'",
    ]  # fmt: skip
