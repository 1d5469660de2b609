"""The first page is light: what a visitor's browser fetches for it, compressed as a web server would send it."""

import re
from gzip import compress
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db

ASKED = re.compile(
    r'<(?:link rel="(?:stylesheet|icon|preload)"[^>]*?href|script[^>]*? src|img[^>]*? src|use href)="([^"#]+)'
)
ALSO = {".js": re.compile(r'^import .*?"(\./[^"]+)";', re.MULTILINE), ".css": re.compile(r'@import url\("([^"]+)"\)')}


def fetched(page: str) -> dict[str, int]:
    """Each file that the page asks for, and those that these ask for, with its size."""
    found: dict[str, int] = {}
    waiting = ASKED.findall(page)
    while waiting:
        path = waiting.pop()
        if path not in found:
            content = (settings.BASE_DIR / path.lstrip("/")).read_bytes()
            found[path] = len(compress(content))
            more = ALSO.get(Path(path).suffix, re.compile(r"(?!)")).findall(content.decode())
            waiting += [urljoin(path, other) for other in more]
    return found


@pytest.mark.parametrize("path", ["/", "/cases/", "/helpline/", "a topic"])
def test_a_visitors_page_is_light(client, discussion, path):
    page = client.get(discussion.get_absolute_url() if path == "a topic" else path).content
    files = fetched(page.decode())
    scripts = sum(size for name, size in files.items() if name.endswith(".js"))
    assert ("/static/vendor/pico.min.css" in files, "/static/css/moderation.css" in files) == (True, False)
    assert (scripts <= 15_000, sum(files.values()) + len(compress(page)) <= 60_000) == (True, True), files
