"""Where a patient lives: postcodes and street addresses, not those of venues, clinics and firms."""

import re
from collections.abc import Iterator

from screening.identity.cues import lean
from screening.identity.identifier import Identifier
from screening.identity.page import Page

AREAS = (
    "ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da "
    "dd de dg dh dl dn dt dy e ec eh en ex fk fy g gl gu gy "
    "ha hd hg hp hr hs hu hx ig im ip iv je ka kt kw ky l la ld le ll ln "
    "ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe ph pl "
    "po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf "
    "tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze"
).split()
POSTCODE = re.compile(
    rf"(?<![\w.@/\-])(?:{'|'.join(sorted(AREAS, key=len, reverse=True))})(?:\d\d?|"
    rf"\d[a-z]) {{0,2}}[o\d](?!nd|rd|st|th)[abd-hjlnp-uw-z]{{2}}(?![\w@])"
)
ELSEWHERE = re.compile(
    r"\b(?:care of|suite|the surgery|booking|venue|study day|conference|parking|park|sat nav|satnav|training|"
    r"course|academy|clinic|hotel|supplier|warehouse|"
    r"head office|registered office|company|returns|depot|hospital|unit "
    r"[a-z0-9]+|event|workshop|hall|college|university|"
    r"premises|lease|rent|salon|business park|industrial estate|showroom|centre|center|exhibition|meeting|meet|"
    r"office|cqc|chamber|distributor|deliver(?:y|ies) (?:to|address)|drinks|"
    r"pub|dinner|arena|stadium|doors (?:at|open)|room hire|rooms|pharmacy|station|landlord|"
    r"insurer|we are at|we're at|our|us at|i'm at|moving to|moved to|opening|"
    r"second room|new room|come and see|find us|based at|coverage|"
    r"collect(?:ion)? from|send (?:it|them) (?:back )?to|lecture|mess|theatre|"
    r"airport|church hall|garage|society|council)\b"
)
STREET = (
    r"(?:road|rd|street|st|lane|ln|avenue|ave|close|cl|drive|dr|way|court|"
    r"ct|crescent|cres|place|pl|row|terrace|terr|gardens|gdns|grove|"
    r"hill|park|square|sq|walk|view|rise|mews|green|parade|mead|meadows?|"
    r"croft|fold|gate|wharf|quay|bank|wynd|brae|loan|"
    r"hey|vale|end|yard|chase|drove|heights|estate|house|mansions|tower|towers|cottages?)"
)
LINE = re.compile(
    rf"(?<![\w/.])(?:(?:flat|apt|apartment|unit|room|floor|no\.?) ?\d{{1,4}}[a-z]?,? "
    rf"(?:[a-z' ]{{3,25}}, ?)?)?(?:number )?\d{{1,4}}[a-z]?,? (?:[a-z][a-z'.\-]{{1,20}} "
    rf"){{1,3}}{STREET}\b"
)
BEFORE_POSTCODE = re.compile(
    r"(?<![\w/.])(?:flat \d{1,3}[a-z]?, ?)?\d{1,4}[a-z]? [a-z][a-z'. \-]{3,40}(?:, ?[a-z][a-z'\- ]{2,24}){0,2}[, \n]+$"
)
FLAT = re.compile(r"\b(?:flat|apartment|apt) ?\d{1,4}[a-z]?,? (?:the )?[a-z][a-z']{2,20}(?: [a-z]{2,10})?\b")
NAMED_HOUSE = re.compile(
    r"(?<![\w/.])(?:[a-z'.\-]{2,20} ){1,2}(?:farm|cottage|lodge|barn|villa|"
    r"bungalow|bakehouse|rectory|vicarage|manor|croft|"
    rf"mill|house),? (?:\d{{1,4}} )?(?:[a-z'.\-]{{2,20}} ){{1,2}}{STREET}\b"
)
HERS = re.compile(r"\b(?:she|her|he|his|him|patient|client|lady|gentleman|mum|mrs)\b")
LIVES = re.compile(
    r"\b(?:address|lives?|living|lived|resides?|home|house|moved to|post(?:ed)? "
    r"(?:it |them )?to|sent to|flat|visit|key safe|buzzer|parcel)\b"
)
NOT_ADDRESS = re.compile(
    r"^\d{1,4}[a-z]? (?:people|minutes?|min|mins|miles?|years?|weeks?|days?|"
    r"hours?|patients?|ml|mg|units?|of|in|on|and|to|per|a|is|x|more|"
    r"different|delegates|sessions?|points?)\b"
)


def postcodes(page: Page) -> Iterator[Identifier]:
    for found in POSTCODE.finditer(page.low):
        if is_home(page, found.start(), found.end()):
            yield Identifier(found.start(), found.end(), "postcode")
            yield from street_before(page, found.start())


def is_home(page: Page, start: int, end: int) -> bool:
    before, after = page.before(start, 90), page.after(end, 50)
    if LIVES.search(before[-40:]) and not re.search(
        r"\b(?:clinic|venue|supplier|office|company|academy|college|centre|society|"
        r"firm|their|our|we|i)(?:'s)? (?:address|lives?|moved)",
        before,
    ):
        return True
    if HERS.search(before) and not ELSEWHERE.search(page.low[max(0, start - 60) : start]):
        return True
    return lean(before, after, others=ELSEWHERE) >= 0


def street_before(page: Page, start: int) -> Iterator[Identifier]:
    opening = max(0, start - 90)
    if found := BEFORE_POSTCODE.search(page.low[opening:start]):
        line = found.group().rstrip(", \n")
        yield Identifier(
            opening + found.start(),
            opening + found.start() + len(line.split(",")[0] if not line.startswith("flat") else line),
            "address",
        )


def addresses(page: Page) -> Iterator[Identifier]:
    for found in (*LINE.finditer(page.low), *NAMED_HOUSE.finditer(page.low), *FLAT.finditer(page.low)):
        if not NOT_ADDRESS.match(found.group()) and is_lived_in(page, found):
            yield Identifier(found.start(), found.end(), "address")


def is_lived_in(page: Page, found: re.Match[str]) -> bool:
    before, after = page.before(found.start(), 80), page.after(found.end(), 50)
    if ELSEWHERE.search(before):
        return lean(before, after, others=ELSEWHERE) > 0
    return bool(LIVES.search(before[-60:]) or LIVES.search(after) or lean(before, after, others=ELSEWHERE) > 0)
