"""A year of stopped texts: without a word of them, as after a vault has run out, and who on duty had them how soon."""

from datetime import datetime, timedelta
from uuid import UUID

from audit.models import Deed
from deflection.models import Alert, Deflection, Route
from demo.history.past import Past, put
from moderation.causes import STOPPED
from moderation.models import Decision, Verdict
from moderation.urgency import DUE_AFTER

NUMBER = 64
EVENTS = (
    *(("vascular", Route.HELPLINE),) * 9,
    *(("vision", Route.EMERGENCY),) * 3,
    *(("infection_sepsis", Route.EMERGENCY),) * 2,
    ("anaphylaxis_airway", Route.EMERGENCY),
    *(("unspecified", Route.HELPLINE),) * 3,
    *(("unspecified", Route.SUPPORT),) * 2,
)
# In minutes: until somebody had it, and until they had dealt with it.
ANSWERED = (0.6, 0.9, 1.2, 1.4, 1.7, 1.9, 2.4, 3.1, 3.8, 4.6, 6.5, 8.2, 14)
REACHED = "I rang the author. They had help and did not need us any more."


def put_stopped(past: Past) -> None:
    for at in past.moments(NUMBER):
        event, route = past.dice.choice(EVENTS)
        had = at + timedelta(minutes=past.dice.choice(ANSWERED))
        closed = had + timedelta(minutes=past.dice.choice((0.4, 0.6, 1, 1.5, 2, 9)))
        text = put(
            Deflection(
                author=past.dice.choice(past.members), place="questions", section="questions", route=route,
                event=event, reader="1", band="deflect", client_id=UUID(int=past.dice.getrandbits(128)),
                created_at=at, expires_at=at + timedelta(days=30), closed_at=closed, cause="",
                reminders_stopped_at=at + timedelta(days=30), **became(past, at),
            )
        )  # fmt: skip
        close(past, text, had, closed)


def became(past: Past, at: datetime) -> dict[str, datetime]:
    """Most say whether they called, half come back to their words, a third tell it."""
    found = {"shown_at": at + timedelta(seconds=1)}
    lot = past.dice.random()
    if lot < 0.8:
        found["called_at" if lot < 0.6 else "not_needed_at"] = at + timedelta(minutes=4)
    if past.dice.random() < 0.5 and (later := at + timedelta(days=3)) < past.now:
        found["came_back_at"] = later
        if lot < 0.55 and (told := at + timedelta(days=9)) < past.now:
            found |= {"continued_at": later, "told_at": told}
    return found


def close(past: Past, text: Deflection, had: datetime, closed: datetime) -> None:
    by = past.dice.choice(past.moderators)
    put(
        Alert(
            kind="deflection", subject_id=text.pk, severity=0, concerns=text.author, deflection=text,
            url=f"/moderation/deflections/{text.pk}/", raised_at=text.created_at, acknowledged_at=had,
            acknowledged_by=by, ended_at=closed,
        )
    )  # fmt: skip
    decision = put(
        Decision(moderator=by, deflection=text, verdict=Verdict.CONTACTED, reason=REACHED, created_at=closed)
    )
    waited = closed - text.created_at
    past.did(
        Deed.DEFLECTION_CLOSED, closed, by, text, cause=STOPPED, severity=0, waited=int(waited.total_seconds()),
        late=waited > DUE_AFTER[0], section=None, was="", reports=0, decision=decision.pk,
    )  # fmt: skip
