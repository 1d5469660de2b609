"""The second look, once a text is clear of an emergency: could a patient be known by it, and is it kindly said?

An emergency never comes here. What is found is shown to the author in their own words, and nothing is stored until
each find is answered; what may stay for a reason is put before moderators (docs/decisions/0021).
"""

import re
from collections.abc import Iterator, Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from deflection.answering import KEEP, MIN_BECAUSE, NO_PATIENT, REPLACE, UNCLEAR, Said, key_of
from deflection.models import RuleDeed
from deflection.outcomes import Find, Hold, Noted, Noticed, Prompt, Sample
from deflection.passages import passage
from deflection.tone import NOTHING_WAITS, holds, remarks_in, suggestions
from deflection.words.matching import Fired
from deflection.words.reading import notes_of, noticed_by
from deflection.writing import Writing
from members.models import Member
from screening import identity
from screening.identity import Identifier

UNSEEN_PLACES = ("decision", "flag", "note", "appeal")  # read by moderators alone
NUMBER = re.compile(r"\d+")
# Stands in what a member wrote and is read again by a reader of English: said in English on every site.
INSTEAD = {
    "name": "[the patient]",
    "dob": "[date of birth removed]",
    "nhs_number": "[number removed]",
    "hospital_number": "[number removed]",
    "phone": "[phone removed]",
    "email": "[e-mail removed]",
    "handle": "[account removed]",
    "address": "[address removed]",
    "postcode": "[place removed]",
    "registration_plate": "[number plate removed]",
    "treatment_date_clinic": "[date and clinic removed]",
    "rare_combination": "[details removed]",
}
TOO_SHORT = format_lazy(_("Please say why, in at least {number} characters."), number=MIN_BECAUSE)
WHICH = _("You wrote why it stays. Shall it stay, or be replaced?")

Before = Hold | Sample | None


def look(
    writing: Writing, *, author: Member, before: Before, found: Sequence[Fired] = ()
) -> Prompt | Hold | Sample | Noted | None:
    """`before` is what the emergency reader made of it. Raises whatever a reader raises that fails."""
    if writing.place in UNSEEN_PLACES:
        return before
    finds = {name: identity.find(text) for name, text in writing.public.items()}
    remarks = remarks_in(writing)
    asked = asked_about(writing, finds)
    hints = (*suggestions(writing, remarks), *notes_of(writing, found))
    if asked or hints:
        carried = writing.answers.as_fields([each.key for each in asked])
        return Prompt("look", finds=asked, suggestions=hints, carried=carried)
    return standing(writing, before, [*kept_of(writing, finds), *holds(remarks)], found, author)


def standing(
    writing: Writing, before: Before, seen: list[Noticed], found: Sequence[Fired], author: Member
) -> Hold | Sample | Noted | None:
    """What was kept is looked at: before others read it, if its author is not verified, and afterwards otherwise.

    Words that belittle a patient are read by a moderator first, whoever wrote them.
    """
    noticed = (*seen, *noticed_by(found))
    deeds = {one.deed for one in found}
    if isinstance(before, Hold):
        return Hold(before.why, before.reasons, noticed)
    if any(each.kind == "disparaging" for each in noticed):
        return Hold("conduct", noticed=noticed)
    if RuleDeed.HOLD in deeds:
        return Hold("word_rule", noticed=noticed)
    if any(each.choice and each.key not in writing.answers.known for each in noticed):
        return Sample(noticed=noticed) if author.is_verified or author.moderates else Hold("identity", noticed=noticed)
    if isinstance(before, Sample) or deeds & {RuleDeed.FLAG, RuleDeed.ASK}:
        return Sample(before.reasons if before else (), noticed)
    return Noted(noticed) if noticed else None


def words_of(writing: Writing, field: str, find: Identifier) -> str:
    return writing.public[field][find.start : find.end]


def said_to(writing: Writing, field: str, find: Identifier) -> Said | None:
    return writing.answers.said.get(key_of(find.kind, words_of(writing, field, find)))


def is_settled(writing: Writing, find: Identifier, said: Said | None) -> bool:
    """Kept for a reason, where that may be."""
    return bool(said) and said.choice in choices(writing, find) and len(said.because) >= MIN_BECAUSE


def choices(writing: Writing, find: Identifier) -> tuple[str, ...]:
    """What may be done with it beside replacing it: a direct identifier never stays; a name may be nobody's patient."""
    if writing.place in NOTHING_WAITS:
        return ()
    if find.kind == "name":
        return (NO_PATIENT,)
    return () if find.is_direct else (KEEP,)


Finds = dict[str, list[Identifier]]


def kept_of(writing: Writing, finds: Finds) -> Iterator[Noticed]:
    for field, found in finds.items():
        for find in found:
            said = said_to(writing, field, find)
            if said and is_settled(writing, find, said):
                key = key_of(find.kind, words_of(writing, field, find))
                yield Noticed(find.kind, field, find.start, find.end, said.choice, said.because, key)


def asked_about(writing: Writing, finds: Finds) -> tuple[Find, ...]:
    """One question for the same words, however often they stand there."""
    places: dict[str, list[tuple[str, Identifier]]] = {}
    for field, found in finds.items():
        for find in found:
            if not is_settled(writing, find, said_to(writing, field, find)):
                places.setdefault(key_of(find.kind, words_of(writing, field, find)), []).append((field, find))
    return tuple(question(writing, key, where) for key, where in places.items())


def question(writing: Writing, key: str, where: list[tuple[str, Identifier]]) -> Find:
    (field, first), said = where[0], writing.answers.said.get(key)
    may = choices(writing, first)
    chosen = chosen_so_far(said, may)
    return Find(
        key, first.kind, passage(writing, where), instead_of(first.kind, words_of(writing, field, first)), chosen,
        said.because if said else "", wrong_with(said) if chosen != REPLACE else "", KEEP in may, NO_PATIENT in may,
    )  # fmt: skip


def chosen_so_far(said: Said | None, may: tuple[str, ...]) -> str:
    if said and said.choice == UNCLEAR and may:
        return may[0]
    return said.choice if said and said.choice in may else REPLACE


def wrong_with(said: Said | None) -> str:
    return WHICH if said and said.choice == UNCLEAR else TOO_SHORT


def instead_of(kind: str, words: str) -> str:
    """A neutral phrase that fits into the sentence; of a very high age the words around the number stay."""
    if kind == "age_over_89":
        return NUMBER.sub("over 89", words, count=1) if NUMBER.search(words) else "over 89"
    return INSTEAD.get(kind, "[removed]")
