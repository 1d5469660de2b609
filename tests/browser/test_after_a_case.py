"""After a case study was told: what its author adds reaches open pages, and a file appears where it was asked for."""

import pytest
from playwright.sync_api import expect

from tests.browser.screens import OWN_CASE

pytestmark = pytest.mark.browser

HEALED = "At the review last month she was glad of the talk that we had, and has come back since for skin care alone."


def test_how_it_went_on_arrives_and_the_account_is_ready_without_reloading(visit, site):
    case = f"/cases/{site.rows(OWN_CASE)[0][0]}/"
    author, reader = visit("verified"), visit("expert")
    reader.goto(case)
    expect(reader.get_by_role("heading", name="How it went on")).to_be_hidden()

    author.goto(case)
    author.get_by_role("link", name="Add how it went on").click()
    author.get_by_label("Text", exact=True).fill(HEALED)
    author.get_by_role("button", name="Add it").click()
    author.wait_for_url(f"**{case}#post-*")
    added, bar = reader.locator("[data-posts=update] article"), reader.locator("#new-bar button")
    expect(added.or_(bar).first).to_be_visible()
    if bar.is_visible():
        bar.click()
    expect(added).to_contain_text(HEALED)
    expect(reader.get_by_role("heading", name="How it went on")).to_be_visible()

    author.get_by_role("link", name="Reflective account").click()
    author.get_by_role("button", name="Make the file").click()
    expect(author.get_by_role("link", name="Download")).to_be_visible()
    with author.expect_download() as download:
        author.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename.startswith("reflective-account-nmc-")
    assert download.value.path().read_bytes().startswith(b"%PDF-")
