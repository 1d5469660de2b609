"""Reading a text again that stands already, for the place to which it would go. Nothing is stored, nobody is rung."""

import logging

from deflection import policy
from deflection.gate import Writing, is_brief, place_of
from deflection.outcomes import Answer
from deflection.running import running
from screening import emergency

log = logging.getLogger(__name__)

STOPS = ("deflect", "hold", "unresolved")


def would_stop(writing: Writing) -> bool:
    """Whether it would be stopped there although its author says that it is over. A reader that fails stops all."""
    try:
        reading = emergency.assess(
            writing.title, writing.words, place_of(writing), parent=writing.parent, version=running().active
        )
        setting = policy.Setting(writing.place, writing.is_reply, writing.declaration, Answer.OVER, is_brief(writing))
        return policy.decide(reading, setting) in STOPS
    except Exception as error:  # whatever it was, the safe answer is the same
        log.critical("the emergency reader failed while a text was moved: %s", type(error).__name__)
        return True
