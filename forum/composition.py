"""Who stands under an answer, and the sum behind its place, in words. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from forum import ranking
from forum.ranking import Score, Vote

NAMES = {
    3: ngettext_lazy("%(number)s expert", "%(number)s experts", "number"),
    2: ngettext_lazy("%(number)s prescriber", "%(number)s prescribers", "number"),
    1: ngettext_lazy("%(number)s registered colleague", "%(number)s registered colleagues", "number"),
    0: ngettext_lazy("%(number)s unverified member", "%(number)s unverified members", "number"),
}
BEGINS = {
    3: _("Written by an expert: starts with %(up)s for it and %(down)s against it."),
    2: _("Written by a prescriber: starts with %(up)s for it and %(down)s against it."),
    1: _("Written by a registered colleague: starts with %(up)s for it and %(down)s against it."),
    0: _("Written by an unverified member: starts with %(up)s for it and %(down)s against it."),
}


def counted(tiers: Iterable[int]) -> str:
    """2 experts, 1 prescriber."""
    found = Counter(tiers)
    return ", ".join(NAMES[tier] % {"number": found[tier]} for tier in (3, 2, 1) if found[tier])


def endorsed(tiers: Sequence[int], against: int) -> str:
    """Endorsed by 2 experts, 1 prescriber · 1 disagrees, read why."""
    return in_words(tuple(sorted(tiers)), against)


@lru_cache(maxsize=1_000)
def in_words(tiers: tuple[int, ...], against: int) -> str:
    """The same few stand on every page, and a site speaks one language."""
    who = {"who": counted(tiers)}
    if not against:
        return gettext("Endorsed by %(who)s") % who
    return gettext("Endorsed by %(who)s · %(disagree)s, read why") % {**who, "disagree": disagree(against)}


def disagree(against: int) -> str:
    return ngettext("%(number)s disagrees", "%(number)s disagree", against) % {"number": against}


def sum_of(author_tier: int, up: Sequence[Vote], down: Sequence[Vote], score: Score) -> list[str]:
    """Line by line, as anybody can add it up."""
    prior = ranking.PRIOR[author_tier]
    start, other = ranking.KAPPA * prior, ranking.KAPPA * (1 - prior)
    return [
        BEGINS[author_tier] % {"up": f"{start:.2f}", "down": f"{other:.2f}"},
        *lines(up, FOR),
        *lines(down, AGAINST),
        gettext(
            "Together %(up)s for it and %(down)s against it; the mean is %(mean)s, and with caution for few voices its "
            "place is %(place)s."
        )
        % {
            "up": f"{start + ranking.total(up):.2f}",
            "down": f"{other + ranking.total(down):.2f}",
            "mean": f"{score.mean:.2f}",
            "place": f"{max(score.value, 0):.2f}",
        },
    ]


# Of one who was here for long, and of one who was new.
Pair = tuple[Promise, Promise]
FOR = (_("%(who)s adds %(weight)s for it."), _("%(who)s who was new here adds %(weight)s for it."))
AGAINST = (_("%(who)s adds %(weight)s against it."), _("%(who)s who was new here adds %(weight)s against it."))


def lines(votes: Sequence[Vote], sentences: Pair) -> list[str]:
    if not votes:
        return []
    found = [line_of(vote, sentences) for vote in votes]
    whole, counts = sum(map(ranking.weight, votes)), ranking.total(votes)
    if whole - counts > 0.005:
        found.append(
            gettext("Some of them work together or came at once, so they count %(counts)s and not %(whole)s.")
            % {"counts": f"{counts:.2f}", "whole": f"{whole:.2f}"}
        )
    return found


def line_of(vote: Vote, sentences: Pair) -> str:
    sentence = sentences[vote.account_age_days < ranking.NEW_FOR]
    return sentence % {"who": NAMES.get(vote.tier, NAMES[0]) % {"number": 1}, "weight": f"{ranking.weight(vote):.2f}"}
