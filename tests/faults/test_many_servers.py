"""Two web servers on one PostgreSQL and one Redis, each taken away under load: the drill, small.

`python -m tests.faults` does it in full size: 200 open pages, every server killed and asked to stop.
"""

import pytest

from tests.faults import kept, machines
from tests.faults.drill import HEAD, WHOLE_WITHIN, WRITERS, Drill, faults, site
from tests.faults.writers import Caller, Drafter
from tests.servers import PATIENCE

READERS, AWAY, PAUSE = 16, 1.0, 0.8
IN_WORDS = "503 with Retry-After, number, words"


@pytest.fixture(scope="module")
def drill():
    try:
        with site() as forum, Drill(forum, READERS) as drill:
            yield drill
    except LookupError as missing:
        pytest.skip(str(missing))


def test_nothing_acknowledged_is_lost_or_doubled_and_every_page_is_whole_soon(drill, capsys):
    redis, _, killed, _, _, asked_to_stop = faults(drill, AWAY)
    postgres = "PostgreSQL stopped at once, until one is refused", lambda: without_postgres(drill)
    before, beside = kept.newest(drill), [kind(*where_and_who(drill)) for kind in (Caller, Drafter)]
    for sender in beside:
        sender.sign_in()
        sender.start()
    found = [drill.through(*fault) for fault in (redis, postgres, killed, asked_to_stop)]
    drill.enough.set()
    for sender in beside:
        sender.join(PATIENCE)

    with capsys.disabled():
        print("", HEAD, *(finding.line() for finding in found), sep="\n  ")
    assert [(f.fault, f.lost, f.doubled, f.whole_after <= WHOLE_WITHIN) for f in found] == [
        (f.fault, 0, 0, True) for f in found
    ]
    assert [writer.failure for writer in drill.writers] == ["", "", ""]
    assert drill.readers.doubled() == 0
    # On a machine that is short of time a server may refuse besides: then with its words, and they are sent again.
    _, postgres_away, *_ = refused = [set(f.refused) for f in found]
    assert postgres_away == {IN_WORDS}
    assert set().union(*refused) == {IN_WORDS}
    assert min(f.acknowledged for f in found) > 0
    caller, drafter = beside
    assert kept.compare_calls(drill, [caller], before) == (0, 0)
    assert (drafter.lost, drafter.missing(), [sender.failure for sender in beside]) == (0, 0, ["", ""])
    assert min(len(caller.ledger), drafter.saves) > 0


def without_postgres(drill: Drill) -> None:
    drill.site.postgres.stop(machines.AT_ONCE)
    drill.wait_for_a_refusal()
    drill.site.postgres.start()


def where_and_who(drill: Drill) -> tuple:
    return [web.url for web in drill.site.webs], WRITERS[0], drill.topic, drill.enough, PAUSE
