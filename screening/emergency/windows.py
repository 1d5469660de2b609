"""The magnifying glass: short stretches of a text, so that a plea buried in chatter is still seen."""

from collections import Counter

from screening.emergency.reading import Reading

SPAN = 4
STEP = 2
MOST = 16


def windows(reading: Reading) -> list[tuple[int, int]]:
    """Ranges of a few clauses each; of a long text, those where most signs stand."""
    size = len(reading.clauses)
    if size <= SPAN:
        return []
    ranges = [(start, min(start + SPAN, size)) for start in range(0, size - STEP, STEP)]
    if len(ranges) <= MOST:
        return ranges
    counts = Counter(found.clause for found in reading.mentions if not found.negated)
    ranges.sort(key=lambda pair: -sum(counts[clause] for clause in range(*pair)))
    return sorted(ranges[:MOST])
