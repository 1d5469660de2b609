"""What the first page costs a visitor whose browser has nothing yet, on a processor slowed down four times.

`python -m benchmarks.first_page http://127.0.0.1:8000/` beside a running forum; `demo` prints its address. Bytes are
counted as they were sent and, because a laptop's demo sends files as they are, as gzip would have sent them.
"""

import sys
from collections import defaultdict
from functools import partial
from gzip import compress
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Response, sync_playwright

from firstrun.chromium import find

TIMES, SLOWER = 7, 4
PHONE = {"width": 390, "height": 844}
WATCH = """
new PerformanceObserver((list) => { for (const one of list.getEntries()) window.largestPaint = one.startTime; })
  .observe({ type: "largest-contentful-paint", buffered: true });
"""


def one_visit(browser: Browser, url: str) -> tuple[float, dict[str, Any]]:
    """Milliseconds to the largest paint, and for each kind of file: how many, and their bytes sent and compressed."""
    context = browser.new_context(viewport=PHONE)
    context.add_init_script(WATCH)
    page = context.new_page()
    weights: dict[str, Any] = defaultdict(lambda: [0, 0, 0])
    answers: list[Response] = []
    page.on("response", partial(keep, answers))
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(url, wait_until="networkidle")
    painted = page.evaluate("window.largestPaint")
    for answer in answers:
        weigh(answer, weights)
    context.close()
    return painted, weights


def keep(answers: list[Response], answer: Response) -> None:
    answers.append(answer)


def weigh(answer: Response, weights: dict[str, Any]) -> None:
    """The keeper of the helplines (/sw.js) fetches its own copies afterwards, while nobody waits: they do not count."""
    if answer.request.service_worker or answer.url.endswith("/sw.js"):
        return
    sent = answer.request.sizes()["responseBodySize"]
    small = sent if "content-encoding" in answer.headers else len(compress(answer.body()))
    for kind in (answer.request.resource_type, "all"):
        weights[kind] = [was + more for was, more in zip(weights[kind], (1, sent, small), strict=True)]


def main(url: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox", "--disable-gpu"])
        visits = [one_visit(browser, url) for _ in range(TIMES)]
        browser.close()
    for kind, (number, sent, small) in sorted(visits[-1][1].items()):
        print(f"{kind:12} {number:3} files {sent / 1000:7.1f} kB sent {small / 1000:7.1f} kB compressed")
    paints = sorted(round(painted) for painted, _ in visits)
    print(f"largest paint, processor {SLOWER} times slower: middle {median(paints)} ms of {paints}")


if __name__ == "__main__":
    main(sys.argv[1])
