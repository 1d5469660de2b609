"""A named clinic together with the exact day of a treatment: few people were there on that day."""

import re
from collections.abc import Iterator

from screening.identity.dates import FEAST, LIKE_BIRTH, MONTH, WHOLE_DATE, WORDED, long_ago
from screening.identity.identifier import Identifier
from screening.identity.page import Page

WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? (?:the )?)?"
SHORT = r"(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|1[0-2])(?![\d/.%]|\d* ?(?:ml|mm|mg|kg|g|cm|%)\b)"
VAGUE = (
    rf"(?:the )?\d{{1,2}}(?:st|nd|rd|th) of (?:last|this) {MONTH}\b|(?:the "
    rf")?(?:first|second|third|fourth|last) [a-z]{{3,6}}day (?:in|of) "
    rf"{MONTH}\b|(?:early|mid|late)[ -]{MONTH} (?:19|20)\d\d|{MONTH} (?:19|20)\d\d"
)
DAY = re.compile(
    rf"(?<![\w/.\-]){WEEKDAY}(?:{WHOLE_DATE}|{VAGUE}|{WORDED}|{FEAST}(?:,? (?:of "
    rf")?(?:19|20)\d\d)?|{SHORT})",
    re.IGNORECASE,
)
KIND = (
    r"(?:Clinics?|Clinique|Skin(?:care|works?|wright|lab)?|Aesthetics?|Rooms?|"
    r"Parlour|Medispa|Med[ -]?Spa|Spa|Studios?|Lounge|Beauty|Cosmetics?|"
    r"Dental|Dentistry|Laser|Wellness|Surgery|Practice|Salon|Face|Faces|"
    r"Lips?|Derm(?:a|atology)?|Medical|Medi|House|Rejuven\w*|Health|Hospital|"
    r"Boutique|Bar|Retreat|Loft|Barn|Dairy|Mill|Bay|Suite|"
    r"Centre|Institute|Sanctuary|Collective|Cosmedics|Aesthetica|Visage|"
    r"Glow|Bloom|Infirmary|Consulting|Therapy|Hub|Lab)"
)
CAPITAL = (
    r"(?!New Year|Christmas|Boxing|Easter|Good Friday|(?:Mon|Tues|Wednes|"
    r"Thurs|Fri|Satur|Sun)day)[A-Z][\w'\u00c0-\u024f-]*"
)
CLINIC = re.compile(
    rf"(?<!\w)(?:[Tt]he )?(?:{CAPITAL} )(?:(?:{CAPITAL}|&|and|of|the|by|on) ){{0,3}}?{KIND}\b(?:(?:,? "
    rf"(?:in|at|on) |, | ){CAPITAL}(?: {CAPITAL})?){{0,2}}"
    rf"|\b[Tt]he {CAPITAL}(?: {CAPITAL}){{0,2}}(?:(?:,? (?:in|at) |, ){CAPITAL}(?: {CAPITAL})?)?"
    rf"|\b(?:our|my|their|the) {CAPITAL}(?:[ -]{CAPITAL})? (?:clinic|branch|"
    rf"practice|salon|rooms|site|surgery|studio|team|place)"
    rf"|\bours \({CAPITAL}\)|{CAPITAL}'s (?:clinic|practice|salon|rooms|place|studio)(?: in {CAPITAL})?"
    rf"|(?<=at )(?:[a-z'&]+ ){{1,3}}in [a-z]+(?= on \d)|(?<=[,\-] ){CAPITAL} "
    rf"(?:(?:{CAPITAL}|&|and|of) ?){{0,2}}, ?{CAPITAL}"
    rf"|(?<=at ){CAPITAL}(?: (?:{CAPITAL}|&|and|of)){{0,3}}(?:(?:,? "
    rf"(?:in|at) |, ){CAPITAL}(?: {CAPITAL})?)?"
    rf"|(?<=at |in )(?:the )?(?!my |our |a |an |the |her |his |another |other "
    rf"|this |that |local |private |same )(?:[a-z'&-]+ ){{1,3}}"
    rf"(?:clinic|aesthetics|medispa|skin|beauty|salon|studio|rooms)\b(?:,? in [a-z]+)?"
    rf"|(?<=with ){CAPITAL}(?: {CAPITAL})? (?:Clinic|Aesthetics|Skin)"
    rf"|\b{CAPITAL}, {CAPITAL}(?=,? (?:on |\d))"
    rf"|(?<=at |in )(?:the )?{CAPITAL}(?: (?:{CAPITAL}|&|and)){{1,2}}, ?{CAPITAL}"
    rf"|\b(?:Cl[ií]nica|Studio|Salon|Maison|Klinika?|Institut\w*) {CAPITAL}(?:, ?{CAPITAL})?"
)
TREATED = re.compile(
    r"\b(?:tear troughs?|cheeks?|brows?|jaw|hands|neck|laser|hifu|ipl|fainted|"
    r"nodule|burn|done|locum|batch|lot|product|syringes?|threads?|filler|"
    r"she|he|"
    r"her|his|him|hers|saw|lip|chin|they|patient|pt|client|lady|gentleman|"
    r"woman|man|"
    r"girl|mum|daughter|treated|attended|seen|injected|had|treatment|session|"
    r"appointment|appt|consultation|reviewed|follow[- ]up|procedure|filler|"
    r"toxin|tox|botox|lips|peel|units|ml|syringe|lump|nodule|nodules|bruise)\b"
)
EVENT = re.compile(
    r"\b(?:open (?:evening|day)|conference|study day|training|courses?(?! "
    r"of)|workshop|masterclass|congress|exhibition|webinar|"
    r"lecture|symposium|expo|doors|tickets?|early bird|agm|seminar|cpd|networking|"
    r"registration|speakers?|delegates|inspection|"
    r"inspected|cqc|visit from|fire drill|mock|demo day|book now|meet[- ]?up|"
    r"sales day|for sale|camping|hiring|rsvp|free parking)\b"
)
ASIDE = re.compile(
    r"\b(?:welcome|members|meeting|event|launch|opening|opens?|opened|closed|"
    r"closing|closes|moving|moved|talk|drinks|party|places|stand|"
    r"delivery|vacanc\w+|rota|interview|audit|published|guideline|social|dinner|lunch|staff|team)\b"
)
SOMEBODY = re.compile(r"\b(?:she|he|her|his|him|patient|pt|client|lady|gentleman|treated|attended|seen|injected|had)\b")
JOIN, REACH = 44, 130


def treatments(page: Page) -> Iterator[Identifier]:
    last = 0
    for found in DAY.finditer(page.low):
        if LIKE_BIRTH.search(page.before(found.start())) or long_ago(found.group()):
            continue
        day = (found.start(), found.end())
        pairs = [(gap(day, clinic), clinic) for clinic in clinics_near(page, day)]
        for _, clinic in sorted(pairs)[:1]:
            start, end = min(day[0], clinic[0]), max(day[1], clinic[1])
            if start >= last and is_joined(page, day, clinic) and tells_treatment(page, start, end):
                last = end
                yield Identifier(start, end, "treatment_date_clinic")


def clinics_near(page: Page, day: tuple[int, int]) -> Iterator[tuple[int, int]]:
    opening = page.even.find(" ", max(0, day[0] - REACH)) + 1 if day[0] > REACH else 0
    for found in CLINIC.finditer(page.even, opening, day[1] + REACH):
        if 0 <= gap(day, (found.start(), found.end())) <= JOIN:
            yield found.start(), found.end()


def gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """The letters between two stretches; negative where they overlap."""
    return max(one[0], other[0]) - min(one[1], other[1])


def is_joined(page: Page, day: tuple[int, int], clinic: tuple[int, int]) -> bool:
    between = page.low[min(day[1], clinic[1]) : max(day[0], clinic[0])]
    return not re.search(r"[.!?;]\s|\n\s*\n|\bborn\b|\bdob\b", between)


def tells_treatment(page: Page, start: int, end: int) -> bool:
    around = page.before(start, 90) + " " + page.low[start:end] + " " + page.after(end, 60)
    if EVENT.search(around) or ASIDE.search(around) and not SOMEBODY.search(around):
        return False
    return bool(TREATED.search(page.near(start, end, 100)))
