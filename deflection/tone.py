"""What is done with remarks about tone: a kind word, once. Only words that belittle a patient wait for a moderator."""

from django.utils.translation import gettext_lazy

from deflection.answering import key_of
from deflection.outcomes import Noticed, Suggestion
from deflection.passages import passage
from deflection.policy import CLINICAL_PLACES
from deflection.writing import Writing
from screening import conduct
from screening.conduct import Remark

Remarked = list[tuple[str, Remark]]
DECLARATIONS = ("interest_words", "interests", "words")  # an interest is declared here, not hidden
NOTHING_WAITS = ("endorsement", "profile")  # stored or not: these cannot be held
SAYS = {
    "shouting": gettext_lazy(
        "Capitals and exclamation marks read as shouting. Colleagues read calm words more closely."
    ),
    "emoji": gettext_lazy("Emoji say different things to different readers. In clinical rooms, plain words do better."),
    "advertising": gettext_lazy("This reads like an advertisement. Offers and booking links are taken down here."),
    "own_interest": gettext_lazy(
        "This sounds like something of your own. Please say so under “Product or company interest”, "
        "so that readers can weigh it."
    ),
    "disparaging": gettext_lazy(
        "A patient may read this one day. As it stands, a moderator reads it before others do."
    ),
}
NOT_HERE = gettext_lazy("A patient may read this one day. Please put it another way.")


def remarks_in(writing: Writing) -> Remarked:
    """What matters in this place."""
    found = [(field, remark) for field, text in writing.public.items() for remark in conduct.read(text)]
    return [(field, remark) for field, remark in found if matters(writing, field, remark)]


def matters(writing: Writing, field: str, remark: Remark) -> bool:
    if remark.kind == "emoji":
        return writing.place in CLINICAL_PLACES
    if remark.kind == "own_interest":
        return field not in DECLARATIONS and not has_declared(writing)
    return True


def has_declared(writing: Writing) -> bool:
    told = writing.public.get("interests", "").strip(" .").lower()
    return writing.fields.get("interest") == "some" or told not in ("", "none", "no", "nil")


def suggestions(writing: Writing, remarks: Remarked) -> tuple[Suggestion, ...]:
    """One for each kind, as long as it was not seen. Where nothing can wait, belittling words have to go."""
    kinds = list(dict.fromkeys(remark.kind for _, remark in remarks))
    made = [suggestion(writing, kind, [one for one in remarks if one[1].kind == kind]) for kind in kinds]
    return tuple(each for each in made if each.final or each.key not in writing.answers.seen)


def suggestion(writing: Writing, kind: str, where: Remarked) -> Suggestion:
    """Seen for these very words if they hold a text, and for the whole form otherwise."""
    belittles = kind == "disparaging"
    words = "\n".join(writing.public[field][one.start : one.end] for field, one in where) if belittles else ""
    final = belittles and writing.place in NOTHING_WAITS
    return Suggestion(key_of(kind, words), kind, passage(writing, where), NOT_HERE if final else SAYS[kind], final)


def holds(remarks: Remarked) -> list[Noticed]:
    """For moderators: where it is, not what it says."""
    return [Noticed("disparaging", field, one.start, one.end) for field, one in remarks if one.kind == "disparaging"]
