"""Pairs of members who endorse each other more than anybody else; those that count as one voice."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils import timezone


class MutualPairQuerySet(models.QuerySet["MutualPair"]):
    def counting(self) -> "MutualPairQuerySet":
        """Those that are one voice: close ones until a moderator tells them apart, others once a moderator says so."""
        return self.filter(counts=True)

    def waiting(self) -> "MutualPairQuerySet":
        return self.filter(looked_at=None)

    def of(self, one: int, other: int) -> "MutualPairQuerySet":
        first, second = sorted((one, other))
        return self.filter(first=first, second=second)

    def ring_of(self, outer: str) -> models.QuerySet:
        """For a subquery: the ring of the member in that column, the same number for everybody who is in it."""
        mine = Q(first=OuterRef(outer)) | Q(second=OuterRef(outer))
        return self.counting().filter(mine).order_by("ring").values("ring")[:1]


class MutualPair(models.Model):
    """Two members, the smaller number first. Pairs with a member in common share a ring."""

    first = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    second = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ring = models.PositiveIntegerField()
    found_at = models.DateTimeField(default=timezone.now)
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True, help_text="Why the moderator decided so.")
    counts = models.BooleanField(default=True, help_text="They are one voice under every answer.")
    share_of_first = models.PositiveSmallIntegerField(
        default=0, help_text="Per cent of what the first endorsed in 30 days that the second had written."
    )
    share_of_second = models.PositiveSmallIntegerField(default=0, help_text="The same, the other way round.")

    objects = MutualPairQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="one_row_per_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="a_pair_names_the_smaller_number_first"),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"

    @property
    def members(self) -> tuple[int, int]:
        return self.first_id, self.second_id
