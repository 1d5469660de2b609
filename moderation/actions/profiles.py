"""Reporting what a member says of themselves, and deciding about it: the lines go, or they stay."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from audit.models import Deed
from deflection.actions.pages import end_alerts
from forum.actions.profiles import clear_about
from forum.models import Profile
from members.models import Member
from members.permission import require
from members.rules import NOT_FOR_YOU
from moderation import rules
from moderation.actions.reading import read_first
from moderation.actions.takes import require_free, settle_take
from moderation.actions.telling import A_MODERATOR
from moderation.events import LinesReported, QueueShortened
from moderation.models import LineReport, Note
from notifications.actions import notify
from notifications.models import Notification
from realtime.door import announce

KIND = "lines"


@transaction.atomic
def report_lines(*, profile: Profile, member: Member, reason: str, note: str = "") -> LineReport:
    """Tell the moderators about them, with what they said. Reported twice, it is the first report that counts."""
    require(rules.may_report_lines(member, profile), rules.WHO_MAY_REPORT_LINES)
    Profile.objects.select_for_update().get(pk=profile.pk)
    mine = LineReport.objects.waiting().filter(whose=profile.member_id, member=member)
    if standing := mine.first():
        return standing
    read_first(note, author=member, place="flag")
    report = LineReport.objects.create(
        whose_id=profile.member_id, member=member, reason=reason, note=note, said=profile.about
    )
    announce(LinesReported())
    return report


@transaction.atomic
def take_lines_off(*, profile: Profile, moderator: Member, reason: str) -> bool:
    """The member is told why, and may write others. Says whether there was something to take off."""
    reports = reports_to_answer(profile, moderator, reason)
    cleared = clear_about(profile=profile)
    close_reports(profile, reports, moderator, taken_off=True, reason=reason)
    if not cleared:
        return False
    Note.objects.create(author=moderator, member=profile.member, words=reason)
    notify(
        members=[profile.member], about=Notification.About.MEASURE, actor=_("A moderator"),
        subject=_("What you said of yourself was taken off your page"), url=reverse("about-edit"), note=reason,
    )  # fmt: skip
    record(Deed.ABOUT_CLEARED, by=moderator, about=profile.member)
    return True


@transaction.atomic
def leave_lines(*, profile: Profile, moderator: Member, reason: str) -> bool:
    """Nothing is wrong with them, or their member took them off: whoever reported them is told why."""
    reports = reports_to_answer(profile, moderator, reason)
    gone = Profile.objects.filter(pk=profile.pk, about="").exists()
    close_reports(profile, reports, moderator, taken_off=gone, reason=reason)
    return bool(reports)


def reports_to_answer(profile: Profile, moderator: Member, reason: str) -> list[LineReport]:
    """Rule, gate and whose hands it is in, for both ways to decide. Raises Conflict where somebody else has it."""
    require(rules.may_judge_lines(moderator, profile), NOT_FOR_YOU)
    read_first(reason, author=moderator, place="decision")
    require_free(kind=KIND, subject_id=profile.pk, moderator=moderator)
    Profile.objects.select_for_update().get(pk=profile.pk)
    return list(LineReport.objects.waiting().filter(whose=profile.member_id).select_related("member"))


def close_reports(
    profile: Profile, reports: list[LineReport], moderator: Member, *, taken_off: bool, reason: str
) -> None:
    if not reports:
        return
    now = timezone.now()
    LineReport.objects.filter(pk__in=[report.pk for report in reports]).update(
        closed_at=now, taken_off=taken_off, answer=reason
    )
    settle_take(kind=KIND, subject_id=profile.pk)
    end_alerts(kinds=(KIND,), subject_id=profile.pk, by=moderator, now=now)
    outcome = _("The lines were taken off") if taken_off else _("The lines stay as they are")
    notify(
        members=[report.member for report in reports], about=Notification.About.LINES_DECIDED, actor=A_MODERATOR,
        subject=profile.member.name, url=reverse("report-list"), note=f"{outcome}. {reason}",
    )  # fmt: skip
    announce(QueueShortened())


@transaction.atomic
def forget_reported_lines(*, member: Member) -> None:
    """What somebody who leaves said of themselves stands in no report any more, and nobody has to decide about it."""
    reports = LineReport.objects.filter(whose=member)
    reports.waiting().update(closed_at=timezone.now(), taken_off=True)
    reports.update(said="")
