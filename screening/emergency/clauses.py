"""The cutting table: parts a text into clauses, the smallest pieces that have a time of their own."""

from dataclasses import dataclass

from screening.emergency.tokens import STOPS, Token

TURNS = frozenset("but however although though except yet until whereas".split())
LONG = 26
JOINTS = frozenset("and so then because she he they i which while when".split())


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of tokens (end not included), and whether it ends as a question."""

    start: int
    end: int
    asks: bool
    sentence: int


def split(tokens: list[Token]) -> list[Clause]:
    """Clauses in order: cut at stops, dashes and turning words, and at joints where nothing else cuts."""
    clauses: list[Clause] = []
    start = sentence = 0
    for position, token in enumerate(tokens):
        if token.word in STOPS:
            add(clauses, start, position, token.word == "?", sentence)
            start, sentence = position + 1, sentence + 1
        elif cuts(tokens, position, start):
            add(clauses, start, position, False, sentence)
            start = position
    add(clauses, start, len(tokens), False, sentence)
    return with_questions(clauses)


def cuts(tokens: list[Token], position: int, start: int) -> bool:
    word = tokens[position].word
    if word in TURNS or word == ">":
        return position - start > 1
    if word == "-":
        return is_dash(tokens, position)
    return position - start >= LONG and word in JOINTS


def is_dash(tokens: list[Token], position: int) -> bool:
    """A dash with space around it, not a hyphen."""
    if position == 0 or position + 1 >= len(tokens):
        return False
    dash = tokens[position]
    return tokens[position - 1].end < dash.start or dash.end < tokens[position + 1].start


def add(clauses: list[Clause], start: int, end: int, asks: bool, sentence: int) -> None:
    if end > start:
        clauses.append(Clause(start, end, asks, sentence))


def with_questions(clauses: list[Clause]) -> list[Clause]:
    """A question mark belongs to every clause of its sentence."""
    asking = {clause.sentence for clause in clauses if clause.asks}
    return [Clause(c.start, c.end, c.sentence in asking, c.sentence) for c in clauses]
