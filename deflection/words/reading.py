"""Reading a text by the rules that are switched on."""

import logging
from collections.abc import Iterable

from deflection.answering import key_of
from deflection.editions import kept
from deflection.models import RuleDeed, WordRule
from deflection.outcomes import Noticed, Suggestion
from deflection.passages import passage
from deflection.running import own_savepoint
from deflection.words.matching import Fired, does, fired
from deflection.writing import Writing

log = logging.getLogger(__name__)

READ_BY_MODERATORS = ("decision", "flag", "note", "appeal")


def rules_for(writing: Writing, edition: str = "") -> list[Fired] | None:
    """The rules that fire, gravest first. None: the rules cannot be read, so the text has to wait for a person."""
    if writing.place in READ_BY_MODERATORS:
        return []
    try:
        return fired(kept("rules", edition, switched_on), writing.public, writing.place)
    except Exception as error:  # whatever it was, the safe answer is the same
        log.critical("the rules about words cannot be read: %s", type(error).__name__)
        return None


def switched_on() -> list[WordRule]:
    with own_savepoint():
        return list(WordRule.objects.filter(is_active=True))


def quotes_of(writing: Writing, found: Iterable[Fired]) -> tuple[str, ...]:
    spots = [(field, spot) for one in found for field, spot in one.places]
    return tuple(dict.fromkeys(writing.public[field][spot.start : spot.end] for field, spot in spots))[:3]


def notes_of(writing: Writing, found: Iterable[Fired]) -> list[Suggestion]:
    """What moderators wrote to whoever uses these words, once."""
    made = [
        Suggestion(key_of("rule", str(one.rule.pk)), "rule", passage(writing, one.places), one.rule.note)
        for one in does(list(found), RuleDeed.SUGGEST)
    ]
    return [each for each in made if each.key not in writing.answers.seen]


def noticed_by(found: Iterable[Fired]) -> list[Noticed]:
    """For moderators: which rule, and where. A note to the author is between the two of them."""
    return [
        Noticed("rule", field, spot.start, spot.end, rule_id=one.rule.pk)
        for one in found
        if one.deed in (RuleDeed.HOLD, RuleDeed.FLAG, RuleDeed.TAG, RuleDeed.ASK)
        for field, spot in one.places[:1]
    ]
