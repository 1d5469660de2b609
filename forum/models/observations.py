"""What the gate saw in a text that stands nevertheless: kinds and places for moderators, never the words again."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from deflection.answering import MAX_BECAUSE
from deflection.models import WordRule
from forum.models.posts import Post


class Choice(models.TextChoices):
    """What its author said about an identifier that stayed."""

    NONE = "", _("A rule or a reader saw it")
    KEEP = "keep", _("Its author keeps it")
    NO_PATIENT = "no_patient", _("Its author says that this is not a patient")


KINDS = {
    "name": "A name",
    "treatment_date_clinic": _("A clinic with the date of a treatment"),
    "age_over_89": _("An age over 89"),
    "rare_combination": _("Details that together may point at one person"),
    "disparaging": _("Words that belittle a patient"),
    "rule": _("A rule about words"),
}


class Observation(models.Model):
    """One find of one writing. `key` holds for the same words only, and nobody can read them from it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="observations")
    kind = models.CharField(max_length=24)
    field = models.CharField(max_length=24, blank=True, help_text="In which field of the form.")
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    choice = models.CharField(max_length=10, blank=True, choices=Choice)
    because = models.CharField(max_length=MAX_BECAUSE, blank=True)
    key = models.CharField(max_length=20, blank=True)
    rule = models.ForeignKey(WordRule, models.PROTECT, null=True, related_name="observations")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("field", "start", "pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(choice="") | ~models.Q(because=""), name="what_is_kept_is_kept_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.in_words

    @property
    def words(self) -> str:
        """The words as they stand in the post now; nothing where a field is not kept apart."""
        text = self.post.topic.title if self.field == "title" else self.post.body if self.field == "body" else ""
        if not text and self.post.is_opening and self.post.topic.is_case:
            text = str(getattr(self.post.topic.case, self.field, ""))
        return text[self.start : self.end]

    @property
    def in_words(self) -> str:
        return KINDS.get(self.kind, self.kind.replace("_", " ").capitalize())
