"""Throwing a draft away, and taking that back within a day."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.actions.drafts import SHELF, ShelfFull, lock_member
from forum.models import Draft
from members.models import Member
from members.permission import require

TAKEN_BACK_WITHIN = timedelta(days=1)


class BegunAnew(Exception):
    """Its author has begun another text in the same form since."""


def discard_draft(*, draft: Draft, author: Member) -> None:
    """Off the shelf at once; its row goes within a day."""
    require(draft.author_id == author.pk, _("Only its author can do this."))
    Draft.objects.filter(pk=draft.pk).update(discarded_at=timezone.now())


@transaction.atomic
def put_back(*, draft: Draft, author: Member) -> Draft:
    """Back on the shelf as it was. Raises BegunAnew, or ShelfFull; it can still be taken back later then."""
    require(draft.author_id == author.pk, _("Only its author can do this."))
    lock_member(author)
    if draft.discarded_at is None:
        return draft
    if author.drafts.filter(key=draft.key).exists():
        raise BegunAnew(_("You have begun another text there since. Discard that one first, then take this one back."))
    if author.drafts.count() >= SHELF:
        raise ShelfFull(_("You have %(shelf)s drafts. Discard one first.") % {"shelf": SHELF})
    Draft.every.filter(pk=draft.pk).update(discarded_at=None)
    draft.discarded_at = None
    return draft


def forget_untouched(*, now: datetime) -> int:
    """Those that nobody touched for half a year. Says how many."""
    return Draft.objects.filter(saved_at__lt=now - timedelta(days=settings.DRAFT_DAYS)).delete()[0]


def forget_discarded(*, now: datetime) -> int:
    """Those that nobody took back. Says how many."""
    return Draft.every.filter(discarded_at__lt=now - TAKEN_BACK_WITHIN).delete()[0]
