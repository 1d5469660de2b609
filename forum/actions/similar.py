"""Counting how similar topics were met by those who were writing one: two numbers a day, never a word."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from forum.models import SimilarDay


@transaction.atomic
def count_similar(*, shown: int = 0, opened: int = 0) -> None:
    day, _ = SimilarDay.objects.get_or_create(day=timezone.localdate())
    SimilarDay.objects.filter(pk=day.pk).update(shown=F("shown") + shown, opened=F("opened") + opened)
