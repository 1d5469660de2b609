"""Replies that moderators keep ready: kind words for what happens often, to be changed before they are sent."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.models.flags import Reason

MAX_REPLY = 500


class Language(models.TextChoices):
    ENGLISH = "en-gb", _("English")
    WELSH = "cy", _("Welsh")
    GERMAN = "de", _("German")
    FRENCH = "fr", _("French")
    SPANISH = "es", _("Spanish")
    ITALIAN = "it", _("Italian")
    POLISH = "pl", _("Polish")


class CannedReplyQuerySet(models.QuerySet["CannedReply"]):
    def ready(self) -> "CannedReplyQuerySet":
        return self.filter(active=True)


class CannedReply(models.Model):
    title = models.CharField(max_length=80, unique=True)
    words = models.CharField(max_length=MAX_REPLY)
    reason = models.CharField(max_length=24, choices=Reason, blank=True, help_text="What it answers; empty fits all.")
    language = models.CharField(max_length=8, choices=Language, default=Language.ENGLISH)
    active = models.BooleanField(default=True)
    times_used = models.PositiveIntegerField(default=0)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = CannedReplyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("canned replies")
        ordering = ("reason", "title")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(words=""), name="a_canned_reply_says_something"),
        ]

    def __str__(self) -> str:
        return self.title
