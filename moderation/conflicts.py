"""Why a decision is not carried out: somebody was first, or has it in hand, or it changed meanwhile."""

from django.utils.translation import gettext as _

from moderation.models import Decision, Take


class Conflict(Exception):
    """Nothing was changed; the sentence says why, and whoever decided keeps their words."""


class AlreadyDecided(Conflict):
    """Another moderator was first; `decision` is theirs."""

    def __init__(self, decision: Decision | None, seen: str = "", now: str = "") -> None:
        first = (
            _("%(name)s decided this already.") % {"name": decision.moderator.name}
            if decision
            else _("Nothing waits here any more.")
        )
        super().__init__(f"{first} {both(seen, now)}" if seen and decision else first)
        self.decision = decision


class InOtherHands(Conflict):
    """Somebody else has taken it, and their time has not run out."""

    def __init__(self, take: Take) -> None:
        super().__init__(
            _("%(name)s has this in hand until %(ends_at_in_words)s.")
            % {"name": take.moderator.name, "ends_at_in_words": take.ends_at_in_words}
        )
        self.take = take


class CannotTakeBack(Conflict):
    """Something came after the decision."""


class ChangedSince(Conflict):
    """What was on the page is not what is there now."""

    def __init__(self, seen: str, now: str) -> None:
        super().__init__(_("This changed while you read it. %(both)s") % {"both": both(seen, now)})


def both(seen: str, now: str) -> str:
    """What was read, and what is there."""
    return _("You saw it %(seen)s. Now it is %(now)s.") % {"seen": seen, "now": now}
