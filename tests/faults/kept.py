"""Cries for help and drafts, while the web servers and the worker are killed in turn (hazards H4 and H5)."""

import contextlib
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path
from typing import TypeVar

from tests.faults.drill import WRITERS, Drill, Finding
from tests.faults.writers import Caller, Drafter, Writer
from tests.servers import PATIENCE, Worker

Sender = TypeVar("Sender", bound=Writer)
SEED = 20_261
UP_THE_LADDER = 600.0  # seconds that the worker is given to call everybody about all of them
OLD_ENOUGH = "10 minutes"  # after so long everybody has been called (deflection/duty/steps.py)


def calls_through_kills(drill: Drill, folder: Path) -> Finding:
    """H4: each acknowledged one is sealed once, opens for its author, and has one alert, which climbs the ladder."""
    before = newest(drill)
    with running_worker(drill, folder) as worker:
        callers, kills = sent_through_kills(drill, worker, Caller)
        lost, doubled = compare_calls(drill, callers, before)
        lost += left_below(drill, before)
    name = f"cries for help through {kills} kills"
    return Finding(name, sent(callers), repeats(callers), refused(callers), lost, doubled)


def newest(drill: Drill) -> int:
    [(number,)] = drill.site.rows("SELECT coalesce(max(id), 0) FROM deflection_deflection")
    return number


def compare_calls(drill: Drill, callers: Sequence[Caller], before: int) -> tuple[int, int]:
    """Lost and doubled: what was acknowledged since, against the rows, the vault and the alerts."""
    named = {int(name) for caller in callers for _, name in caller.ledger.values() if name}
    rows = drill.site.rows(SEALED, before)
    kept = {pk for pk, is_sealed, alerts in rows if is_sealed and alerts == 1}
    unopened = sum(not opens(caller, name, body) for caller in callers for body, name in caller.ledger.values())
    return len(named - kept) + sent(callers) - len(named) + unopened, len(rows) - len(named)


SEALED = """SELECT d.id, length(d.sealed) > 0, count(a.id) FROM deflection_deflection d
    LEFT JOIN deflection_alert a ON a.deflection_id = d.id AND a.kind = 'deflection' WHERE d.id > %s GROUP BY d.id"""
BELOW = """SELECT count(*) FROM deflection_alert a WHERE a.deflection_id > %s AND (a.next_step < 4 OR NOT EXISTS
    (SELECT 1 FROM deflection_page p WHERE p.alert_id = a.id AND p.sent_at IS NOT NULL) OR EXISTS
    (SELECT 1 FROM deflection_page p WHERE p.alert_id = a.id AND p.sent_at IS NULL))"""


def left_below(drill: Drill, before: int) -> int:
    """Ten minutes later by their own time: how many did not come to the top, or left a message unsent."""
    drill.site.rows(
        f"UPDATE deflection_alert SET raised_at = raised_at - interval '{OLD_ENOUGH}'"
        " WHERE deflection_id > %s RETURNING id",
        before,
    )
    until = time.monotonic() + UP_THE_LADDER
    while True:
        [(below,)] = drill.site.rows(BELOW, before)
        if not below or time.monotonic() > until:
            return below
        time.sleep(1)


def opens(caller: Writer, name: str, body: str) -> bool:
    return bool(name) and body in caller.visitor.get(f"/vault/{name}/").text


def drafts_through_kills(drill: Drill, folder: Path) -> Finding:
    """H5: whatever was said to be saved is there, also when the next one is saved and at the end."""
    with running_worker(drill, folder) as worker:
        drafters, kills = sent_through_kills(drill, worker, Drafter)
    acknowledged = sum(drafter.saves for drafter in drafters)
    lost = sum(drafter.lost + drafter.missing() for drafter in drafters)
    return Finding(f"drafts through {kills} kills", acknowledged, repeats(drafters), refused(drafters), lost)


def sent_through_kills(drill: Drill, worker: Worker, kind: type[Sender]) -> tuple[list[Sender], int]:
    """Three members send until there are enough; one part after the other is killed and started again meanwhile."""
    enough, urls = threading.Event(), [web.url for web in drill.site.webs]
    senders = [kind(urls, email, drill.topic, enough, drill.pause) for email in WRITERS]
    for sender in senders:
        sender.sign_in()
    for sender in senders:
        sender.start()
    chance, kills = random.Random(SEED), 0
    for part in cycle([*drill.site.webs, worker]):
        if sent(senders) >= drill.calls or any(sender.failure for sender in senders):
            break
        time.sleep(chance.uniform(0.05, 0.8))
        part.kill()
        part.start()
        kills += 1
    enough.set()
    for sender in senders:
        sender.join(PATIENCE)
    drill.wrong += [sender.failure for sender in senders if sender.failure]
    return senders, kills


def sent(senders: Sequence[Writer]) -> int:
    return sum(sender.saves if isinstance(sender, Drafter) else len(sender.ledger) for sender in senders)


@contextlib.contextmanager
def running_worker(drill: Drill, folder: Path) -> Iterator[Worker]:
    worker = Worker(drill.site.env, folder / "worker.log")
    worker.start()
    try:
        yield worker
    finally:
        worker.kill()


def repeats(senders: Sequence[Writer]) -> int:
    return sum(sender.repeats for sender in senders)


def refused(senders: Sequence[Writer]) -> Counter[str]:
    return sum((sender.refused for sender in senders), Counter[str]())
