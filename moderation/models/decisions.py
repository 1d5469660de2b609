"""The log of decisions that nobody can rewrite, and what people found where the reader had stopped a text."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deflection.models import Deflection
from forum.models import Post


class Verdict(models.TextChoices):
    HIDE = "hide", _("Hide it")
    PUBLISH = "publish", _("Publish it")
    KEEP = "keep", _("Leave it as it is")
    RETURN = "return", _("Send it back for changes")
    UNDO = "undo", _("Take the decision back")
    CONTACTED = "contacted", _("The author was reached, or did not need us")


class WasLive(models.TextChoices):
    """What a moderator found about a text that the reader took for live."""

    OVER = "over", _("No: it was over when it was written")
    NO_PATIENT = "no_patient", _("No: there was no real patient")
    LIVE = "live", _("Yes: it was right to stop it")
    UNCLEAR = "unclear", _("I cannot tell")


class AppendOnly(RuntimeError):
    """The log of decisions takes new lines and nothing else."""


class DecisionQuerySet(models.QuerySet["Decision"]):
    def update(self, **kwargs: Any) -> int:
        raise AppendOnly(gettext("A decision is never changed; decide again."))

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnly(gettext("A decision is never deleted."))


class Decision(models.Model):
    """One line of the log. The database refuses updates and deletes as well (migration 0002)."""

    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="decisions")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="decisions")
    deflection = models.ForeignKey(Deflection, models.PROTECT, null=True, related_name="decisions")
    verdict = models.CharField(max_length=12, choices=Verdict)
    reason = models.CharField(max_length=500)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(post__isnull=False, deflection__isnull=True)
                | Q(post__isnull=True, deflection__isnull=False),
                name="a_decision_is_about_one_post_or_one_deflection",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_decision_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} by {self.moderator}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnly(gettext("A decision is never changed; decide again."))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly(gettext("A decision is never deleted."))


class Correction(models.Model):
    """What a person found where the reader had stopped a text, for the next reader to learn from. No word of it."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="correction")
    deflection = models.OneToOneField(Deflection, models.PROTECT, related_name="correction")
    post = models.ForeignKey(Post, models.PROTECT, related_name="corrections")
    band = models.CharField(max_length=10, blank=True)
    label = models.CharField(max_length=20, blank=True)
    reader = models.CharField(max_length=100, help_text="The version that read it.")
    found = models.CharField(max_length=12, choices=WasLive)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.reader} said {self.band}; found: {self.get_found_display()}"
