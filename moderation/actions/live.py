"""A member says that a post is happening now: hidden first, judged by a person after, and never used as a weapon."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.actions import record
from audit.models import Deed
from deflection.actions.marked import close_marked
from deflection.actions.pages import end_alerts, raise_alert
from forum.actions.live import hide_as_live, settle_live
from forum.models import Post
from members.models import Member
from members.permission import require
from moderation import rules
from moderation.models import Flag, LiveReport, PowerLoss
from moderation.models.live import CALLS_AT_ONCE, WITHOUT_POWER, WRONG, WRONG_AT_MOST
from notifications.actions import notify
from notifications.models import Notification

POST_KINDS = ("flag", "held", "sample")  # the queue's words for what is about a post


@transaction.atomic
def act_on_live_report(*, flag: Flag, now: datetime) -> LiveReport:
    """Called with the new flag, in its transaction. Hides the post and sends its author to help, where the reporter is
    verified and has the power; calls those on duty in any case. Who reported is for moderators alone to see."""
    post = Post.objects.select_related("topic__section", "topic__case", "author").get(pk=flag.post_id)
    deflection = hide_as_live(post=post) if rules.may_hide_at_once(flag.member, now) else None
    report = LiveReport.objects.create(flag=flag, hid_post=deflection is not None, deflection=deflection)
    if deflection:
        notify(
            members=[post.author], about=Notification.About.MARKED_LIVE, actor="Debrief", subject=post.topic.title,
            url=reverse("deflection-show", args=[deflection.pk]),
            note=_("If it is, ring first. A moderator looks at it now, and tells you what they find."),
        )  # fmt: skip
    if LiveReport.objects.waiting().filter(flag__member=flag.member).count() <= CALLS_AT_ONCE:
        raise_alert(
            kind="flag", subject_id=post.pk, url=reverse("moderation-post", args=[post.pk]), now=now,
            section=post.topic.section.slug, concerns=post.author, deflection=deflection,
        )  # fmt: skip
    record(Deed.LIVE_REPORTED, by=flag.member, about=post, flag=flag.pk, hid_post=report.hid_post)
    return report


@transaction.atomic
def settle_post(*, post: Post, moderator: Member, flags: list[Flag], was_live: str) -> None:
    """A moderator decided about a post: nobody else is called, and each live report is told right, wrong or neither."""
    now = timezone.now()
    end_alerts(kinds=POST_KINDS, subject_id=post.pk, by=moderator, now=now)
    reports = LiveReport.objects.waiting().filter(flag__in=flags).select_related("flag__member", "deflection")
    is_public = Post.objects.published().filter(pk=post.pk).exists()
    for report in reports:
        LiveReport.objects.filter(pk=report.pk).update(found=was_live, decided_at=now)
        if report.deflection:
            close_marked(deflection=report.deflection, is_public_again=is_public)
        if was_live in WRONG:
            take_power_if_misused(member=report.flag.member, now=now)
    settle_live(post=post)


def take_power_if_misused(*, member: Member, now: datetime) -> PowerLoss | None:
    """More than two wrong reports in thirty days: for ninety days theirs wait for a moderator. They are told."""
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    if LiveReport.objects.wrong_of(member, now).count() <= WRONG_AT_MOST:
        return None
    if PowerLoss.objects.current(now).filter(member=member).exists():
        return None
    loss = PowerLoss.objects.create(member=member, lost_at=now, until=now + WITHOUT_POWER)
    day = date_format(timezone.localtime(loss.until), "j F Y")
    notify(
        members=[member], about=Notification.About.LIVE_POWER, actor=_("The moderators"),
        subject=_("Reports that something is happening now"), url=reverse("notification-list"),
        note=_("More than two in thirty days were found wrong. Until %(day)s a moderator looks first. "
            "Go on reporting: each one is read at once.") % {"day": day},
    )  # fmt: skip
    record(Deed.LIVE_POWER_TAKEN, by=None, about=member, until=loss.until.date().isoformat())
    return loss


@transaction.atomic
def give_back_power(*, loss: PowerLoss, moderator: Member, now: datetime) -> bool:
    """A moderator finds that it was meant well. Says whether anything changed."""
    require(rules.may_give_back(moderator, loss), _("Another moderator must decide about your own reports."))
    standing = PowerLoss.objects.current(now).filter(pk=loss.pk)
    if not standing.update(given_back_at=now, given_back_by=moderator):
        return False
    notify(
        members=[loss.member], about=Notification.About.MEASURE_LIFTED, actor=_("A moderator"),
        subject=_("Your reports hide a post at once again"), url=reverse("home"),
    )  # fmt: skip
    record(Deed.LIVE_POWER_GIVEN_BACK, by=moderator, about=loss.member, loss=loss.pk)
    return True
