"""The style page shows what there is to whoever builds with it, and each colour can be read on what it stands on."""

import pytest

from config.palette import colours, contrast, pairs
from config.style import icons

pytestmark = pytest.mark.django_db


def test_each_colour_reads_on_what_it_stands_on_in_light_and_dark():
    assert [pair for pair in pairs() if not pair.will_do] == []
    assert (contrast("#ffffff", "#000000"), contrast("#767676", "#ffffff")) == (21.0, 4.54)


def test_it_shows_all_colours_and_signs_to_moderators(as_, moderator):
    page = as_(moderator).get("/style/").content.decode()
    assert [name for name in colours() if f"<code>--{name}</code>" not in page] == []
    assert [icon for icon in icons() if f"#{icon}" not in page] == []
    assert 'dir="rtl"' not in page
    assert 'dir="rtl"' in as_(moderator).get("/style/?dir=rtl").content.decode()


def test_it_is_of_no_use_to_anybody_else(client, as_, author):
    assert client.get("/style/").status_code == 302
    assert as_(author).get("/style/").status_code == 403
