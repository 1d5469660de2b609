"""All of the past, in the order in which the audit chain wants it: before anything else is recorded."""

from typing import Any

from demo.history.decided import put_decided
from demo.history.past import Past, put_chain
from demo.history.people import put_appeals, put_claims
from demo.history.stopped import put_stopped
from members.models import Member


def put_history(people: dict[str, Member], rows: list[dict[str, Any]]) -> None:
    past = Past(people, {row["key"]: row["tier"] for row in rows})
    put_stopped(past)
    put_decided(past)
    put_claims(past)
    put_appeals(past)
    put_chain(past)
