"""One web server on SQLite, held up by another process and then without room on its disk: a fast round of F6 and F7.

`python -m tests.faults` runs them all, in their full size.
"""

from tests.faults.drill import WHOLE_WITHIN, Drill, small_site
from tests.faults.hurting import hold_sqlite, without_room

IN_WORDS = "503 with Retry-After, number, words"


def test_nothing_acknowledged_is_lost_and_what_is_refused_keeps_its_words():
    with small_site() as place, Drill(place, readers_count=4, pause=0.2) as drill:
        held = drill.through("another process holds the database", lambda: hold_sqlite(place, 1.0))
        full = drill.through("no room on the disk", lambda: until_somebody_is_refused(drill))

    assert [(f.lost, f.doubled, f.whole_after <= WHOLE_WITHIN) for f in (held, full)] == [(0, 0, True)] * 2
    assert [writer.failure for writer in drill.writers] == ["", "", ""]
    assert (set(held.refused) | {IN_WORDS}, set(full.refused)) == ({IN_WORDS}, {IN_WORDS})


def until_somebody_is_refused(drill: Drill) -> None:
    with without_room(drill.site):
        drill.wait_for_a_refusal()
