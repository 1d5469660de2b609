"""Drafts: unfinished text, sealed so that only its author can read it; it survives logout and refusal."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from deflection import vault


class Draft(models.Model):
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    key = models.CharField(
        max_length=60, help_text="Which form it belongs to: reply:42, topic:questions, case:new, edit:7."
    )
    label = models.CharField(max_length=150, help_text="Where it was being written, in words.")
    url = models.CharField(max_length=200, help_text="The page that opens it again.")
    sealed = models.BinaryField()
    sequence = models.PositiveIntegerField(
        default=1, help_text="Grows with each save: an older device cannot overwrite a newer text unseen."
    )
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-saved_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["author", "key"], name="one_draft_per_author_and_form")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def can_be_opened(self) -> bool:
        """False for a damaged row, or one sealed under a key that has been changed since."""
        try:
            return self.fields_for(self.author_id) is not None
        except vault.Unreadable:
            return False

    def fields_for(self, reader_id: int) -> dict[str, str]:
        return vault.unseal(bytes(self.sealed), owner_id=self.author_id, reader_id=reader_id)
