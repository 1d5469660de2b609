"""Who has an item of the queue in hand just now, so that two people do not read the same thing."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

FOR = timedelta(minutes=10)


class TakeQuerySet(models.QuerySet["Take"]):
    def held(self, now: datetime) -> "TakeQuerySet":
        """By somebody, at this moment. One that ran out is nobody's, and the next to take it writes over it."""
        return self.filter(until__gt=now)

    def of(self, kind: str, subject_id: int) -> "TakeQuerySet":
        return self.filter(kind=kind, subject_id=subject_id)


class Take(models.Model):
    """`kind` is the page on which the item is decided: post, deflection, claim …"""

    kind = models.CharField(max_length=12)
    subject_id = models.PositiveBigIntegerField()
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="takes")
    taken_at = models.DateTimeField()
    until = models.DateTimeField(db_index=True)
    version = models.CharField(max_length=64, blank=True, help_text="The state of the item when it was taken.")

    objects = TakeQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "subject_id"], name="one_take_per_item"),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("taken_at")), name="a_take_ends_after_it_began"
            ),
        ]

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.subject_id}"

    @property
    def ends_at_in_words(self) -> str:
        return date_format(timezone.localtime(self.until), "H:i")

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}: {self.moderator}"
