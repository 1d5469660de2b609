"""The magnifying glass: short stretches of a text, so that a plea buried in chatter is still seen."""

from screening.emergency.reading import Reading

SPAN = 4
STEP = 2
MOST = 16


def windows(reading: Reading) -> list[tuple[int, int]]:
    """Token ranges of a few clauses each; of a long text, those where signs stand come first."""
    clauses = reading.clauses
    if len(clauses) <= SPAN:
        return []
    ranges = [
        (clauses[start].start, clauses[min(start + SPAN, len(clauses)) - 1].end)
        for start in range(0, len(clauses) - STEP, STEP)
    ]
    if len(ranges) <= MOST:
        return ranges
    firsts = [found.first for found in reading.mentions]
    ranges.sort(key=lambda pair: -sum(pair[0] <= first < pair[1] for first in firsts))
    return sorted(ranges[:MOST])
