"""The helpline page: with no network, with no script, and never with anything of a member in it."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PHONE, Visits

pytestmark = pytest.mark.browser


KEPT = """
async () => {
  const shelf = await caches.open("debrief-helpline");
  return (await shelf.keys()).map((request) => new URL(request.url).pathname).sort();
}
"""


IS_KEPT = """
async (country) => {
  await navigator.serviceWorker.ready;
  const shelf = await caches.open("debrief-helpline");
  for (let times = 0; times < 200; times += 1) {
    const page = await shelf.match("/helpline/");
    if (page?.headers.get("Debrief-Country") === country) return true;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  return false;
}
"""


def with_keeper(visit: Visits, role: str = "") -> Page:
    return visit(role, viewport=PHONE, service_workers="allow")


def visit_and_keep(page: Page, path: str = "/", country: str = "GB") -> None:
    page.goto(path)
    assert page.evaluate(IS_KEPT, country) is True


@pytest.mark.parametrize("role", ["", "verified"])
def test_offline_the_numbers_are_still_there(visit, role):
    page = with_keeper(visit, role)
    visit_and_keep(page)
    visit.offline_is_fine = True
    page.context.set_offline(True)

    page.locator(".now-bar").get_by_role("link", name="helpline page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Happening now?")
    expect(page.locator("a.call").first).to_have_attribute("href", "tel:999")
    expect(page.locator("a.call").first).to_be_in_viewport(ratio=1)
    expect(page.locator(".notice")).to_contain_text("this is the copy that this device kept")
    assert page.locator("a.call").first.evaluate("(link) => getComputedStyle(link).display") == "flex"
    assert page.get_by_role("link", name="Sign in").count() == 1
    assert "Closed, opens" not in page.content()

    page.context.set_offline(False)
    page.reload()
    expect(page.locator(".notice")).to_have_count(0)


def test_nothing_else_is_kept(visit, site):
    page = with_keeper(visit, "verified")
    visit_and_keep(page, site.a_topic("discussion"))
    page.goto("/vault/")
    page.goto("/helpline/")
    kept = page.evaluate(KEPT)
    assert [path for path in kept if not path.startswith("/static/")] == ["/helpline/", "/offline/"]
    assert {path.rsplit(".", 1)[1] for path in kept if path.startswith("/static/")} == {"css", "svg"}
    assert page.evaluate("caches.keys()") == ["debrief-helpline"]


def test_whoever_practises_elsewhere_keeps_the_numbers_of_that_country(visit):
    page = with_keeper(visit)
    visit_and_keep(page, "/helpline/?country=IE", "IE")
    visit_and_keep(page, "/cases/", "IE")
    visit.offline_is_fine = True
    page.context.set_offline(True)
    page.goto("/helpline/")
    expect(page.locator("a.call").first).to_have_attribute("href", "tel:112")
    assert page.locator("a[href='tel:999']").count() == 0


@pytest.mark.parametrize("trouble", ["an error", "silence"])
def test_a_server_in_trouble_is_no_reason_to_wait(visit, trouble):
    page = with_keeper(visit)
    visit_and_keep(page)

    def in_trouble(route: Route) -> None:
        if trouble == "an error":
            route.fulfill(status=503, body="down")

    page.context.route("**/helpline/", in_trouble)
    page.goto("/helpline/")
    expect(page.locator(".notice")).to_contain_text("this is the copy that this device kept")
    page.context.unroute_all(behavior="ignoreErrors")
    visit.wrong[:] = [entry for entry in visit.wrong if not entry.startswith("503")]  # the one made above


def test_a_new_release_keeps_the_country_and_throws_the_old_files_away(visit):
    page = with_keeper(visit)
    visit_and_keep(page, "/helpline/?country=IE", "IE")
    page.evaluate(
        """async () => {
          const shelf = await caches.open("debrief-helpline");
          await shelf.put("/static/css/old.css", new Response(""));
          const known = await navigator.serviceWorker.ready;
          await known.unregister();
        }"""
    )
    visit_and_keep(page, "/cases/", "IE")
    still_there = "async () => Boolean(await (await caches.open('debrief-helpline')).match('/static/css/old.css'))"
    for _ in range(40):
        if page.evaluate(still_there) is False:
            break
        page.wait_for_timeout(50)
    assert page.evaluate(still_there) is False


def test_any_other_page_says_that_there_is_no_connection_and_keeps_the_number_of_the_country(visit):
    page = with_keeper(visit)
    visit_and_keep(page, "/helpline/?country=IE", "IE")
    visit.offline_is_fine = True
    page.context.set_offline(True)
    page.goto("/cases/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no connection just now")
    expect(page.locator(".now-bar a").first).to_have_attribute("href", "tel:112")
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Case studies")


def test_without_scripts_it_is_one_tap_from_any_page(visit):
    page = visit("verified", java_script_enabled=False, viewport=PHONE)
    for path in ("/", "/cases/", "/drafts/", "/helpline/"):
        page.goto(path)
        page.locator(".now-bar").get_by_role("link", name="helpline page").click()
        expect(page.locator("a.call").first).to_be_in_viewport(ratio=1)
