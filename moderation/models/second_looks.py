"""One decision in twenty, judged again by somebody who does not know how it was decided, or by whom."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.models.decisions import Decision, Verdict

if TYPE_CHECKING:
    from members.models import Member


class View(models.TextChoices):
    """What may be said of a post, whatever state it was in."""

    STANDS = "keep", _("It may be read by colleagues as it is")
    RETURN = "return", _("Its author should change something first")
    HIDE = "hide", _("It should not be read")


# A decision in the same words.
SAME = {Verdict.KEEP: View.STANDS, Verdict.PUBLISH: View.STANDS, Verdict.RETURN: View.RETURN, Verdict.HIDE: View.HIDE}


class SecondLookQuerySet(models.QuerySet["SecondLook"]):
    def waiting(self) -> "SecondLookQuerySet":
        return self.filter(verdict="")

    def for_judging_by(self, moderator: "Member") -> "SecondLookQuerySet":
        """What they answer for; never their own post, nor one that they reported or decided about, then or since."""
        here = Q(decision__post__topic__section__slug__in=moderator.answers_for) if moderator.answers_for else Q()
        theirs = Q(decision__post__author=moderator) | Q(decision__moderator=moderator)
        took_part = Q(decision__post__in=moderator.flags.values("post")) | Q(
            decision__post__in=moderator.decisions.exclude(post=None).values("post")
        )
        return self.filter(here).exclude(theirs | took_part)


class SecondLook(models.Model):
    """What the post said when it was decided about, and what somebody else made of it."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="second_look")
    said = models.JSONField(default=dict, help_text="The post field by field, as it was when it was decided about.")
    cause = models.CharField(max_length=24)
    chosen_at = models.DateTimeField(auto_now_add=True)
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="second_looks")
    verdict = models.CharField(max_length=12, choices=View, blank=True)
    judged_at = models.DateTimeField(null=True)

    objects = SecondLookQuerySet.as_manager()

    class Meta:
        ordering = ("chosen_at", "pk")
        indexes: ClassVar = [models.Index(fields=["chosen_at"], condition=Q(verdict=""), name="second_looks_that_wait")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(verdict="", moderator=None, judged_at=None)
                | (~Q(verdict="") & Q(moderator__isnull=False, judged_at__isnull=False)),
                name="a_second_look_has_a_verdict_and_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Second look at decision {self.decision_id}"

    @property
    def agrees(self) -> bool:
        return SAME[Verdict(self.decision.verdict)] == self.verdict
