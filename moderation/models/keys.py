"""The gravest acts: one person proposes, another confirms within three days, or nothing happens."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.models import Post
from forum.naming import Alias, shown_in
from members.models import Claim, Member
from moderation.models.flags import Reason

LAPSES_AFTER = timedelta(hours=72)
OPEN_FOR = timedelta(hours=24)


class Act(models.TextChoices):
    REMOVE = "remove", _("Remove the words of a post for good")
    SUSPEND = "suspend", _("Suspend a member without an end")
    REFER = "refer", _("Refer a member to their regulator")
    REVEAL = "reveal", _("Open the sealed evidence of a decided claim")
    NAME = "name", _("Read the name of whoever told a case study without it")
    FACTORS = "factors", _("Remove the second factors of a member")


class Outcome(models.TextChoices):
    WAITING = "", _("Waits for a second person")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Declined by the second person")
    TAKEN_BACK = "taken_back", _("Taken back by whoever proposed it")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def waiting(self, now: datetime) -> "ProposalQuerySet":
        """A proposal that nobody confirmed in time is over by the clock alone."""
        return self.filter(outcome=Outcome.WAITING, lapses_at__gt=now)

    def open_to(self, member: object) -> "ProposalQuerySet":
        """A referral is seen by its two people alone, and by administrators while it waits for the second."""
        ours = Q(proposed_by=member) | Q(second=member)
        seen = ~Q(act=Act.REFER) | ours
        return (
            self.filter(seen | Q(outcome=Outcome.WAITING))
            if getattr(member, "is_superuser", False)
            else self.filter(seen)
        )


class Proposal(models.Model):
    act = models.CharField(max_length=10, choices=Act)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", help_text="Whom it is about."
    )
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="proposals")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="+")
    rule = models.CharField(max_length=24, choices=Reason, blank=True)
    reason = models.CharField(max_length=1000)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    lapses_at = models.DateTimeField()
    second = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default=Outcome.WAITING)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ("-proposed_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_proposal_has_a_reason"),
            models.CheckConstraint(
                condition=Q(second=None) | ~Q(second=F("proposed_by")), name="the_second_key_is_another_persons"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="confirmed") | Q(second__isnull=False), name="what_is_confirmed_has_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(member=F("proposed_by")) & (Q(second=None) | ~Q(member=F("second"))),
                name="nobody_turns_a_key_about_themselves",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.member}"

    @property
    def by(self) -> "Member | Alias":
        """Whom it is about, for whoever reads of it; a suspension names its member, and not the post."""
        hides = self.act in (Act.NAME, Act.REMOVE) and self.post is not None
        return shown_in(self.post.topic, self.member) if hides else self.member

    @property
    def shown_post(self) -> Post | None:
        """Never beside a name that readers of the post do not see."""
        return None if self.post is None or (self.post.is_unnamed and self.act == Act.SUSPEND) else self.post

    @property
    def has_lapsed(self) -> bool:
        return self.outcome == Outcome.WAITING and self.lapses_at <= timezone.now()

    @property
    def is_waiting(self) -> bool:
        return self.outcome == Outcome.WAITING and not self.has_lapsed

    @property
    def outcome_in_words(self) -> str:
        return gettext("Lapsed: nobody confirmed it in time") if self.has_lapsed else self.get_outcome_display()

    @property
    def is_open_until(self) -> datetime | None:
        """Of sealed evidence, or of a name: for how long its two people may see it."""
        opens = self.act in (Act.REVEAL, Act.NAME) and self.outcome == Outcome.CONFIRMED
        return self.settled_at + OPEN_FOR if opens else None

    def get_absolute_url(self) -> str:
        return reverse("key-show", args=[self.pk])


class Referral(models.Model):
    """What goes to a regulator: the letter after the second key, the date it was sent, and whether its member knows."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="referral")
    regulator = models.CharField(max_length=100)
    letter = models.CharField(max_length=5000, blank=True)
    letter_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField(null=True)
    told_at = models.DateTimeField(null=True)
    not_told_because = models.CharField(max_length=500, blank=True, help_text="Why telling its member is unsafe.")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sent_on=None) | (~Q(letter="") & (Q(told_at__isnull=False) | ~Q(not_told_because=""))),
                name="what_was_sent_has_a_letter_and_says_who_was_told",
            ),
        ]

    def __str__(self) -> str:
        return f"Referral {self.pk} to {self.regulator}"
