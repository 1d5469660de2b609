"""Days as each language writes them."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.formats import date_format

from config.formats.de.formats import WRITTEN
from tests.catalogue import ROOMS, ROOT

DAY = datetime(2026, 11, 26, 14, 2)
ASKED = re.compile(r"""(?:\|date:|naturalday:|date_format\(.*?, )["']([^"']*j[^"']*)["']""")


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en-gb", ["26 Nov 2026, 14:02", "Thursday 26 November"]),
        ("de", ["26. Nov. 2026, 14:02", "Donnerstag, 26. November"]),
    ],
)
def test_a_day_is_written_as_its_language_writes_it(language: str, written: list[str]):
    with translation.override(language):
        assert [date_format(DAY, "j M Y, H:i"), date_format(DAY, "l j F")] == written


def test_german_knows_every_way_that_a_day_is_asked_for():
    asked = {one for file in sources() for one in ASKED.findall(file.read_text(encoding="utf-8"))}
    assert asked == set(WRITTEN)


def sources() -> list[Path]:
    return [*(ROOT / "templates").rglob("*.html"), *(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))]
