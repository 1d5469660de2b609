"""Numbers that were dictated: nine nine nine, double oh, four."""

import re
from collections.abc import Iterator

from screening.identity.identifier import Identifier
from screening.identity.numbers import ASKS_OTHERWISE, NHS, is_valid
from screening.identity.page import Page

DIGITS = dict(zip("zero one two three four five six seven eight nine".split(), "0123456789", strict=True))
DIGITS |= {"oh": "0", "nought": "0", "o": "0"}
TIMES = {"double": 2, "treble": 3, "triple": 3}
WORD = rf"(?:{'|'.join([*DIGITS, *TIMES])})"
RUN = re.compile(rf"\b(?:{WORD}[ ,.\-]{{1,3}}){{6,13}}{WORD}\b")


def spoken_numbers(page: Page) -> Iterator[Identifier]:
    for found in RUN.finditer(page.low):
        before, digits = page.before(found.start(), 40), said(found.group())
        if (
            len(digits) == 10
            and digits[0] != "0"
            and (NHS.search(before) or is_valid(digits) and not ASKS_OTHERWISE.search(before))
        ):
            yield Identifier(found.start(), found.end(), "nhs_number")
        elif len(digits) == 11 and digits.startswith("0"):
            yield Identifier(found.start(), found.end(), "phone")


def said(words: str) -> str:
    """The digits; double and treble repeat the next."""
    digits, times = "", 1
    for word in re.findall("[a-z]+", words):
        times, digits = (TIMES[word], digits) if word in TIMES else (1, digits + DIGITS[word] * times)
    return digits
