"""Who endorses whom far more than anybody else (CR18). Pure; what counts together is said in docs/weighing.md."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from forum.clusters import Joined

LOOK_BACK = timedelta(days=30)
AT_LEAST = 5  # whoever gave fewer endorsements in that time is not judged by them
TOO_MUCH = 0.40


class Given(NamedTuple):
    """How often one member endorsed the answers of another."""

    giver: int
    author: int
    number: int


class Pair(NamedTuple):
    """Two members, the smaller number first; their ring; what of each one's endorsements went to the other, 0 to 1.

    `is_close`: that share alone is too much on both sides. Otherwise it is too much only with others of the ring.
    """

    first: int
    second: int
    ring: int
    share_of_first: float
    share_of_second: float

    @property
    def is_close(self) -> bool:
        return min(self.share_of_first, self.share_of_second) > TOO_MUCH


def found(given: Iterable[Given]) -> list[Pair]:
    """Pairs who endorsed each other, where for both more than 40 % of what they gave went to members who gave back."""
    number = {(one.giver, one.author): one.number for one in given if one.giver != one.author}
    gave = Counter[int]()
    returned = Counter[int]()
    for (giver, author), times in number.items():
        gave[giver] += times
        returned[giver] += times * ((author, giver) in number)
    suspect = {who for who, times in gave.items() if times >= AT_LEAST and returned[who] / times > TOO_MUCH}
    mutual = sorted(
        (one, other) for one, other in number if one < other and (other, one) in number and {one, other} <= suspect
    )
    joined = Joined(who for pair in mutual for who in pair)
    for pair in mutual:
        joined.join(*pair)
    return [
        Pair(one, other, joined.head(one), number[one, other] / gave[one], number[other, one] / gave[other])
        for one, other in mutual
    ]
