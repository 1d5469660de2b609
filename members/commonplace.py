"""Whether a password is built of what many people use: common passwords and words, joined, repeated, filled up. Pure.

Lists of what is used most end long before 15 characters: whoever must reach that length repeats a common password or
joins two or three, writes 0 for o, and puts a year at the end. So a password is cut into such pieces, however long.
"""

from collections.abc import Iterator
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator

SHORTEST, LONGEST = 3, 24  # of a piece
PIECES = 3  # joined, they are still guessed; the same one again and again counts once
FREE = frozenset(" -_.")
REPEATED = 6  # so few characters are guessed, whatever they are, where they are only said again and again
FILLING = 8  # characters of digits, signs and small words between and behind
SMALL_WORDS = frozenset(
    ("a", "i", "u", "am", "an", "at", "be", "do", "in", "is", "it", "me", "my", "no", "of", "on", "or", "so", "to",
     "up", "we", "and", "are", "for", "not", "the", "you", "our", "her", "his", "with", "much", "very", "this", "that",
     "your")
)  # fmt: skip
ROWS = (
    "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb6yhn",
    "q1w2e3r4t5y6u7i8o9p0", "qazwsxedcrfvtgbyhnujmikolp", "abcdefghijklmnopqrstuvwxyz", "12345678901234567890",
)  # fmt: skip
RUNS = (*ROWS, *(row[::-1] for row in ROWS))
READ_AS = str.maketrans("@40135$7!|+", "aaoiesstilt")

Way = tuple[int, str]  # how many pieces so far, and the last of them


def is_commonplace(password: str) -> bool:
    """Whether at most three common pieces and a little filling, or a short one that is repeated, make up all of it."""
    said = one_of(password.casefold())
    if len(said) <= REPEATED and len(said) < len(password):
        return True
    read = said.translate(READ_AS)
    ways: list[dict[Way, int]] = [{} for _ in range(len(said) + 1)]  # at each place: the least filling to come there
    ways[0][0, ""] = 0
    for place, here in enumerate(ways):
        for end, piece in steps(said, read, place) if here else ():
            for (number, last), filled in here.items():
                way = (number + (piece not in ("", last)), piece or last)
                filling = filled + (0 if piece or said[place] in FREE else end - place)
                if way[0] <= PIECES and filling <= min(FILLING, ways[end].get(way, FILLING + 1) - 1):
                    ways[end][way] = filling
    return bool(ways[-1])


def steps(said: str, read: str, place: int) -> Iterator[tuple[int, str]]:
    """Where one may stand next, and which common piece lies between; an empty one is filling."""
    if place < len(said) and not said[place].isalpha():
        yield place + 1, ""
    for end in range(place + 1, min(place + LONGEST, len(said)) + 1):
        part, as_read = said[place:end], read[place:end]
        if as_read in SMALL_WORDS:
            yield end, ""
        if len(part) >= SHORTEST and (piece := next((one for one in (part, as_read) if is_common(one)), "")):
            yield end, piece


def is_common(part: str) -> bool:
    return part in common() or len(set(part)) == 1 or (len(part) > SHORTEST and any(part in run for run in RUNS))


@cache
def common() -> frozenset[str]:
    """Django's list of about twenty thousand."""
    return frozenset(CommonPasswordValidator().passwords)


def one_of(said: str) -> str:
    """What is said again and again, said once."""
    period = (said + said).find(said, 1)
    return said[:period]
