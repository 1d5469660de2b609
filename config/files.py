"""Headers of the files that come with the code. They are handed out before the middleware of pages begins."""

from collections.abc import MutableMapping


def guard(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """What a page would say as well; and opened by itself, a file may do nothing at all."""
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
