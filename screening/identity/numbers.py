"""Numbers of patients: the NHS number with its check digit, and the many numbers that hospitals give."""

import re
from collections.abc import Iterator

from screening.identity.cues import PATIENT
from screening.identity.identifier import Identifier
from screening.identity.page import Page

TEN = re.compile(r"(?<![\w.+/\-])(?:\d{3}([ \-.]?)\d{3}\1\d{4}|\d{3}[ \-.]{0,2}\d{3}[ \-.]{0,2}\d{4})(?![\w/]|[.\-]\d)")
LOOSE_TEN = re.compile(r"(?<![\w.+/\-])\d(?:[ \-.]{0,2}\d){9}(?![\w/]|[.\-]\d)")
NHS = re.compile(
    r"\b(?:nhs|n\.h\.s\.?|chi|h&c|hcn|health and care|wristband|summary "
    r"care record|scr|health number)\b(?: (?:no|num|number|nos|id|#)\b)?"
)
ASKS_OTHERWISE = re.compile(
    r"\b(?:order|invoice|booking|tracking|parcel|consignment|isbn|issn|doi|"
    r"pmid|lot|batch|serial|sn|vat|company|policy|account|"
    r"acc|sort code|card|zoom|meeting|webinar|passcode|phone|tel|telephone|"
    r"fax|ring|call|helpline|quote|part|product|sku|"
    r"barcode|gtin|ean|po|purchase|ticket|case ref|reference|ref|licen[cs]e|"
    r"registration|pin|gmc|nmc|gdc|gphc|charity|supply chain|supplies|"
    r"study|trial|nct|isrctn|eudract|orcid|membership|model|ce|ukca|"
    r"fda|stock|catalogue|cat|code|supplier|dispatch|delivery)\b"
)
HOSPITAL = re.compile(
    r"\b(?:mrn|(?:her|his|patient's|client's) records?(?:'s| is| are)? (?:filed|"
    r"kept|under)|(?:chart|folder|notes|file) (?:was|is|were|are) numbered|"
    r"clinic (?:no|number)|records? at the \w+|at the (?:trust|"
    r"hospital|royal|infirmary|general|western|eye unit)|trust (?:no|number)|"
    r"hosp(?:ital)?\.? ?(?:id|no|num|number|nr|n|#)?|unit (?:no|"
    r"num|number)|(?:patient|pt|pt's|patient's|client)'?s? ?(?:no|num|number|"
    r"id|ref|#)|"
    r"medical record(?:s)? ?(?:no|number)?|record (?:no|number)|case ?notes?|"
    r"case ?(?:no|number)|wristband|a&e|ae|ward|reg\.? no\.? at the hospital|"
    r"k number|k-number|r number|pas (?:no|number)|district (?:no|number)|x-?ray (?:no|number)|accession|"
    r"number at the [a-z &']{2,30}|notes number|her notes|his notes|dental (?:no|number)|"
    r"(?:emis|systmone|system one|crn|pid|rin|urn)|chart (?:no|number)|folder "
    r"(?:no|number)|infirmary|sticker|discharge (?:letter|summary)|burns "
    r"unit|max ?fax|eye hospital|"
    r"under (?:number|no))\b"
)
HOSPITAL_AFTER = re.compile(
    r"^\W{0,4}(?:was |is |were |being )?(?:the |her |his |their |a )?(?:number "
    r"|no\.? |one |id |ref )?(?:on |from |at |in |for )?(?:the |her |his "
    r"|my )?"
    r"(?:a&e |hospital|ward|wristband|mrn|hosp\b|unit number|patient number|"
    r"patient's number|case ?notes|infirmary|discharge|eye hospital|trust's)"
)
RECORD = re.compile(
    r"(?<![\w/.\-@])(?<!\d )\d{2,3}(?: \d{1,4}){2,3}(?![\w/]|[.\-]\d| \d)|"
    r"(?<![\w/.\-@])(?<!\d )(?=[a-z0-9/\-]*\d{2})(?:[a-z]{1,4}[/\-]?)?\d{1,10}(?:(?:[/\-.]|"
    r" (?=\d{3}))[a-z0-9]{1,7}){0,3}[a-z]?"
    r"(?![\w/]|[.\-]\d|%| \d)"
    r"|(?<![\w/.\-@])(?:r[a-z0-9]{2}|(?!id|no|nr|on|at|in|is|of|to|by|or|"
    r"as|it|pt|rn|am|an|we|me|he|a )[a-z]{1,2}) ?\d{5,8}(?![\w/]|[.\-]\d|"
    r" \d)"
)
MEASURED = re.compile(r"^ ?(?:ml|mg|mcg|iu|units?|%|quid|pounds|people|patients|members|posts|shots|pulses)\b")
WARDS = re.compile(
    r"\b(?:seen at|oncology|neurology|rheumatology|cardiology|addenbrooke's|"
    r"st \w+'s|hospital|infirmary|a&e|ed|casualty|ward|royal|general|trust|"
    r"eye "
    r"unit|dermatology|ophthalmology|max ?fax|plastics|burns|"
    r"discharged?|admitted|admission|outpatients?|histology|biopsy|swab|"
    r"x-?ray|ct|mri|scan|notes|record|records|label|sticker|"
    r"wristband|bracelet|tag|chart|epr|pas|emis|systmone|casenotes?|letter|"
    r"referral|appointment|theatre|pathology|lab)\b"
)
SOMEBODY = re.compile(
    r"\b(?:she|her|he|his|him|patient|patient's|pt|client|client's|lady|"
    r"gentleman|mum|mrs|mr|miss|ms|number|no|ref|id)\b"
)
DIRECTLY = re.compile(
    r"\b(?:(?:chart|record|folder|case ?notes?|notes|attendance|episode|"
    r"admission|identifier|hospital card|unit number|unit no)"
    r"|(?:her|his|patient's|client's) (?!mobile|phone|order|booking|policy|"
    r"card|licen[cs]e|insurance|account|house|home|contact|work)"
    r"[a-z]+ (?:number|no|ref|id)|(?:oncology|dermatology|eye|dental|burns|"
    r"ed|a&e|cardiology|rheumatology) (?:number|no|ref|id))"
    r"(?: (?:is|was|no|number|id))*[\s:,.#]*$"
)
LETTERED = re.compile(r"(?<![\w/.\-@])[A-Z]{2,4}[ \-/]?\d{2,6}(?:[/ \-][\dA-Z]{1,6}){1,3}(?![\w/])")
SYSTEMS = re.compile(
    r"\b(?:on their system|filed|picture is of|biopsied|scanned|unit|hospital|"
    r"registrar|infirmary|trust|nhs|radiologist|(?:wrist)?band|folder|casualty|"
    r"theatre|discharged?|ward|outpatients?|records?|referred|scans?|specimen|"
    r"(?:your|their|her|his) (?:number|reference|no|ref)|registered as|comes? up as)\b"
)
THEIRS = re.compile(r"\b(?:your|their|her|his|patient's) (?:own )?(?:number|reference|no|ref)\W*(?:is|was|being)?\W*$")
NUMBERED = re.compile(r"(?:\bno|\bnum|number|mrn|\bid|#|\bnotes)\W*(?:is|was)?\W*$")
TRUST_CODE = re.compile(r"^(?:r[a-z0-9]{2}[ \-/]?|hn ?)\d{5,8}$")
NOT_RECORD = re.compile(
    r"\b(?:lot|batch|serial|s/?n|order|invoice|policy|company|vat|doi|isbn|"
    r"pmid|pin|study|trial|nct|exp|expiry|gmc|nmc|gdc|"
    r"gphc|room|bay|couch|tracking|product|ref code|order code|part no|model|"
    r"bed|fee|beds|cost|costs|price|extension|ext|"
    r"page|pages|volume|vol|chapter|units|iu|mg|ml|mcg|phone|ring|call|bleep|"
    r"helpline|parking|car park|membership|badge|"
    r"cqc|provider|location id|asset|charity|ods|recall|catheter|device|machine|laser|sessions|protocol)\b"
)


def is_valid(digits: str) -> bool:
    """The check digit of an NHS number: weights ten to two, modulus eleven."""
    rest = 11 - sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False)) % 11
    return rest % 11 == int(digits[9]) and rest != 10 and len(set(digits)) > 1


def nhs_numbers(page: Page) -> Iterator[Identifier]:
    for pattern in (TEN, LOOSE_TEN):
        for found in pattern.finditer(page.low):
            before = page.before(found.start(), 45)
            if is_nhs(before, re.sub(r"\D", "", found.group()), told=pattern is LOOSE_TEN):
                yield Identifier(found.start(), found.end(), "nhs_number")


def is_nhs(before: str, digits: str, *, told: bool) -> bool:
    """Named as one, or with a valid check digit and no other use named; in odd groups only where it is named."""
    named, other = last(NHS, before), last(ASKS_OTHERWISE, before)
    if named >= 0 and named > other:
        return True
    otherwise = other >= 0 and other > last(PATIENT, before)
    return not told and not otherwise and digits[0] != "0" and is_valid(digits)


def hospital_numbers(page: Page) -> Iterator[Identifier]:
    end = -9
    for found in RECORD.finditer(page.low):
        digits = sum(map(str.isdigit, found.group()))
        goes_on = digits > 4 and re.fullmatch(r" and |, | & | ?/ ?", page.low[end : found.start()]) if end > 0 else None
        if goes_on or is_record(page, found, digits):
            end = found.end()
            yield Identifier(found.start(), found.end(), "hospital_number")


def lettered(page: Page) -> Iterator[Identifier]:
    """PL 663/2091 and SKN 45 00 17: capitals, then five digits or more in groups, of somebody who was at a hospital."""
    for found in LETTERED.finditer(page.even):
        around = page.low[max(0, found.start() - 90) : found.end() + 60]
        told = (
            sum(map(str.isdigit, found.group())) > 4
            and SYSTEMS.search(around)
            and (SOMEBODY.search(around) or re.search(r"\bnhs\b|band\b|\bunder\W{1,3}$", page.before(found.start())))
        )
        before = page.before(found.start(), 45)
        otherwise = NOT_RECORD.search(before) or ASKS_OTHERWISE.search(before[-30:]) and not THEIRS.search(before)
        if told and not otherwise:
            yield Identifier(found.start(), found.end(), "hospital_number")


def is_record(page: Page, found: re.Match[str], digits: int) -> bool:
    if digits < 4 or is_phone(found.group()) or MEASURED.match(page.after(found.end(), 12)):
        return False
    before, after = page.before(found.start(), 60), page.after(found.end(), 60)
    asked, other = last(HOSPITAL, before), last(NOT_RECORD, before)
    if is_year(found.group(), before) or other > asked and other >= len(before) - 30:
        return False
    if asked >= 0 and asked >= len(before) - 24:
        return digits > 4 or bool(NUMBERED.search(before))
    if DIRECTLY.search(before):
        return True
    if TRUST_CODE.match(found.group()) and page.even[found.start() : found.end()].isupper():
        return True
    if re.search(r"\b(?:\w+) under\W*$", before):
        return digits > 4 and not found.group().isdigit() or digits > 5
    if (
        digits > 4
        and not found.group().isdigit()
        and re.match(r"[\"' ]*(?:is|was) (?:written|printed|stamped) on", after)
    ):
        return True
    return bool(HOSPITAL_AFTER.search(after)) or digits > 4 and is_of_a_hospital(before, after)


def is_of_a_hospital(before: str, after: str) -> bool:
    """A long number in a sentence about a hospital and somebody who was there."""
    around = f"{before} {after}"
    return bool(WARDS.search(around) and SOMEBODY.search(around)) and not NOT_RECORD.search(around)


def is_phone(written: str) -> bool:
    digits = re.sub(r"[^a-z0-9]", "", written)
    return digits.isdigit() and digits[0] == "0" and len(digits) in (10, 11)


def is_year(digits: str, before: str) -> bool:
    """2019 after "hospital in" is a year; after "hosp no" it is a number."""
    return bool(re.fullmatch(r"(?:19|20)\d\d", digits)) and not re.search(r"(?:no|number|num|mrn|id|#)\W*$", before)


def last(words: re.Pattern[str], before: str) -> int:
    """Where the last such word ends, or -1."""
    return max((found.end() for found in words.finditer(before)), default=-1)
