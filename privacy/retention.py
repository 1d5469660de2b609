"""What has a day on which it goes: each class with its rows past that day, and the deed that ends them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deflection.actions import empty_expired
from deflection.models import Deflection
from forum.actions.discarding import TAKEN_BACK_WITHIN, forget_discarded, forget_untouched
from forum.models import Draft
from members.actions.lapse import EVIDENCE_DAYS, empty_evidence
from members.actions.lockout import FAILURES_KEPT, forget_old_failures
from members.actions.sessions import forget_ended
from members.actions.tokens import KEPT_AFTER as TOKENS_KEPT
from members.actions.tokens import forget_expired
from members.models import Evidence, FailedSignIns, KeptSession, Token
from moderation.models import Flag, Note
from notifications.actions import KEPT_FOR, forget_old_lines
from notifications.models import Notification
from privacy.actions.keeping import SIX_YEARS, forget_old_notes, forget_old_reports
from reports.actions.exports import forget_old_exports
from reports.models import Export


@dataclass(frozen=True)
class Class:
    """`past` gives the rows that should be gone, `since` names the moment that counts, `end` ends them.

    `past` says the rule again instead of sharing it with `end`: a count of its own proves the deed, one made with the
    same filter would find nothing late however wrong that filter were.
    """

    kind: str
    what: Any
    how_long: Any
    since: str
    past: Callable[[datetime], QuerySet[Model]]
    end: Callable[[], int]


CLASSES = [
    Class(
        "vault", _("Stopped texts in the vault"), _("30 days"), "expires_at",
        lambda now: Deflection.objects.filter(expires_at__lte=now).exclude(sealed=b""), empty_expired,
    ),
    Class(
        "drafts", _("Drafts that nobody touched"), _("half a year"), "saved_at",
        lambda now: Draft.objects.filter(saved_at__lt=now - timedelta(days=settings.DRAFT_DAYS)),
        lambda: forget_untouched(now=timezone.now()),
    ),
    Class(
        "discarded", _("Drafts that were thrown away"), _("one day"), "discarded_at",
        lambda now: Draft.every.filter(discarded_at__lt=now - TAKEN_BACK_WITHIN),
        lambda: forget_discarded(now=timezone.now()),
    ),
    Class(
        "evidence", _("Evidence of claims"), _("30 days after the decision"), "claim__decided_at",
        lambda now: Evidence.objects.filter(claim__decided_at__lte=now - timedelta(days=EVIDENCE_DAYS))
        .exclude(sealed=None), empty_evidence,
    ),
    Class(
        "files", _("Files that members asked for"), _("7 days; one's own data 48 hours"), "expires_at",
        lambda now: Export.objects.filter(expires_at__lte=now), lambda: forget_old_exports(now=timezone.now()),
    ),
    Class(
        "sessions", _("Where members were signed in"), _("14 days after the last visit"), "expire_date",
        lambda now: KeptSession.objects.filter(expire_date__lt=now), forget_ended,
    ),
    Class(
        "tokens", _("Access tokens of programs that ran out"), _("30 days"), "expires_at",
        lambda now: Token.objects.filter(expires_at__lt=now - TOKENS_KEPT), forget_expired,
    ),
    Class(
        "failures", _("Wrong passwords, counted"), _("90 days"), "last_at",
        lambda now: FailedSignIns.objects.filter(last_at__lt=now - FAILURES_KEPT).exclude(shut_until__gt=now),
        forget_old_failures,
    ),
    Class(
        "bell", _("Lines of the bell that were read"), _("half a year"), "read_at",
        lambda now: Notification.objects.filter(read_at__lt=now - KEPT_FOR),
        lambda: forget_old_lines(now=timezone.now()),
    ),
    Class(
        "notes", _("Moderators' notes"), _("six years"), "created_at",
        lambda now: Note.objects.filter(created_at__lt=now - SIX_YEARS), lambda: forget_old_notes(now=timezone.now()),
    ),
    Class(
        "reports", _("Words of reports, and copies beside them"), _("six years after the decision"), "closed_at",
        lambda now: Flag.objects.filter(closed_at__lt=now - SIX_YEARS).exclude(snapshot=""),
        lambda: forget_old_reports(now=timezone.now()),
    ),
]  # fmt: skip


def register(one: Class) -> Class:
    """For the floors above, which name what they keep themselves."""
    CLASSES.append(one)
    return one
