"""A file that somebody asked for: made by the worker, kept sealed for a week, then gone."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.sealing import unseal

KEPT_FOR = timedelta(days=7)


class State(models.TextChoices):
    QUEUED = "queued", _("Waiting its turn")
    MAKING = "making", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Not made")


def in_a_week() -> datetime:
    return timezone.now() + KEPT_FOR


class ExportQuerySet(models.QuerySet["Export"]):
    def standing(self) -> "ExportQuerySet":
        return self.filter(expires_at__gt=timezone.now())

    def waiting(self) -> "ExportQuerySet":
        """Asked for and not made yet."""
        return self.standing().filter(state__in=[State.QUEUED, State.MAKING])

    def for_listing(self) -> "ExportQuerySet":
        """Without the file itself."""
        return self.defer("sealed").order_by("-asked_at", "-pk")


class Export(models.Model):
    kind = models.CharField(max_length=40, help_text="One of reports.kinds.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="exports")
    about = models.JSONField(default=dict, help_text="Numbers and choices, never a member's words.")
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    done = models.PositiveSmallIntegerField(default=0, help_text="How much of it is made, in per cent.")
    note = models.CharField(max_length=500, blank=True, help_text="What to know about the file, or why there is none.")
    file_name = models.CharField(max_length=100, blank=True)
    content_type = models.CharField(max_length=60, blank=True)
    size = models.PositiveIntegerField(default=0, help_text="Of the file as it is handed over, in bytes.")
    sealed = models.BinaryField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(default=in_a_week)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        indexes: ClassVar = [
            models.Index(fields=["asked_by", "-asked_at"], name="exports_of_a_member"),
            models.Index(fields=["expires_at"], name="exports_that_end"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="an_export_has_a_known_state"),
            models.CheckConstraint(
                condition=Q(state="ready", sealed__isnull=False) | (~Q(state="ready") & Q(sealed__isnull=True)),
                name="an_export_is_ready_when_it_has_its_file",
            ),
            models.CheckConstraint(condition=Q(done__lte=100), name="an_export_is_never_more_than_done"),
        ]

    def __str__(self) -> str:
        return f"Export {self.pk}: {self.kind}"

    def get_absolute_url(self) -> str:
        return reverse("export-show", args=[self.pk])

    @property
    def label(self) -> str:
        """What its file is sealed under: nobody else's number opens it."""
        return f"export {self.pk} of member {self.asked_by_id}"

    @property
    def is_waiting(self) -> bool:
        return self.state in (State.QUEUED, State.MAKING)

    @property
    def is_ready(self) -> bool:
        return self.state == State.READY

    @property
    def data(self) -> bytes:
        """The file. Raises `members.sealing.Unreadable` where the key was changed."""
        return unseal(bytes(self.sealed), label=self.label)
