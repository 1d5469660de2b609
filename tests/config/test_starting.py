"""What a server says when it starts, besides what is not there yet."""

import pytest

from config import starting
from deflection.models import Helpline
from forum.models import Post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_this_transaction(monkeypatch):
    """At a real start the thread gives its connection back; here the test needs it."""
    monkeypatch.setattr(starting.connection, "close", lambda: None)


def test_a_site_without_helplines_or_with_old_html_is_told_so(answer, settings):
    settings.DEMO = False
    Helpline.objects.update(is_sample=True)
    Post.objects.update(html_version=0)
    assert starting.to_look_at() == [
        "No helpline of your own is set, so people in trouble are shown samples: enter them in /admin/ first.",
        "The HTML of some posts was made by an older sanitiser: run manage.py rerender.",
    ]


def test_a_site_that_has_both_is_told_nothing(answer, settings):
    settings.DEMO = False
    Helpline.objects.create(name="Ours", number="+44 20 7946 0000", route="helpline", is_sample=False)
    assert starting.to_look_at() == []
