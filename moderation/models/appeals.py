"""Appeals: a member's words against a decision, a measure or a refused claim, and the answer of somebody else."""

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.naming import Alias, shown_in
from members.models import Claim
from moderation.models.decisions import Decision
from moderation.models.measures import Measure

if TYPE_CHECKING:
    from members.models import Member

WITHIN = timedelta(days=30)
LONGEST = 2000
LONGEST_REPLY = 1000


class Outcome(models.TextChoices):
    WAITING = "", _("Waits for a moderator who was not part of it")
    UPHELD = "upheld", _("It stands")
    OVERTURNED = "overturned", _("It is taken back")


class AppealQuerySet(models.QuerySet["Appeal"]):
    def waiting(self) -> "AppealQuerySet":
        return self.filter(outcome=Outcome.WAITING)

    def for_judging_by(self, moderator: "Member") -> "AppealQuerySet":
        """Never their own, and never one of what they decided themselves."""
        mine = Q(member=moderator) | Q(decision__moderator=moderator) | Q(measure__by=moderator)
        reviewed = Q(claim__first_reviewer=moderator) | Q(claim__second_reviewer=moderator)
        return self.exclude(mine | reviewed)

    def with_what_it_is_about(self) -> "AppealQuerySet":
        return self.select_related(
            "member", "decided_by", "decision__post__topic__section", "decision__post__author", "decision__moderator",
            "measure__by", "measure__post__topic", "claim__first_reviewer", "claim__second_reviewer", "claim__member",
        )  # fmt: skip


class Appeal(models.Model):
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="appeals")
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="appeal")
    measure = models.OneToOneField(Measure, models.PROTECT, null=True, related_name="appeal")
    claim = models.OneToOneField(Claim, models.PROTECT, null=True, related_name="appeal")
    text = models.CharField(max_length=LONGEST)
    created_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default=Outcome.WAITING)
    reply = models.CharField(max_length=LONGEST_REPLY, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes: ClassVar = [models.Index(fields=["outcome", "created_at"], name="appeals_by_place")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decision__isnull=False, measure=None, claim=None)
                | Q(decision=None, measure__isnull=False, claim=None)
                | Q(decision=None, measure=None, claim__isnull=False),
                name="an_appeal_is_about_one_thing",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="an_appeal_says_something"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_by=None, decided_at=None, reply="")
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(outcome="") & ~Q(reply="")),
                name="an_answered_appeal_has_a_reply_and_a_name",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("member")), name="nobody_judges_their_own_appeal"
            ),
        ]

    def __str__(self) -> str:
        return f"Appeal {self.pk} by {self.member}"

    @property
    def by(self) -> "Member | Alias":
        """Whoever judges it does not learn here whose case study it is, where that is told without a name."""
        return shown_in(self.decision.post.topic, self.member) if self.decision and self.decision.post else self.member

    @property
    def about(self) -> Decision | Measure | Claim:
        return self.decision or self.measure or self.claim

    @property
    def is_open(self) -> bool:
        return self.outcome == Outcome.WAITING

    @property
    def decided_first_by(self) -> set[int]:
        """Those who may not judge it."""
        if self.decision:
            return {self.decision.moderator_id}
        if self.measure:
            return {self.measure.by_id}
        return {pk for pk in (self.claim.first_reviewer_id, self.claim.second_reviewer_id) if pk}

    def get_absolute_url(self) -> str:
        return reverse("appeal-show", args=[self.pk])
