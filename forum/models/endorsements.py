"""Marks on answers: support, disagreement or a warning, for a reason, under a credential as it was that day."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.models.pairs import MutualPair
from members.areas import Area
from members.models import Credential
from members.wording import named


class Evidence(models.TextChoices):
    PROTOCOL = "protocol", _("A protocol or guideline")
    STUDY = "study", _("A study")
    EXPERIENCE = "experience", _("Own experience")
    OPINION = "opinion", _("Opinion")


class Stance(models.TextChoices):
    ENDORSE = "endorse", _("Endorses it")
    DISAGREE = "disagree", _("Disagrees")
    UNSAFE = "unsafe", _("Calls it unsafe")


class Outcome(models.TextChoices):
    """What a moderator decided about an answer that was called unsafe."""

    OPEN = "", _("Nobody has decided yet")
    KEPT = "kept", _("A moderator left the answer as it is")
    HIDDEN = "hidden", _("A moderator hid the answer")


class EndorsementQuerySet(models.QuerySet["Endorsement"]):
    def weighed(self) -> "EndorsementQuerySet":
        """Each with whether its credential holds, looked up again or not, since when it does not, and its ring."""
        same = Credential.objects.filter(
            member=OuterRef("expert"), register=OuterRef("credential__register"),
            tier__gte=OuterRef("credential__tier"),
        )  # fmt: skip
        ended = Case(When(revoked_at__lt=F("valid_until"), then=F("revoked_at")), default=F("valid_until"))
        last = same.order_by("-checked_at", "-pk").annotate(ended=ended).values("ended")[:1]
        return self.annotate(
            stands=Exists(same.current()), fell_at=Subquery(last), ring=Subquery(MutualPair.objects.ring_of("expert"))
        )

    def given(self) -> "EndorsementQuerySet":
        """Not withdrawn; its credential may have ended since."""
        return self.weighed().filter(withdrawn_at=None)

    def standing(self) -> "EndorsementQuerySet":
        """Not withdrawn, under a credential that still holds."""
        return self.given().filter(stands=True)

    def endorsing(self) -> "EndorsementQuerySet":
        return self.filter(stance=Stance.ENDORSE)


class Endorsement(models.Model):
    """One mark by one member on one answer. The first were all endorsements; the name stayed."""

    post = models.ForeignKey("forum.Post", models.PROTECT, related_name="endorsements")
    expert = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="endorsements", help_text="Whoever gives it."
    )
    stance = models.CharField(max_length=8, choices=Stance, default=Stance.ENDORSE)
    credential = models.ForeignKey(Credential, models.PROTECT, related_name="+")
    worn_as = models.CharField(max_length=200, help_text="The credential in words, as it was that day.")
    tier = models.PositiveSmallIntegerField(
        null=True, help_text="What it weighs as, that day and in that area: an expert elsewhere weighs as 2."
    )
    area = models.CharField(max_length=12, choices=Area, blank=True, help_text="What the question was about that day.")
    reason = models.CharField(max_length=500)
    evidence = models.CharField(max_length=12, choices=Evidence)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True, default=Outcome.OPEN)
    outcome_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    objects = EndorsementQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["expert", "created_at"], name="marks_of_a_member")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post", "expert"],
                condition=Q(withdrawn_at=None),
                name="one_standing_endorsement_per_expert_and_post",
            ),
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="a_mark_has_a_known_stance"),
        ]

    def __str__(self) -> str:
        return f"{self.worn_as}: {self.get_evidence_display()}"

    def get_evidence_display(self) -> str:
        return named(Evidence, self.evidence)

    @property
    def weighs_as(self) -> int:
        return self.credential.tier if self.tier is None else self.tier

    @property
    def is_for(self) -> bool:
        return self.stance == Stance.ENDORSE

    @property
    def warns(self) -> bool:
        """Calls the answer unsafe, and nobody has decided yet."""
        return self.stance == Stance.UNSAFE and self.outcome == Outcome.OPEN

    @property
    def account_age_days(self) -> float:
        """How old the account was that day."""
        return (self.created_at - self.expert.date_joined).total_seconds() / 86400
