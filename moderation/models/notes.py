"""Notes of moderators for moderators: about a post, a topic or a member, and never shown to members."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from forum.models import Post, Topic

MAX_NOTE = 2_000


class Note(models.Model):
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="moderator_notes")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="moderator_notes")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="moderator_notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.CharField(max_length=MAX_NOTE)
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(post__isnull=False, topic__isnull=True, member__isnull=True)
                | Q(post__isnull=True, topic__isnull=False, member__isnull=True)
                | Q(post__isnull=True, topic__isnull=True, member__isnull=False),
                name="a_note_is_about_one_post_topic_or_member",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="a_note_says_something"),
        ]

    def __str__(self) -> str:
        return f"Note {self.pk} by {self.author}"
