"""Moves: what moderators carried from one place to another, and how to carry it back."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.models.posts import Post
from forum.models.sections import Section
from forum.models.topics import Topic

CAN_BE_UNDONE = timedelta(days=30)


class MoveKind(models.TextChoices):
    SECTION = "section", _("Moved to another section")
    SPLIT = "split", _("Split off")
    MERGE = "merge", _("Joined with another topic")


class Move(models.Model):
    """One deed. A topic that changes its section has no target; its old section stands in `left`."""

    kind = models.CharField(max_length=8, choices=MoveKind)
    source = models.ForeignKey(Topic, models.PROTECT, related_name="moves")
    target = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="moves_here")
    left = models.ForeignKey(Section, models.PROTECT, related_name="+")
    was_about = models.CharField(max_length=12, blank=True, help_text="The area that its source had then.")
    was_in_lane = models.CharField(max_length=10, blank=True, help_text="The lane that its source stood in then.")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(kind="section", target=None)
                | models.Q(kind__in=["split", "merge"], target__isnull=False),
                name="a_move_of_posts_has_a_target",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: topic {self.source_id}"

    @property
    def can_be_undone(self) -> bool:
        return self.undone_at is None and timezone.now() < self.at + CAN_BE_UNDONE


class MovedPost(models.Model):
    """One post of a move: at which version of the old topic it left, and what it was there."""

    move = models.ForeignKey(Move, models.PROTECT, related_name="posts")
    post = models.ForeignKey(Post, models.PROTECT, related_name="moved")
    source = models.ForeignKey(Topic, models.PROTECT, related_name="departed")
    version = models.PositiveIntegerField()
    was_opening = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        indexes: ClassVar = [models.Index(fields=["source", "version"], name="posts_that_left_a_topic")]

    def __str__(self) -> str:
        return f"Post {self.post_id} left topic {self.source_id}"
