"""Registration plates of a patient's car."""

import re
from collections.abc import Iterator

from screening.identity.identifier import Identifier
from screening.identity.page import Page

NEW = re.compile(r"(?<![\w\-/.])[A-HJ-PR-Ya-hj-pr-y]{2}(?:0[1-9]|[1-7]\d) ?[A-HJ-PR-Za-hj-pr-z]{3}(?![\w\-/])")
OLD = re.compile(
    r"(?<![\w\-/.])(?:[A-HJ-NPR-TV-Y]\d{1,3} ?[A-HJ-PR-Y]{3}|[A-HJ-PR-Y]{3} ?\d{1,3} ?[A-HJ-NPR-TV-Y]|"
    r"[A-HJ-PR-Y]{1,3} ?\d{1,4}|[A-Z]{3} \d{3,4}|\d{1,4} [A-Z]{2,3})(?![\w\-/])"
)
CAR = re.compile(
    r"\b(?:number ?plates?|plates?|reg(?:istration)?(?: (?:no|number|plate))?|"
    r"car|drives?|drove|parked|parks|range rover|rover|mini|audi|bmw|"
    r"merc(?:edes)?|golf|polo|fiesta|corsa|tesla|nissan|toyota|ford|fiat|"
    r"kia|porsche|jaguar|jag|bentley|convertible|van|"
    r"taxi|motorbike|moped|vehicle|bay|car park|dashcam|cctv|blocking)\b"
)
PLATE = re.compile(r"\b(?:number ?plate|plate|reg|registration|vrn)\b(?! (?:with|as|at|body))")
NOT_HERS = re.compile(
    r"\b(?:lot|batch|serial|rep's|courier|supplier|(?:our|my|works|company|"
    r"the rep's) (?:own |new |old )?(?:car|van|mini|plate|reg|registration|"
    r"golf)|"
    r"delivery|engineer's|cqc|gmc|nmc|gdc|product|model no)\b"
)


def plates(page: Page) -> Iterator[Identifier]:
    for found in NEW.finditer(page.even):
        before, near = page.before(found.start(), 80), page.near(found.start(), found.end(), 80)
        if not NOT_HERS.search(before) and (CAR.search(near) or found.group().isupper() and " " in found.group()):
            yield Identifier(found.start(), found.end(), "registration_plate")
    for found in OLD.finditer(page.even):
        before, after = page.before(found.start(), 40), page.after(found.end(), 20)
        if (
            any(map(str.isdigit, found.group()))
            and (named(before, after) or is_on_a_car(before))
            and not NOT_HERS.search(before)
        ):
            yield Identifier(found.start(), found.end(), "registration_plate")


def is_on_a_car(before: str) -> bool:
    """His van P886 TRO."""
    return bool(
        re.search(r"\b(?:her|his|the patient's|patient's|client's)\b[\w' ]{0,20}$", before) and CAR.search(before[-12:])
    )


def named(before: str, after: str) -> bool:
    """The old shapes are also those of lots and rooms: only a plate that is called one."""
    return bool(
        re.search(PLATE.pattern + r"[\w' ]{0,12}[:,\"' ]*$", before)
        or re.match(r"^[\"' ]*(?:on|is|was) (?:the|her|his) (?:number ?)?(?:plate|reg)", after)
    )
