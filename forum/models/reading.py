"""What a member keeps for themselves while reading: how far they got in a topic, and bookmarks."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from deflection import vault


class ReadMark(models.Model):
    """How far a member has read a topic: what entered it at a later version is new to them, however long ago."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="read_marks")
    topic = models.ForeignKey("forum.Topic", models.CASCADE, related_name="read_marks")
    version = models.PositiveIntegerField(help_text="The topic's version that they have seen.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "topic"], name="one_read_mark_per_member_and_topic")
        ]

    def __str__(self) -> str:
        return f"Topic {self.topic_id} read as far as {self.version}"


class BookmarkQuerySet(models.QuerySet["Bookmark"]):
    def due(self) -> "BookmarkQuerySet":
        """Whose day has come, and whose owner was not reminded yet."""
        return self.filter(remind_on__lte=timezone.localdate(), reminded_at=None)


class Bookmark(models.Model):
    """A post to find again, with a note that only its owner can open and a day to be reminded."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="bookmarks")
    post = models.ForeignKey("forum.Post", models.PROTECT, related_name="bookmarks")
    sealed = models.BinaryField(blank=True, help_text="The note; empty: none.")
    remind_on = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = BookmarkQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes: ClassVar = [
            models.Index(fields=["member", "-created_at", "-id"], name="bookmarks_of_a_member_newest"),
            models.Index(
                fields=["remind_on"], condition=Q(reminded_at=None, remind_on__isnull=False), name="bookmarks_to_remind"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "post"], name="one_bookmark_per_member_and_post")
        ]

    def __str__(self) -> str:
        return f"Bookmark of post {self.post_id}"

    def note_for(self, reader_id: int) -> str:
        """The note in words; empty where there is none. Raises vault.NotYours for anybody but its owner."""
        if not self.sealed:
            return ""
        return vault.unseal(bytes(self.sealed), owner_id=self.member_id, reader_id=reader_id)["note"]
