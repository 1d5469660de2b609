"""Dates: how people write a day, and dates of birth by what stands around them."""

import re
from collections.abc import Iterator

from screening.identity.identifier import Identifier
from screening.identity.page import Page

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
ORDINAL = (
    r"(?:twenty[- ]first|twenty[- ]second|twenty[- ]third|twenty[- ]fourth|twenty[- ]fifth|twenty[- ]sixth|"
    r"twenty[- ]seventh|twenty[- ]eighth|twenty[- ]ninth|thirty[- ]first|thirtieth|twentieth|nineteenth|eighteenth|"
    r"seventeenth|sixteenth|fifteenth|fourteenth|thirteenth|twelfth|eleventh|tenth|ninth|eighth|seventh|sixth|fifth|"
    r"fourth|third|second|first)"
)
SPOKEN_YEAR = (
    r"(?:nineteen|twenty|two thousand(?: and)?)(?:[- ](?:hundred|oh|ten|"
    r"eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|one|two|three|four|five|six|seven|"
    r"eight|nine)){0,3}"
)
OF_YEAR = rf"(?:,? ?-?(?:(?:19|20)\d\d|{SPOKEN_YEAR})| ?-?'?\d\d(?!\d))"
NUMERIC = (
    r"\d{1,2} ?[/.\-] ?\d{1,2} ?[/.\-] ?(?:(?:19|20)\d\d|\d\d)(?![\d:%])|(?:19|20)\d\d[/.\-]\d{1,2}[/.\-]\d{1,2}(?!\d)"
)
DAY_MONTH = rf"(?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?|{ORDINAL})(?: of)?[ \-./]?{MONTH}\b\.?"
MONTH_DAY = rf"{MONTH}\.? (?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?!\d|[:.]\d)"
WORDED = rf"(?:{DAY_MONTH}|{MONTH_DAY})"
WHOLE_DATE = rf"(?:{NUMERIC}|{WORDED}{OF_YEAR})"
FEAST = (
    r"(?:new year's (?:eve|day)|christmas (?:eve|day)|boxing day|good friday|easter (?:sunday|monday)|valentine's day|"
    r"halloween|bonfire night|st patrick's day)"
)
FULL = re.compile(rf"(?<![\w/.\-]){WHOLE_DATE}", re.IGNORECASE)
MONTH_YEAR = rf"{MONTH}\.?,? (?:of )?(?:(?:19|20)\d\d|'\d\d|{SPOKEN_YEAR})"
ANY = re.compile(
    rf"(?<![\w/.\-])(?:{NUMERIC}|{WORDED}{OF_YEAR}?|{MONTH_YEAR}|"
    rf"{FEAST} (?:19|20)\d\d|"
    r"\d{1,2} ?[/\-] ?\d{4}(?!\d)|\d{1,2} \d{1,2} (?:19|20)?\d\d(?![\d:%])|\d{8}(?!\d)|\d{6}(?!\d))",
    re.IGNORECASE,
)
LIKE_BIRTH = re.compile(
    r"(?:\b(?:d\.? ?o\.? ?b\.?|date of birth|birth ?date|birth ?day|born|"
    r"b\.|dob's|birthdate)(?:\W+(?:is|was|of|on|in|the|as|being|falls|it's|it is|its|:|"
    r"for (?:the|this) "
    r"(?:patient|lady|client|one)))*|\b(?:lady|gentleman|man|woman|girl|"
    r"boy|pt|patient) of|\bborn [a-z' ,]{0,24}? ?on(?: the)?|"
    r"\b(?:date of birth|dob|birthday)[a-z' ,:]{0,20})\W*$"
)
NOT_A_PERSON = re.compile(
    r"\b(?:clinic|company|product|brand|idea|forum|group|charity|guideline|"
    r"business|practice|our|procedure|filler|toxin)\W+"
    r"(?:\w+\W+)?(?:was |is |were )?born|(?:our|clinic's|company's|forum's|its|academy's) (?:\w+ )?birthday"
)
AGED_BEFORE = re.compile(
    r"\b(?:aged?|child|boy|girl|baby|toddler|infant) ?(?:of )?\d{0,2}(?: months?| weeks?)?\W{0,3}$"
)
BORN_AFTER = re.compile(r"^\W{0,4}(?:\(?d\.?o\.?b\b|date of birth|is (?:her|his|the) (?:dob|date of birth|birthday))")
ON_A_CARD = re.compile(
    r"\b(?:id|i\.d\.|passport|licen[cs]e|identity card|birth cert(?:ificate)?|student card)(?: card)?,? (?:it )?"
    r"(?:says?|said|shows?|showed|has|had|gives?|gave|read|reads|is|was|"
    r"with)(?: her| him| she was| born)?(?: as| on)?(?: the)?\W*$"
)
OF_A_PATIENT = re.compile(
    r"^[,;:) ]+(?:[\w'-]+ ){0,3}?(?:retired|smoker|non-smoker|wants|had|"
    r"has|asks|allerg\w+|nkda|no allergies|penicillin|lips|"
    r"female|male|lady|gentleman|f|m|diabetic|asthma\w*|fit and well|pregnant|"
    r"married|single|works|attended|presented|came)\b"
)
OLD = 2012


def dobs(page: Page) -> Iterator[Identifier]:
    for found in ANY.finditer(page.low):
        if tells_a_birth(page, found):
            yield Identifier(found.start(), found.end(), "dob")


def tells_a_birth(page: Page, found: re.Match[str]) -> bool:
    before = page.before(found.start())
    if NOT_A_PERSON.search(before):
        return False
    if LIKE_BIRTH.search(before) or BORN_AFTER.search(page.after(found.end())):
        return True
    if ON_A_CARD.search(before) and FULL.fullmatch(found.group()):
        return True
    if not FULL.fullmatch(found.group()):
        return False
    return bool(AGED_BEFORE.search(before)) or heads_a_patient(page, found)


def heads_a_patient(page: Page, found: re.Match[str]) -> bool:
    """23.2.1955, retired, one kidney, wants …: a day of some decades ago that opens the sentence."""
    opens = not page.before(found.start(), 30).strip(" \n-*(\"'")
    return opens and long_ago(found.group()) and bool(OF_A_PATIENT.match(page.after(found.end())))


def loose_births(page: Page) -> Iterator[Identifier]:
    """Whole dates of some decades ago: births only where they stand in one row with a patient's other details."""
    for found in FULL.finditer(page.low):
        if long_ago(found.group()):
            yield Identifier(found.start(), found.end(), "dob")


def long_ago(date: str) -> bool:
    if year := re.search(r"(?:19|20)\d\d", date):
        return 1900 < int(year.group()) <= OLD
    short = re.search(r"\d\d$", date)
    return bool(short and (int(short.group()) > 30 or int(short.group()) <= OLD % 100))
