"""Where somebody is signed in, from which devices, and how often signing in went wrong."""

from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

OWN_DEVICE_RESTS = timedelta(hours=12)


class KeptSession(AbstractBaseSession):
    """Django's session, with whose it is, when it began, when its member was last there, and whether it is covered."""

    WRITTEN = ("session_data", "expire_date", "member_id")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions")
    begun_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    covered_at = models.DateTimeField(null=True)
    is_own_device = models.BooleanField(default=False)
    device = models.CharField(max_length=60, blank=True, help_text="In words: Firefox on Windows.")
    place = models.CharField(max_length=45, blank=True, help_text="The beginning of the address.")

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        ordering = ("-seen_at",)

    def save(self, *args: Any, force_update: bool = False, **kwargs: Any) -> None:
        """What a page changed, and nothing that was noted beside it meanwhile."""
        columns = self.WRITTEN if force_update else None
        super().save(*args, force_update=force_update, update_fields=columns, **kwargs)

    @property
    def mark(self) -> str:
        """Names it on a page, where its key must never stand."""
        return salted_hmac("session", self.session_key, algorithm="sha256").hexdigest()[:32]

    @property
    def rests_after(self) -> timedelta | None:
        """How long nobody needs to be there before the page is covered. None: for ever."""
        if not settings.IDLE_LOCK_MINUTES:
            return None
        return OWN_DEVICE_RESTS if self.is_own_device else timedelta(minutes=settings.IDLE_LOCK_MINUTES)

    @property
    def is_covered(self) -> bool:
        rests = self.rests_after
        return self.covered_at is not None or (rests is not None and timezone.now() - self.seen_at > rests)


class KnownDevice(models.Model):
    """A browser from which a member signed in before: known by a mark in a cookie, of which only a hash is kept."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="known_devices")
    mark = models.CharField(max_length=64)
    is_own = models.BooleanField(default=False)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["member", "mark"], name="one_row_per_known_device")]


class FailedSignIns(models.Model):
    """Wrong passwords in a row for one address, whether or not anybody has it: unknown ones behave the same."""

    mark = models.CharField(max_length=64, unique=True)
    number = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(default=timezone.now)
    shut_until = models.DateTimeField(null=True)
