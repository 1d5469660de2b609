"""Why something waited for a moderator, how grave that is and since when: kept with each decision, counted later."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.models import Post
from moderation.models import Flag, Reason
from moderation.urgency import DUE_AFTER, OTHER, SEVERITY

FIRST_POST, STOPPED, CLAIM, SAMPLE, OWN_ACCORD = "new_member", "stopped", "claim", "sample", "own_accord"
WORDS = {
    STOPPED: _("Texts that the safety reader stopped"),
    **dict(Reason.choices),
    "live": _("Hidden because a colleague said that it is happening now"),
    "appeal": _("An author's word that a stopped text is not live"),
    "critical_sign": _("Held: names a sign that calls for the emergency number"),
    "disagreement": _("Held: text and declaration disagree"),
    "reader_failed": _("Held: the safety reader was out of order"),
    FIRST_POST: _("First posts of new members"),
    "sent_again": _("Sent in again after changes"),
    "moved": _("Held: moved in among patients, and may be about something live"),
    "identity": _("Held: may tell who a patient is"),
    "conduct": _("Held: words that belittle a patient"),
    "word_rule": _("Held: a rule about words"),
    "rules_failed": _("Held: the rules about words could not be read"),
    SAMPLE: _("Published on its author's word, read afterwards"),
    CLAIM: _("Claims of a credential"),
    OWN_ACCORD: _("A moderator acted without a report"),
}


@dataclass(frozen=True)
class Cause:
    """What a decision answered."""

    name: str
    severity: int
    since: datetime
    section: int | None
    was: str = ""
    reports: int = 0

    def facts(self, now: datetime) -> dict[str, str | int | bool | None]:
        """For the audit chain: names of states, numbers and ids."""
        waited = max(timedelta(0), now - self.since)
        return {
            "cause": self.name, "severity": self.severity, "waited": int(waited.total_seconds()),
            "late": waited > DUE_AFTER[self.severity], "section": self.section, "was": self.was,
            "reports": self.reports,
        }  # fmt: skip


def cause_of(post: Post, flags: list[Flag]) -> Cause:
    """Asked before the decision is carried out: the gravest report, else why it was held, else a look afterwards."""
    name, severity = why_of(post, flags)
    return Cause(name, severity, waiting_since(post, flags), post.topic.section_id, post.status, len(flags))


def why_of(post: Post, flags: list[Flag]) -> tuple[str, int]:
    if flags:
        reasons = [flag.reason for flag in flags]
        return min(((reason, SEVERITY.get(Reason(reason), OTHER)) for reason in reasons), key=lambda pair: pair[1])
    if post.is_held:
        return post.held_because or "disagreement", 2 if post.held_because == FIRST_POST else 1
    return (SAMPLE, 2) if post.wants_a_look else (OWN_ACCORD, OTHER)


def waiting_since(post: Post, flags: list[Flag]) -> datetime:
    """Its place in the queue: since it was held, or since the first report of it."""
    if post.is_held:
        return post.pending_since
    otherwise = (post.edited_at or post.created_at) if post.wants_a_look else timezone.now()
    return min((flag.created_at for flag in flags), default=otherwise)
