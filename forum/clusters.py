"""Which marks count together: people who work together, who praise each other, or who came in one burst. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

BURST = timedelta(minutes=10)
DECLARED = "declared"  # a workplace that a member named, kept apart from the domains of addresses
# Hosts whose addresses tell nothing of where somebody works, and names that belong to nobody.
PUBLIC_HOSTS = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk live.com live.co.uk msn.com yahoo.com yahoo.co.uk "
    "icloud.com me.com mac.com aol.com proton.me protonmail.com gmx.com gmx.de gmx.net web.de mail.com zoho.com "
    "fastmail.com btinternet.com sky.com virginmedia.com talktalk.net orange.fr free.fr laposte.net wanadoo.fr "
    "nhs.net nhs.uk doctors.org.uk doctors.net.uk example.org example.com example.net".split()
)


class Mark(NamedTuple):
    """What tells whom a mark belongs with: where its member works, which ring they are in, and when it was given."""

    pk: int
    email: str
    ring: int | None
    given_at: datetime
    workplaces: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def workplace(email: str) -> str | None:
    """The domain of an address, unless everybody may have one there. A clinic's sub-domain is the clinic's."""
    host = email.rpartition("@")[2].lower()
    reserved = host.endswith((".example", ".test", ".invalid", ".localhost"))
    return None if not host or reserved or host in PUBLIC_HOSTS else host.removeprefix("mail.")


def clusters_of(marks: Sequence[Mark]) -> dict[int, str]:
    """Mark to cluster, for the marks of one side of one answer; whoever stands alone is left out."""
    linked = list(links(marks)) if len(marks) > 1 else []
    if not linked:
        return {}
    joined = Joined(chain.from_iterable(linked))
    for one, other in linked:
        joined.join(one, other)
    return {pk: f"c{joined.head(pk)}" for pk in joined.above}


def links(marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Pairs of marks that belong together: one workplace, one ring, or one right after the other."""
    first: dict[str | int | tuple[str, str], int] = {}
    for pk, email, ring, _, declared in marks:
        for sign in (workplace(email), ring, *((DECLARED, place) for place in declared)):
            if sign is not None and (earlier := first.setdefault(sign, pk)) != pk:
                yield earlier, pk
    came = sorted((mark.given_at, mark.pk) for mark in marks)
    for (before, one), (after, other) in pairwise(came):
        if after - before < BURST:
            yield one, other


class Joined:
    """Sets that grow together; each is known by its smallest member."""

    def __init__(self, members: Iterable[int]) -> None:
        self.above = {member: member for member in members}

    def head(self, member: int) -> int:
        while self.above[member] != member:
            member = self.above[member]
        return member

    def join(self, one: int, other: int) -> None:
        first, second = self.head(one), self.head(other)
        self.above[max(first, second)] = min(first, second)
