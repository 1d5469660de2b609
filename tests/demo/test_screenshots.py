"""Pictures of the screens: said plainly where there is no browser, and laid out so that nothing is missing."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from demo.management.commands.make_screenshots import every_screen
from demo.screenshots import sheet
from demo.screenshots.pictures import DARK, DESK, EVERY_LOOK, PHONE, PICTURES, Picture
from tests.browser.screens import PAGES


def test_without_a_browser_it_says_what_to_do(monkeypatch, tmp_path):
    for name in ("PATH", "CHROMIUM", "PLAYWRIGHT_BROWSERS_PATH"):
        monkeypatch.setenv(name, str(tmp_path / "nothing"))
    with pytest.raises(CommandError, match="There is no Chromium here: install it, or set CHROMIUM to one."):
        call_command("make_screenshots", into=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_every_screen_of_the_looks_is_taken_in_both_sizes_and_colours():
    taken = every_screen()
    assert len(taken) == 4 * sum(map(len, PAGES.values()))
    assert len({sheet.file_name(one) for one in taken}) == len(taken)
    assert {(one.size, one.scheme) for one in PICTURES} == set(EVERY_LOOK)


def test_the_sheet_shows_each_picture_once(tmp_path: Path):
    few = [Picture(screen, "moderator", screen, size, DARK) for screen in ("/a b/", "/<c>/") for size in (DESK, PHONE)]
    page = sheet.write(tmp_path, few).read_text(encoding="utf-8")
    assert [page.count(f'src="{sheet.file_name(one)}"') for one in few] == [1, 1, 1, 1]
    assert ("<h1>2 screens</h1>" in page, "/&lt;c&gt;/" in page, "<c>" in page) == (True, True, False)
