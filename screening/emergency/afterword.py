"""The last page: a finished story that goes on about somebody else is read anew from there."""

from screening.emergency.reading import Reading
from screening.emergency.state import undone

OTHERS = frozenset("another other different second new next third fresh later following todays".split())
PEOPLE = frozenset(
    "patient client lady woman man girl guy gentleman model one person customer bride boy lad lass chap pt".split()
)
PATIENTS = PEOPLE - {"one", "person", "model"}
HABITS = ({"i", "now"}, {"we", "now"}, {"i", "always"}, {"we", "always"})
KIN = frozenset(
    "sister brother mother mum father dad daughter son wife husband friend colleague partner aunt cousin".split()
)
WHOSE = frozenset("her his my their our".split())
REACH = 3
TIMELY = ("now", "live", "help", "doubt", "pending", "relapse", "worse")


def afterword(reading: Reading) -> int | None:
    """The clause where a story that was closed before turns to somebody else and to now; None where it does not."""
    closed = first_closing(reading)
    if closed is None:
        return None
    for number in range(closed + 1, len(reading.clauses)):
        if names_another(reading, number) and is_timely(reading, start := start_of_sentence(reading, number, closed)):
            return start
    return None


def first_closing(reading: Reading) -> int | None:
    for number, cues in enumerate(reading.cues):
        if (cues["resolved"] or cues["outcome"] or cues["reflect"]) and not undone(reading, number):
            return number
    return None


def start_of_sentence(reading: Reading, number: int, closed: int) -> int:
    """Its first clause, but never one that still belongs to the closing."""
    sentence = reading.clauses[number].sentence
    while number - 1 > closed and reading.clauses[number - 1].sentence == sentence:
        number -= 1
    return number


def names_another(reading: Reading, number: int) -> bool:
    """ "Another patient", "the next lady", "her sister", "one of mine", "a client from this afternoon"."""
    clause = reading.clauses[number]
    words = [token.word for token in reading.tokens[clause.start : clause.end]]
    if is_habit(words):
        return False
    if any(one == "of" and two == "mine" for one, two in zip(words, words[1:], strict=False)):
        return True
    for place, word in enumerate(words):
        near = words[place + 1 : place + 1 + REACH]
        if (word in OTHERS and PEOPLE & set(near)) or (word in WHOSE and near[:1] and near[0] in KIN):
            return True
    cues = reading.cues[number]
    return bool(cues["now"] and not cues["past"] and PATIENTS & set(words))


def is_habit(words: list[str]) -> bool:
    """ "I now ask each client twice" is what was learned, not somebody in the chair."""
    return any({one, two} in HABITS for one, two in zip(words, words[1:], strict=False))


def is_timely(reading: Reading, start: int) -> bool:
    return any(cues[name] for cues in reading.cues[start:] for name in TIMELY)


def words_from(reading: Reading, start: int, text: str) -> str:
    return text[reading.tokens[reading.clauses[start].start].start :]
