"""Reports of what members say of themselves on their pages."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forum.models.profiles import LONGEST
from moderation.models.flags import Reason

OF_LINES = (
    Reason.PATIENT_IDENTIFIABLE, Reason.PATIENT_DISPARAGED, Reason.IMPERSONATION, Reason.ADVERTISING,
    Reason.UNPROFESSIONAL_TONE, Reason.OTHER,
)  # fmt: skip


class LineReportQuerySet(models.QuerySet["LineReport"]):
    def waiting(self) -> "LineReportQuerySet":
        return self.filter(closed_at=None)


class LineReport(models.Model):
    """`whose` lines `member` reported. `answer` is what a moderator gave as the reason."""

    whose = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reported_lines")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="line_reports")
    reason = models.CharField(max_length=24, choices=Reason)
    note = models.CharField(max_length=500, blank=True)
    said = models.CharField(max_length=LONGEST, blank=True, help_text="The lines when they were reported.")
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    taken_off = models.BooleanField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    objects = LineReportQuerySet.as_manager()

    class Meta:
        ordering = ("created_at", "pk")
        indexes: ClassVar = [
            models.Index(fields=["whose", "created_at"], condition=Q(closed_at=None), name="line_reports_that_wait"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["whose", "member"], condition=Q(closed_at=None), name="one_open_report_of_lines_per_member"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, taken_off=None) | Q(closed_at__isnull=False, taken_off__isnull=False),
                name="a_closed_report_of_lines_says_what_became_of_it",
            ),
        ]

    def __str__(self) -> str:
        return f"Report {self.pk} of the lines of member {self.whose_id}"

    @property
    def outcome(self) -> str:
        if self.closed_at is None:
            return str(_("A moderator has still to read it"))
        return str(_("The lines were taken off") if self.taken_off else _("The lines stay as they are"))
