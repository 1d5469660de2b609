"""What decisions leave in the audit chain: who, what, why it waited and for how long. Never a word of anybody."""

from django.db import transaction
from django.utils import timezone

from audit.actions import record
from audit.models import Deed
from deflection.models import Deflection
from members.models import Member
from moderation.causes import STOPPED, Cause
from moderation.chain import Asked
from moderation.exports import AUDIT, about_of
from moderation.models import Decision
from reports.actions.exports import ask_for_export
from reports.models import Export


def record_decision(decision: Decision, cause: Cause) -> None:
    """About a post."""
    facts = cause.facts(timezone.now()) | {"decision": decision.pk, "verdict": decision.verdict}
    record(Deed.POST_DECIDED, by=decision.moderator, about=decision.post, **facts)


def record_closing(decision: Decision, deflection: Deflection) -> None:
    """About a stopped text."""
    facts = Cause(STOPPED, 0, deflection.created_at, None).facts(timezone.now()) | {"decision": decision.pk}
    record(Deed.DEFLECTION_CLOSED, by=decision.moderator, about=deflection, **facts)


@transaction.atomic
def ask_for_copy(*, moderator: Member, asked: Asked) -> Export:
    """Somebody takes the chain with them: a file is asked for, and that is recorded. Raises TooMany."""
    export = ask_for_export(kind=AUDIT, asked_by=moderator, about=about_of(asked))
    day = asked.day.isoformat() if asked.day else ""
    record(Deed.AUDIT_EXPORTED, by=moderator, about=None, deed_asked=asked.deed, day=day)
    return export
