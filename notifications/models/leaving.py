"""What the worker keeps about mail and push: where it reaches a member, and when the next digest is due."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Came(models.TextChoices):
    """What the mail server says of a mail."""

    HARD = "hard", _("the address does not exist, or takes no mail")
    SOFT = "soft", _("the mailbox could not take it")
    COMPLAINT = "complaint", _("the member called it spam")


class Mailbox(models.Model):
    """One row for each member whose mail came back. Once it is stopped, nothing but calls and codes is sent there."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mailbox", primary_key=True)
    soft = models.PositiveSmallIntegerField(default=0, help_text="How often in a row it could not take a mail.")
    newest_at = models.DateTimeField(help_text="Of the newest report; older ones and the same one again say nothing.")
    stopped_at = models.DateTimeField(null=True)
    why = models.CharField(max_length=10, choices=Came, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stopped_at=None, why="") | (Q(stopped_at__isnull=False) & ~Q(why="")),
                name="whoever_gets_no_mail_is_told_why",
            )
        ]

    def __str__(self) -> str:
        return f"Mail of member {self.member_id}"


class DeviceQuerySet(models.QuerySet["Device"]):
    def to_ring(self, now: datetime) -> "DeviceQuerySet":
        return self.filter(ring_at__lte=now).order_by("ring_at", "pk")


class Device(models.Model):
    """A browser that its member asked to be told on. A push carries nothing, so only where to ring is kept."""

    MOST = 10  # for each member

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="devices")
    endpoint = models.CharField(max_length=500, unique=True, help_text="Where that browser's maker takes a push.")
    label = models.CharField(max_length=60)
    created_at = models.DateTimeField()
    ring_at = models.DateTimeField(null=True, help_text="When the worker rings it next; empty: not at all.")
    tries = models.PositiveSmallIntegerField(default=0)
    rung_at = models.DateTimeField(null=True, help_text="When its maker last took a push.")

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes: ClassVar = [
            models.Index(fields=["ring_at"], condition=Q(ring_at__isnull=False), name="device_to_ring")
        ]

    def __str__(self) -> str:
        return self.label


class Digest(models.Model):
    """One row for each member: when their next digest is due, and up to when the last one told."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digest", primary_key=True)
    due_at = models.DateTimeField(db_index=True)
    told_to = models.DateTimeField()

    def __str__(self) -> str:
        return f"The next digest of member {self.member_id}"
