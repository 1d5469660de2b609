"""The chain of what was done here, which nobody can rewrite unseen, and what is noted of it from day to day."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from audit.chain import START
from audit.deeds import Deed

__all__ = ["Anchor", "AppendOnly", "Deed", "Head", "Line"]


class AppendOnly(RuntimeError):
    """The chain takes new lines and nothing else."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> int:
        raise AppendOnly("What was recorded is never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnly("What was recorded is never deleted.")


class Recorded(models.Model):
    """A row that is written once. The database refuses updates and deletes as well (migration 0002)."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("What was recorded is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly("What was recorded is never deleted.")


class Line(Recorded):
    """One deed: who did what to what, in ids, names of states and dates. Never a word of a post or of a patient."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    deed = models.CharField(max_length=40)  # names of Deed; the column holds no list, so a new deed needs no migration
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="deeds",
        help_text="Nobody: the system did it.",
    )
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("-number",)
        indexes: ClassVar = [
            models.Index(fields=["deed", "-number"], name="lines_of_one_deed"),
            models.Index(fields=["by", "-number"], name="lines_of_one_person"),
            models.Index(fields=["about_kind", "about_id", "-number"], name="lines_about_one_thing"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(number__gte=1), name="the_chain_begins_at_one"),
            models.CheckConstraint(
                condition=Q(about_kind="", about_id="") | ~Q(about_kind="") & ~Q(about_id=""),
                name="a_line_is_about_one_thing_or_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.deed_in_words}"

    @property
    def deed_in_words(self) -> str:
        return Deed(self.deed).label if self.deed in Deed.values else self.deed


class Head(models.Model):
    """Where the chain ends today. One row, and its lock is the queue of those who record."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=START)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(pk=1), name="the_chain_has_one_head")]

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"


class Anchor(Recorded):
    """Where the chain ended on a day: a chain that was rewritten as a whole no longer fits what was noted."""

    day = models.DateField(unique=True)
    number = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    noted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day}: {self.number} {self.hash}"
