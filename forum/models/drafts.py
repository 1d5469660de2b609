"""Drafts: unfinished text, sealed so that only its author can read it; it survives logout and refusal."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from deflection import vault

KINDS = {
    "reply": _("Reply"),
    "topic": _("New topic"),
    "edit": pgettext_lazy("a draft", "Edit"),
    "case": _("Case study"),
    "same-day": _("Same-day question"),
    "update": _("Follow-up"),
    "commentary": _("Commentary"),
    "other": _("Second text"),
}
OPENING = 140


class OnTheShelf(models.Manager["Draft"]):
    """Without those that were discarded and can still be taken back."""

    def get_queryset(self) -> models.QuerySet["Draft"]:
        return super().get_queryset().filter(discarded_at=None)


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
    discarded_at = models.DateTimeField(
        null=True, help_text="It can be taken back for a day; then the worker deletes it."
    )

    objects = OnTheShelf()
    every = models.Manager()

    class Meta:
        ordering = ("-saved_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["author", "key"], condition=Q(discarded_at=None), name="one_draft_per_author_and_form"
            )
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

    @property
    def kind(self) -> str:
        return KINDS.get(self.key.partition(":")[0], gettext("Text"))

    @property
    def opening_words(self) -> str:
        """Its first words, for its author alone: of the text, or of whatever is longest."""
        try:
            fields = self.fields_for(self.author_id)
        except vault.Unreadable:
            return ""
        told = {name: text for name, text in fields.items() if isinstance(text, str) and " " in text.strip()}
        return " ".join((told.get("body") or max(told.values(), key=len, default="")).split())[:OPENING]

    def fields_for(self, reader_id: int) -> dict[str, str]:
        return vault.unseal(bytes(self.sealed), owner_id=self.author_id, reader_id=reader_id)
