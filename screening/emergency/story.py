"""The storyboard: the shape of a text, clause after clause, without its words."""

from screening.emergency.reading import Reading

MARKS = (
    "resolved", "outcome", "past", "reflect", "now", "live", "relapse", "worse", "help", "hyp", "drill", "policy",
    "calmexam", "mild", "quoted", "pending", "doubt", "unclosed",
)  # fmt: skip
MOST = 60
LAST = 3


def story(reading: Reading) -> list[str]:
    """Marks alone, together in a clause, in neighbouring clauses, in order, at the start and at the end."""
    marks = marks_of_each(reading)
    tags = [f"one {mark}" for clause in marks for mark in clause]
    for place, clause in enumerate(marks):
        tags += [f"with {one} {two}" for n, one in enumerate(clause) for two in clause[n + 1 :]]
        tags += [
            f"next {one} {two}" for following in marks[place + 1 : place + 2] for one in clause for two in following
        ]
        tags += [f"then {one} {two}" for one in clause for later in marks[place + 1 :] for two in later]
    tags += [f"first {mark}" for mark in marks[0]] if marks else []
    tags += [f"last {mark}" for mark in marks[-1]] if marks else []
    return tags + [f"late {mark}" for clause in marks[-LAST:] for mark in clause]


def marks_of_each(reading: Reading) -> list[list[str]]:
    """The marks of every clause, in a fixed order; of a very long text, of both its ends."""
    signs: dict[int, set[str]] = {}
    for found in reading.mentions:
        signs.setdefault(found.clause, set()).add("denied" if found.negated else "sign")
    marks = []
    for number, (clause, cues) in enumerate(zip(reading.clauses, reading.cues, strict=True)):
        here = [mark for mark in MARKS if cues[mark]] + sorted(signs.get(number, ()))
        marks.append([*here, "asks"] if clause.asks else here)
    return marks if len(marks) <= MOST else marks[: MOST // 2] + marks[-MOST // 2 :]
