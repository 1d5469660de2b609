"""A finished story that ends on somebody else, who is live, is asked about at least; one that ends quietly is not."""

import pytest

from screening.emergency import assess
from screening.emergency.reader import examine, shipped

FINISHED = (
    "Last March a lip blanched after filler. We gave hyaluronidase, she made a full recovery and it is fully resolved. "
    "I share it to reflect on what I learned. "
)
LIVE_ENDS = {
    "vascular": "Another patient is in my chair right now and her cheek has gone white.",
    "vision": "Today another client says that her right eye has gone blurry since this morning.",
    "airway": "The girl I injected ten minutes ago has lumps all over and her tongue feels thick.",
    "breathing": "Now a different one is wheezing in reception.",
    "collapse": "My next lady has just fainted and is not coming round.",
    "toxin": "One of mine has rung: she cannot swallow her saliva since lunch.",
    "infection": "And now a second patient has spreading redness, a temperature of 39 and is shaking.",
    "bleeding": "The man on my couch at the moment has a swelling that is doubling by the minute.",
    "burn": "The client from this afternoon has blisters joining up and the skin looks leathery.",
    "chest": "Her sister had the same on Monday and has chest pain and cannot get her breath today.",
    "suicide": "A different client wrote an hour ago that she has the tablets counted out and says goodbye.",
}
QUIET_ENDS = (
    "Another patient in the same week had the same product and was fine.",
    "My next patient that day was treated without any trouble and I now photograph every lip.",
    "I now ask every new patient about previous filler before I start.",
    "She is coming today for her review and is delighted.",
    "How do you all store your hyaluronidase now?",
)


@pytest.mark.parametrize("kind", LIVE_ENDS)
def test_somebody_else_who_is_live_is_never_passed(kind: str) -> None:
    text = FINISHED + LIVE_ENDS[kind]
    bands = (assess("A case study", text, "cases").band, examine("", text, parent="", model=shipped()[0]).band)

    assert [band == "clear" for band in bands] == [False, False]


@pytest.mark.parametrize("kind", LIVE_ENDS)
def test_nor_is_it_without_the_weights(kind: str) -> None:
    assert examine("", FINISHED + LIVE_ENDS[kind], parent="", model=None).band != "clear"


@pytest.mark.parametrize("end", QUIET_ENDS)
def test_a_quiet_end_stays_quiet(end: str) -> None:
    assert assess("", FINISHED + end, "cases").band == "clear"
