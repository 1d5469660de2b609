"""Searches that a member keeps, to be told of what is new in them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SavedSearch(models.Model):
    """What somebody looks for, under a name of their own, and how soon they want to hear of news."""

    class Cadence(models.TextChoices):
        AT_ONCE = "at_once", _("Within minutes")
        DAILY = "daily", _("Once a day")
        NEVER = "never", _("Do not tell me")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(max_length=60)
    text = models.CharField(max_length=200, blank=True, help_text="As it was typed.")
    chosen = models.JSONField(default=dict, blank=True, help_text="Facets and their values.")
    cadence = models.CharField(max_length=10, choices=Cadence, default=Cadence.DAILY)
    known = models.JSONField(default=list, blank=True, help_text="The newest posts that it found when it last looked.")
    looked_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name", "pk")
        indexes: ClassVar = [models.Index(fields=["cadence", "id"], name="saved_searches_to_look_through")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "name"], name="one_saved_search_per_member_and_name"),
            models.CheckConstraint(
                condition=models.Q(cadence__in=["at_once", "daily", "never"]), name="a_saved_search_has_a_known_cadence"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def thread(self) -> str:
        """Its news wait on one line of the bell."""
        return f"search.{self.pk}"
