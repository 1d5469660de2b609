"""How long after the event a case study was told: rough on purpose."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forum.models import CaseStudy, Topic


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (2, "within two weeks"),
        (20, "about 3 weeks later"),
        (61, "about 2 months later"),
        (243, "about 8 months later"),
        (730, "about 2 years later"),
    ],
)
def test_it_says_roughly_how_long(days, words):
    told_at = timezone.now()
    case = CaseStudy(happened_on=timezone.localdate(told_at) - timedelta(days=days))

    assert Topic(case=case, created_at=told_at).told_after == words
