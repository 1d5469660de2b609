"""Publishing a notice, withdrawing it, and saying that one has read it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from audit.actions import record
from audit.models import Deed
from members.models import Member
from notices import standing
from notices.events import NoticePublished, NoticeRead, NoticeWithdrawn
from notices.models import Notice, Reading, audiences_of
from realtime.door import announce


@transaction.atomic
def store_notice(*, by: Member, title: str, words: str, link: str, audience: str, until: datetime) -> Notice:
    """The second half of `moderation.actions.notices.publish_notice`, which read it first."""
    notice = Notice.objects.create(
        written_by=by, title=title, words=words, link=link, audience=audience, until=until
    )  # fmt: skip
    transaction.on_commit(standing.refresh)
    announce(NoticePublished(notice))
    record(Deed.NOTICE_PUBLISHED, by=by, about=notice, audience=audience, until=until.date().isoformat())
    return notice


@transaction.atomic
def take_down(*, notice: Notice, by: Member) -> bool:
    """The second half of `withdraw_notice`. Once: whoever comes second is told that it was withdrawn already."""
    now = timezone.now()
    if not Notice.objects.filter(pk=notice.pk, withdrawn_at=None).update(withdrawn_at=now, withdrawn_by=by):
        return False
    transaction.on_commit(standing.refresh)
    announce(NoticeWithdrawn(notice))
    record(Deed.NOTICE_WITHDRAWN, by=by, about=notice)
    return True


@transaction.atomic
def acknowledge(*, notice: Notice, member: Member) -> None:
    """Once per member, with the time, as what they are now. One that is not for them is not theirs to read."""
    if notice.audience not in audiences_of(member):
        return
    Reading.objects.bulk_create([Reading(notice=notice, member=member, as_role=member.role)], ignore_conflicts=True)
    announce(NoticeRead(member.pk))
