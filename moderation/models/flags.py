"""Flags: what members report, and for which of eleven reasons."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forum.models import Post, Revision, Status


class Reason(models.TextChoices):
    LIVE_EMERGENCY = "live_emergency", _("It may be happening now")
    PATIENT_IDENTIFIABLE = "patient_identifiable", _("A patient could be identified")
    NO_CONSENT = "no_consent", _("No consent")
    UNSAFE_ADVICE = "unsafe_advice", _("Unsafe or uncited advice")
    OUTSIDE_SCOPE = "outside_scope", _("Outside the author's scope")
    UNDECLARED_INTEREST = "undeclared_interest", _("Undeclared interest")
    UNPROFESSIONAL_TONE = "unprofessional_tone", _("Unprofessional tone")
    PATIENT_DISPARAGED = "patient_disparaged", _("A patient is disparaged")
    ADVERTISING = "advertising", _("Advertising")
    IMPERSONATION = "impersonation", _("Impersonation")
    OTHER = "other", _("Something else")


class Outcome(models.TextChoices):
    """What a report came to, as whoever made it hears it."""

    WAITING = "waiting", _("A moderator has still to read it")
    HIDDEN = "hidden", _("The post was taken down")
    RETURNED = "returned", _("The post was sent back to its author for changes")
    LEFT = "left", _("The post stays as it is")
    WITHDRAWN = "withdrawn", _("Its author has withdrawn the post")
    ANSWERED = "answered", _("Answered together with another report")


class FlagQuerySet(models.QuerySet["Flag"]):
    def waiting(self) -> "FlagQuerySet":
        return self.filter(closed_at=None)


class Flag(models.Model):
    post = models.ForeignKey(Post, models.PROTECT, related_name="flags")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="flags")
    reason = models.CharField(max_length=24, choices=Reason)
    note = models.CharField(max_length=500, blank=True)
    snapshot = models.TextField(help_text="What the post said when it was flagged.")
    said = models.JSONField(default=dict, blank=True, help_text="The same field by field, with its title.")
    revision = models.ForeignKey(
        Revision, models.PROTECT, null=True, related_name="+", help_text="Its newest earlier version at that time."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    ranked_from = models.DateTimeField(
        null=True, help_text="Stands in the queue as if it had come then: a head start for who is mostly right."
    )
    closed_at = models.DateTimeField(null=True)
    decision = models.ForeignKey(
        "moderation.Decision", models.PROTECT, null=True, related_name="flags", help_text="What it came to."
    )

    objects = FlagQuerySet.as_manager()

    class Meta:
        ordering = ("created_at", "pk")
        indexes: ClassVar = [
            models.Index(
                fields=["post", "closed_at", "reason", "created_at", "ranked_from"], condition=Q(closed_at=None),
                name="flags_that_wait",
            ),
        ]  # fmt: skip
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post", "member"], condition=Q(closed_at=None), name="one_open_flag_per_member_and_post"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} (post {self.post_id})"

    @property
    def outcome(self) -> Outcome:
        if self.closed_at is None:
            return Outcome.WAITING
        return self.outcome_after(self.decision.verdict, self.post.status) if self.decision else Outcome.ANSWERED

    @staticmethod
    def outcome_after(verdict: str, status: str) -> Outcome:
        if status == Status.WITHDRAWN:
            return Outcome.WITHDRAWN
        return {"hide": Outcome.HIDDEN, "return": Outcome.RETURNED}.get(verdict, Outcome.LEFT)


class ReportQuestion(models.Model):
    """What a moderator asks somebody about their report: one question, and one answer."""

    flag = models.OneToOneField(Flag, models.PROTECT, related_name="question")
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words = models.CharField(max_length=500)
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="a_question_about_a_report_says_something"),
        ]

    def __str__(self) -> str:
        return f"Question about report {self.flag_id}"
