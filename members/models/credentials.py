"""Credentials: a verified, dated right to speak as something. It exists only if a person granted it, and it lapses."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format


class CredentialQuerySet(models.QuerySet["Credential"]):
    def current(self) -> "CredentialQuerySet":
        now = timezone.now()
        return self.filter(revoked_at=None, checked_at__lte=now, valid_until__gt=now)


class Credential(models.Model):
    class Tier(models.IntegerChoices):
        REGISTERED = 1, "Registered"
        PRESCRIBER = 2, "Prescriber with complications training"
        EXPERT = 3, "Expert"

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="credentials")
    tier = models.PositiveSmallIntegerField(choices=Tier)
    register = models.CharField(max_length=40, help_text="The public register that was looked up, such as NMC or GMC.")
    qualification = models.CharField(max_length=120, help_text="What the register says, as the badge will show it.")
    areas = models.JSONField(default=list, blank=True, help_text="For experts: the areas they were accepted for.")
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CredentialQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(tier__in=[1, 2, 3]), name="a_credential_has_a_tier"),
            models.CheckConstraint(
                condition=models.Q(valid_until__gt=models.F("checked_at")), name="a_credential_lapses_after_its_check"
            ),
            models.CheckConstraint(
                condition=~models.Q(member=models.F("checked_by")), name="nobody_checks_their_own_credential"
            ),
        ]

    def __str__(self) -> str:
        return self.in_words

    @property
    def is_current(self) -> bool:
        now = timezone.now()
        return self.revoked_at is None and self.checked_at <= now < self.valid_until

    @property
    def in_words(self) -> str:
        """The badge: what was checked, where and when."""
        day = date_format(timezone.localtime(self.checked_at), "j M Y")
        return f"{self.qualification} · {self.register} register checked {day}"
