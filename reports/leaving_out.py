"""Whatever could point at a person, taken out of an account before it leaves: names, dates, numbers, lots. Pure."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from screening import identity

# Read again by a reader that reads English, so said in English on every site.
INSTEAD = {
    "name": "[a name]",
    "dob": "[a date of birth]",
    "nhs_number": "[a number]",
    "hospital_number": "[a number]",
    "phone": "[a telephone number]",
    "email": "[an e-mail address]",
    "handle": "[a name]",
    "address": "[an address]",
    "postcode": "[a place]",
    "registration_plate": "[a number]",
    "treatment_date_clinic": "[a date and a place]",
    "age_over_89": "[over 89]",
    "rare_combination": "[left out]",
}
MONTHS = (
    r"jan(?:uary)?", r"feb(?:ruary)?", r"(?-i:Mar(?:ch)?)", r"apr(?:il)?", r"(?-i:May)", r"june?", r"july?",
    r"aug(?:ust)?", r"sept?(?:ember)?", r"oct(?:ober)?", r"nov(?:ember)?", r"dec(?:ember)?",
)  # fmt: skip
MONTH = f"(?:{'|'.join(MONTHS)})"
DAY = r"(?:[0-3]?\d(?:st|nd|rd|th)?)"
TITLED = r"(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Sir|Dame|Nurse|Sister|Doctor)\.?"
NAME = r"[A-Z][\w’'-]+"
# Beyond what the reader of patients' identifiers looks for: people of the clinic, calendar dates, lots.
MORE = (
    ("[a date]", re.compile(rf"\b{DAY}\s*(?:of\s+)?{MONTH}\b\.?,?(?:\s+(?:19|20)\d\d)?", re.I)),
    ("[a date]", re.compile(rf"\b{MONTH}\.?\s+{DAY}(?!\d)(?:,?\s+(?:19|20)\d\d)?", re.I)),
    ("[a date]", re.compile(rf"\b{MONTH}\.?,?\s+(?:19|20)\d\d\b", re.I)),
    (
        "[a date]",
        re.compile(r"\b(?:[0-3]?\d[./-][01]?\d[./-](?:\d{4}|\d\d)|(?:19|20)\d\d-[01]\d-[0-3]\d)\b"),
    ),
    ("[a year]", re.compile(r"\b(?<=\bin )(?:19|20)\d\d\b")),
    (
        "[a lot number]",
        re.compile(r"\b(?:lot|batch|serial)(?:\s+(?:no|number|nr))?\.?\s*[:#]?\s*(?=[\w/-]*\d)[\w/-]{3,}", re.I),
    ),
    ("[a colleague]", re.compile(rf"\b{TITLED}\s+{NAME}(?:\s+{NAME})?")),
    ("[a colleague]", re.compile(r"(?<![\w@])@\w[\w.’'-]*(?:\s[A-Z][\w’'-]+)?")),
)
AT_MOST = 4  # rounds: what stands beside something that went may read otherwise


class StillThere(ValueError):
    """Something was found again and again; nothing is handed over."""


class Cleared(NamedTuple):
    """The texts without what was found, in their order, and how many places that were."""

    texts: list[str]
    places: int


def cleared(texts: Iterable[str]) -> Cleared:
    """Each text read by itself, then all as one. Raises StillThere, or whatever the reader raises."""
    now, places = list(texts), 0
    for _round in range(AT_MOST):
        read = [without(text) for text in now]
        together, more = without_across([text for text, _ in read])
        found = sum(number for _, number in read) + more
        if not found:
            return Cleared(together, places)
        now, places = together, places + found
    raise StillThere


def without(text: str) -> tuple[str, int]:
    """One text, by both readers."""
    found = [(one.start, one.end, INSTEAD[one.kind]) for one in identity.find(text)]
    found += [(hit.start(), hit.end(), instead) for instead, pattern in MORE for hit in pattern.finditer(text)]
    return put_in(text, apart(found))


def apart(found: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """None over another: of two, the one that begins first, then the longer."""
    kept: list[tuple[int, int, str]] = []
    for one in sorted(found, key=lambda each: (each[0], -each[1])):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


def put_in(text: str, found: list[tuple[int, int, str]]) -> tuple[str, int]:
    for start, end, instead in reversed(found):
        text = text[:start] + instead + text[end:]
    return text, len(found)


def without_across(texts: list[str]) -> tuple[list[str], int]:
    """What points at somebody only where two texts are read together."""
    whole = "\n\n".join(texts)
    found = identity.find(whole)
    cut, at = [], 0
    for text in texts:
        here = [
            (max(one.start - at, 0), min(one.end - at, len(text)), INSTEAD[one.kind])
            for one in found
            if one.start < at + len(text) and one.end > at
        ]
        cut.append(put_in(text, here)[0])
        at += len(text) + 2
    return cut, len(found)
