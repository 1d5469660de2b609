"""Asking for a file, making it, and letting it go."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.models import Member
from members.permission import require
from members.sealing import seal
from notifications.actions import notify
from notifications.models import Notification
from reports.kinds import KINDS, Made, NotMade
from reports.models import Export, State

log = logging.getLogger(__name__)
AT_MOST = 20  # of one member, kept or waiting
TRIES = 2
TOO_LONG = timedelta(minutes=10)
LATE_AFTER = timedelta(seconds=30)
WENT_WRONG = _("Something went wrong on our side while it was made. Nothing of yours is lost. Please ask for it again.")
NOT_YOURS = _("That is not open to you, so no file can be made of it.")


class TooMany(ValueError):
    """Twenty files of one member wait or are kept."""


@transaction.atomic
def ask_for_export(*, kind: str, asked_by: Member, about: dict[str, Any]) -> Export:
    """Put it in the queue. The same that already waits is answered again, not made twice. Raises TooMany.

    Whoever calls hands it to the worker with `reports.errands.make_later`."""
    require(KINDS[kind].may_ask(asked_by, about), NOT_YOURS)
    Member.objects.select_for_update().get(pk=asked_by.pk)
    mine = Export.objects.standing().filter(asked_by=asked_by)
    if same := mine.waiting().filter(kind=kind, about=about).first():
        return same
    if mine.count() >= AT_MOST:
        raise TooMany(
            gettext("You have %(at_most)s files here. Please let one go first; a new one was not asked for.")
            % {"at_most": AT_MOST}
        )
    now, title = timezone.now(), KINDS[kind].title_of(about)[:200]
    return Export.objects.create(
        kind=kind, asked_by=asked_by, about=about, title=title, asked_at=now, expires_at=now + KINDS[kind].kept_for
    )


def make_export(*, export_id: int) -> bool:
    """Make the file, seal it and tell its owner. Once, however many workers ask; says whether it is ready."""
    export = begin(export_id)
    if export is None:
        return False
    try:
        kind = KINDS[export.kind]
        require(kind.may_ask(export.asked_by, export.about), NOT_YOURS)
        made = kind.make(export, Teller(export.pk).tell)
    except NotMade as why:
        return fail(export, str(why))
    except Exception as error:  # its words must not reach the log
        log.error("export %d of kind %s was not made: %s", export.pk, export.kind, type(error).__name__)
        return fail(export, WENT_WRONG)
    return finish(export, made)


@transaction.atomic
def begin(export_id: int) -> Export | None:
    """Take it, unless somebody else has it or it was let go."""
    now = timezone.now()
    queued = Export.objects.standing().filter(pk=export_id, state=State.QUEUED)
    if not queued.update(state=State.MAKING, started_at=now, done=0, tries=F("tries") + 1):
        return None
    return Export.objects.select_related("asked_by").get(pk=export_id)


class Teller:
    """Says how far it is; open pages ask for that."""

    def __init__(self, export_id: int) -> None:
        self.export_id = export_id

    def tell(self, done: int) -> None:
        making = Export.objects.filter(pk=self.export_id, state=State.MAKING)
        making.update(done=max(0, min(99, done)))


@transaction.atomic
def finish(export: Export, made: Made) -> bool:
    """Unless its owner let it go meanwhile."""
    ready = Export.objects.filter(pk=export.pk, state=State.MAKING).update(
        state=State.READY, done=100, note=made.note[:500], file_name=made.name[:100], content_type=made.content_type,
        size=len(made.data), sealed=seal(made.data, label=export.label), ended_at=timezone.now(),
    )  # fmt: skip
    if ready:
        tell(export, Notification.About.EXPORT_READY)
    return bool(ready)


@transaction.atomic
def fail(export: Export, why: str) -> bool:
    making = Export.objects.filter(pk=export.pk, state=State.MAKING)
    if making.update(state=State.FAILED, note=why[:500], ended_at=timezone.now()):
        tell(export, Notification.About.EXPORT_FAILED)
    return False


def tell(export: Export, about: str) -> None:
    notify(members=[export.asked_by], about=about, actor="Debrief", subject=export.title, url=export.get_absolute_url())


def take_up_again(*, now: datetime) -> list[int]:
    """Those whose errand was lost, and those whose worker died: once more, and no more than twice. Their numbers."""
    stuck = Export.objects.filter(state=State.MAKING, started_at__lt=now - TOO_LONG)
    for export in stuck.filter(tries__gte=TRIES).select_related("asked_by").defer("sealed"):
        fail(export, WENT_WRONG)
    stuck.filter(tries__lt=TRIES).update(state=State.QUEUED)
    late = Export.objects.standing().filter(state=State.QUEUED, asked_at__lt=now - LATE_AFTER)
    return list(late.order_by("pk").values_list("pk", flat=True))


def drop_export(*, export: Export, member: Member) -> bool:
    """Its owner lets it go, file and all. Says whether it was there."""
    require(export.asked_by_id == member.pk)
    return bool(Export.objects.filter(pk=export.pk).delete()[0])


def forget_old_exports(*, now: datetime) -> int:
    """A week is over: row and file go. Says how many did."""
    return Export.objects.filter(expires_at__lte=now).delete()[0]
