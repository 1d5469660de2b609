"""The reading: every finder over one page, and of finds that overlap the one that says most."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from screening.identity import ages, contact, dates, numbers, places, plates, rarity, spoken, treatment
from screening.identity.identifier import Identifier
from screening.identity.names.judge import names
from screening.identity.page import Page

# Where two finds overlap, the earlier in this list is kept.
ORDER = (
    "treatment_date_clinic", "email", "nhs_number", "dob", "phone", "postcode", "address", "hospital_number", "handle",
    "name", "registration_plate", "age_over_89", "rare_combination",
)  # fmt: skip

FINDERS = (
    treatment.treatments, contact.emails, numbers.nhs_numbers, dates.dobs, contact.phones, places.postcodes,
    places.addresses, numbers.hospital_numbers, numbers.lettered, spoken.spoken_numbers, contact.handles, plates.plates,
    ages.old_ages, rarity.rare_combinations,
)  # fmt: skip


def find(text: str) -> list[Identifier]:
    """Every identifier of a patient in this text, in the order of the text, none over another."""
    page = Page(text)
    certain = apart(structured(page))
    births = list(dates.loose_births(page))
    named = list(names(page, spots([*certain, *births])))
    return sorted(apart([*certain, *named, *births_beside(page, births, [*named, *certain])]))


def details_of(page: Page) -> list[tuple[int, int]]:
    """Where the numbers, dates and addresses of patients stand: a name beside them is a patient's."""
    return spots([*apart(structured(page)), *dates.loose_births(page)])


def spots(found: Iterable[Identifier]) -> list[tuple[int, int]]:
    return sorted({(one.start, one.end) for one in found})


def structured(page: Page) -> Iterator[Identifier]:
    for finder in FINDERS:
        yield from finder(page)


def births_beside(page: Page, births: list[Identifier], others: list[Identifier]) -> Iterator[Identifier]:
    """A whole date of some decades ago is a date of birth where it stands beside a name or a number of a patient."""
    beside = sorted(other for other in others if other.is_direct)
    for date in births:
        at = bisect_left(beside, date)
        if any(are_beside(page, date, other) for other in beside[max(0, at - 2) : at + 2]):
            yield date


def are_beside(page: Page, one: Identifier, other: Identifier) -> bool:
    first, second = sorted((one, other))
    between = page.low[first.end : second.start]
    apart_by = [word for word in between.split() if word.isalpha() and len(word) > 4]
    return second.start >= first.end and len(between) <= 20 and not apart_by


def apart(found: Iterable[Identifier]) -> list[Identifier]:
    """Kept in order of weight, each only where nothing weightier stands."""
    kept: list[Identifier] = []
    taken = bytearray()
    for each in sorted(found, key=lambda one: (ORDER.index(one.kind), one.start - one.end)):
        if len(taken) < each.end:
            taken.extend(bytes(each.end - len(taken)))
        if not any(taken[each.start : each.end]):
            taken[each.start : each.end] = b"\x01" * (each.end - each.start)
            kept.append(each)
    return kept
