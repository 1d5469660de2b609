"""What decisions leave in the audit chain: who, what, why it waited and for how long. Never a word of anybody."""

from datetime import date

from django.utils import timezone

from audit.actions import record
from audit.models import Deed
from deflection.models import Deflection
from members.models import Member
from moderation.causes import STOPPED, Cause
from moderation.models import Decision


def record_decision(decision: Decision, cause: Cause) -> None:
    """About a post."""
    facts = cause.facts(timezone.now()) | {"decision": decision.pk, "verdict": decision.verdict}
    record(Deed.POST_DECIDED, by=decision.moderator, about=decision.post, **facts)


def record_closing(decision: Decision, deflection: Deflection) -> None:
    """About a stopped text."""
    facts = Cause(STOPPED, 0, deflection.created_at, None).facts(timezone.now()) | {"decision": decision.pk}
    record(Deed.DEFLECTION_CLOSED, by=decision.moderator, about=deflection, **facts)


def record_copy(moderator: Member, deed: str, day: date | None) -> None:
    """Somebody took the chain with them."""
    record(Deed.AUDIT_EXPORTED, by=moderator, about=None, deed_asked=deed, day=day.isoformat() if day else "")
