"""Whether mail reaches a member: what mail servers report, and members who stop it or put it right."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from members.models import Member
from notifications.actions import notify
from notifications.models import Came, Mail, Mailbox, Notification, Often, Preference
from notifications.stopping import DIGEST, Stop

SOFT_ENOUGH = 3
IN_A_ROW = timedelta(days=30)  # a full mailbox a month ago is another story


@transaction.atomic
def note_bounce(*, member: Member, came: Came, at: datetime) -> bool:
    """A report counts once and in its order. Says whether mail to them stopped with it; then the bell tells them."""
    mailbox, _ = Mailbox.objects.select_for_update().get_or_create(
        member=member, defaults={"newest_at": at - timedelta(seconds=1)}
    )
    if mailbox.stopped_at or at <= mailbox.newest_at:
        return False
    mailbox.soft = (mailbox.soft if at - mailbox.newest_at < IN_A_ROW else 0) + (came == Came.SOFT)
    mailbox.newest_at = at
    if stops := came != Came.SOFT or mailbox.soft >= SOFT_ENOUGH:
        mailbox.stopped_at, mailbox.why = at, came
    mailbox.save()
    if stops:
        tell(member)
    return stops


def tell(member: Member) -> None:
    notify(
        members=[member], about=Notification.About.MAIL_STOPPED, actor=gettext("We"),
        subject=gettext("see why, and how to put it right"), url=reverse("mailbox-show"),
    )  # fmt: skip


def try_mail_again(*, member: Member) -> int:
    """They say that it works again. Says whether it was stopped."""
    return Mailbox.objects.filter(member=member, stopped_at__isnull=False).update(soft=0, stopped_at=None, why="")


@transaction.atomic
def stop_mail(*, stop: Stop) -> bool:
    """Mail of these kinds ends; the bell goes on, and calls to duty as well. Says whether there is such a member."""
    member = Member.objects.filter(pk=stop.member_id).first()
    if member is None:
        return False
    off: dict[str, str] = {f"mail_{kind}": Mail.OFF for kind in stop.kinds if kind != DIGEST}
    if DIGEST in stop.kinds:
        off["digest_comes"] = Often.OFF
    Preference.objects.update_or_create(member=member, defaults=off)
    return True
