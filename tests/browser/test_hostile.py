"""Two hundred hostile texts in every field, in Chromium: nothing runs or is fetched, and no policy has to refuse it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from demo.replay.scratch import environment
from firstrun.services import free_port
from tests.browser.conftest import Site, Visits
from tests.ready import FILE, migrated_sqlite
from tests.servers import running

pytestmark = pytest.mark.browser

# The texts call these; what they would change shows as well.
TRIPWIRE = """
    window.ran = [];
    for (const name of ['alert', 'prompt', 'confirm', 'print']) window[name] = word => { window.ran.push(name) };
"""
NEVER = """
    iframe, object, embed, base, math, marquee, [srcdoc], [onerror], [onload], [onclick], a[href^="javascript:" i],
    a[href^="data:" i], body style, body script:not([src]):not([type$=json])
"""
BROKEN = "never => [...document.querySelectorAll(never)].map(one => one.outerHTML.slice(0, 120))"


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> Iterator[tuple[Site, dict[str, Any]]]:
    folder, port = tmp_path_factory.mktemp("hostile"), free_port()
    shutil.copy(migrated_sqlite(), folder / FILE)
    env = environment(folder, port)
    file = folder / "told.json"
    subprocess.run(
        [sys.executable, "-m", "tests.browser.hostile", str(file)], env=env, cwd=settings.BASE_DIR, check=True
    )
    with running(env, folder, port=port) as url:
        yield Site(folder, url, env["DATABASE_URL"], env), json.loads(file.read_text(encoding="utf-8"))


def test_nothing_runs_wherever_it_is_shown(browser: Browser, told):
    site, people = told
    visits, harm = Visits(browser, site), {}
    for about in people.values():
        page = as_signed_in(visits, about["session"])
        for path in about["paths"]:
            assert page.goto(path).status == 200
            page.wait_for_load_state("load")
            assert "alert(1)" in page.locator("body").inner_text()
            harm[path] = [*page.evaluate("window.ran"), *page.evaluate(BROKEN, NEVER)]
    for context in visits.contexts:
        context.close()
    assert {path: found for path, found in harm.items() if found} == {}
    assert visits.wrong == []


def as_signed_in(visits: Visits, session: str) -> Page:
    context = visits.open()
    context.add_cookies([{"name": "sessionid", "value": session, "url": visits.site.url}])
    context.add_init_script(TRIPWIRE)
    return context.new_page()
