"""Who stands under an answer, and the sum behind its place, in words. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence

from forum import ranking
from forum.ranking import Score, Vote

NAMES = {3: "expert", 2: "prescriber", 1: "registered colleague"}
AUTHORS = {3: "an expert", 2: "a prescriber", 1: "a registered colleague", 0: "an unverified member"}


def counted(tiers: Iterable[int]) -> str:
    """2 experts, 1 prescriber."""
    found = Counter(tiers)
    return ", ".join(f"{found[tier]} {NAMES[tier]}{'s' if found[tier] > 1 else ''}" for tier in NAMES if found[tier])


def endorsed(tiers: Sequence[int], against: int) -> str:
    """Endorsed by 2 experts, 1 prescriber · 1 disagrees, read why."""
    words = f"Endorsed by {counted(tiers)}"
    return f"{words} · {disagree(against)}, read why" if against else words


def disagree(against: int) -> str:
    return "1 disagrees" if against == 1 else f"{against} disagree"


def sum_of(author_tier: int, up: Sequence[Vote], down: Sequence[Vote], score: Score) -> list[str]:
    """Line by line, as anybody can add it up."""
    prior = ranking.PRIOR[author_tier]
    start, other = ranking.KAPPA * prior, ranking.KAPPA * (1 - prior)
    return [
        f"Written by {AUTHORS[author_tier]}: starts with {start:.2f} for it and {other:.2f} against it.",
        *lines(up, "for it"),
        *lines(down, "against it"),
        f"Together {start + ranking.total(up):.2f} for it and {other + ranking.total(down):.2f} against it; "
        f"the mean is {score.mean:.2f}, and with caution for few voices its place is {max(score.value, 0):.2f}.",
    ]


def lines(votes: Sequence[Vote], side: str) -> list[str]:
    if not votes:
        return []
    found = [f"{name_of(vote)} adds {ranking.weight(vote):.2f} {side}." for vote in votes]
    whole, counts = sum(map(ranking.weight, votes)), ranking.total(votes)
    if whole - counts > 0.005:
        found.append(f"Some of them work together or came at once, so they count {counts:.2f} and not {whole:.2f}.")
    return found


def name_of(vote: Vote) -> str:
    new = vote.account_age_days < ranking.NEW_FOR
    return f"1 {NAMES.get(vote.tier, 'unverified member')}{' who was new here' if new else ''}"
