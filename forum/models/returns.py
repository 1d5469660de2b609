"""What a moderator asks an author to change, field by field, before a post is published."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class ReturnQuerySet(models.QuerySet["Return"]):
    def waiting(self) -> "ReturnQuerySet":
        """With their authors."""
        return self.filter(answered_at=None)


class Return(models.Model):
    """A post that was sent back for changes: it stays one and the same post, and keeps its place in the queue."""

    post = models.ForeignKey("forum.Post", models.PROTECT, related_name="returns")
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.CharField(max_length=500, help_text="What is asked of the whole, as its author reads it.")
    comments = models.JSONField(default=dict, blank=True, help_text="Name of the field to what is asked of it.")
    said = models.JSONField(default=dict, blank=True, help_text="What each field said when it was sent back.")
    held_before = models.CharField(max_length=20, blank=True, help_text="Why it was held until then, if it was.")
    returned_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, help_text="Sent in again, withdrawn, or decided otherwise.")

    objects = ReturnQuerySet.as_manager()

    class Meta:
        ordering = ("-returned_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post"], condition=Q(answered_at=None), name="one_open_return_per_post"),
        ]

    def __str__(self) -> str:
        return f"Post {self.post_id} sent back on {self.returned_at:%Y-%m-%d}"
