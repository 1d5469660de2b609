"""Ways to reach a patient: telephone, e-mail, handle. Those of clinics, firms and helplines pass."""

import re
from collections.abc import Iterator

from screening.identity.cues import OTHERS, PATIENT, lean
from screening.identity.identifier import Identifier
from screening.identity.page import Page

PHONE = re.compile(r"(?<![\w.+/\-])(?:\+\d{1,3}|00[1-9]\d{1,2}|\(?0)(?:[ \-.()/]{0,2}\d){7,11}(?![\w/]|[.\-]\d|,\d{3})")
NOBODYS = re.compile(r"^\(?0(?:306\d|800|808|300|303|330|333|344|345|370|371|8[47]\d|9\d\d)|^0+\D*0+$|^\(?000")
NOT_PHONE = re.compile(
    r"\b(?:order|invoice|tracking|isbn|lot|batch|serial|sn|vat|zoom|meeting "
    r"id|doi|pmid|policy|part|sku|gtin|account|sort code|company no|charity)\W+(?:\w+\W+){0,2}$"
)
MINE = re.compile(
    r"\b(?:my (?:work |own |new )?(?:number|mobile|phone|email|e-mail|mail|"
    r"insta|instagram|handle|line)|(?:ring|call|text|email|e-mail|message|"
    r"whatsapp|dm|reach|contact|follow|find|get) me|i'm on|i am on|me (?:on|"
    r"at)|our|us (?:on|at))\b"
)
HERS = re.compile(
    r"\b(?:her|his|patient'?s?|client'?s?|mum'?s|husband'?s|wife'?s|"
    r"daughter'?s|son'?s|she'?s|he'?s|she is|he is|reach her|reach him|ring "
    r"her|ring him|call her|call him) ?"
    r"(?:(?:own|new|home|work|daytime|contact|best|personal|private|other) "
    r")?(?:mobile|mob|number|phone|tel|telephone|landline|cell|email|e-mail|"
    r"mail|address|insta|instagram|ig|tiktok|twitter|handle|snap|snapchat|"
    r"facebook|fb|page|account|profile|on|at)?\b"
)
EMAIL = re.compile(r"(?<![\w.+\-@])[\w+\-]{1,64}(?:\.[\w+\-]{1,64}){0,5}@[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{1,63}){1,4}")
SPOKEN_EMAIL = re.compile(
    r"(?<![\w.])[a-z0-9_\-]{1,30}(?:(?: dot | ?\[dot\] ?|\.)[a-z0-9_\-]{1,30}){0,3}(?: "
    r"at | ?\[at\] ?| ?\(at\) ?)[a-z0-9\-]{2,30}"
    r"(?: dot | ?\[dot\] ?| ?\(dot\) ?)(?:[a-z]{2,10})(?: dot [a-z]{2,4})?(?!\w)"
)
OFFICE = re.compile(
    r"^(?:lab|talks?|lectures?|speakers?|quiz|shop|store|online|tickets?|"
    r"hire|venue|info|help|helpdesk|hello|admin|office|conference|contact|"
    r"enquir(?:y|"
    r"ies)|support|sales|booking|bookings|reception|team|"
    r"orders?|press|events?|training|education|members?|membership|secretary|"
    r"safeguarding|yellowcard|mail|post|no-?reply|"
    r"accounts?|finance|hr|jobs|careers|complaints|feedback|moderators?|"
    r"mods?|webmaster|editor|editorial|submissions?|library|"
    r"customer\w*|service|services|returns|warehouse|pharmacy|medinfo|medical\w*|"
    r"safety|pv|adverse\w*|regulatory|privacy|dpo|"
    r"governance|clinic|practice|surgery|ward|dept|cpd|courses?|academy|"
    r"register|registrations?|committee|treasurer|chair|"
    r"president|news|newsletter|study\w*|trials?|research|audit|ask|care|"
    r"marketing|media|abstracts|delegates?|exhibit\w*|"
    r"dispensary|prescri\w*|recall\w*|incident\w*|reports?|vigilance|insurance|"
    r"claims|legal|rep|reps|stock\w*|hi)(?:[._\-\d].*)?$"
)
TRADE = re.compile(
    r"school|anatomy|soc\b|hospice|bank|church|clinic|aesthetic|academy|training|pharma|medical|supplies|group|society|"
    r"college|trust|nhs|university|conference|journal|"
    r"official|skincare|skinco|cosmetic|laser|filler|botox|tox|beauty|derma|"
    r"health|institute|assoc|congress|summit|course|"
    r"insur|legal|law|news|magazine|podcast|brand|devices?|ltd|inc|uk$|hq$|"
    r"\.gov|council|guild|forum|expo|events?|salon|spa"
)
HANDLE = re.compile(r"(?<![\w.@/])@[a-z0-9_](?:[a-z0-9_.\-]{0,38}[a-z0-9_])?(?![\w@])")
NETWORK = (
    r"(?:insta(?:gram)?|ig|twitter|tiktok|tik tok|snap(?:chat)?|facebook|"
    r"fb|onlyfans|youtube|telegram|discord|reddit)\b"
)
PLAIN = r"(?=[a-z._\-]*(?:[\d_]|\.[a-z\d]))[a-z0-9_][a-z0-9_.\-]{2,30}[a-z0-9_]"
PLAIN_HANDLE = re.compile(
    rf"\b{NETWORK}(?: ?\b(?:handle|name|username|user|account|page|profile|"
    rf"is|it's|as|under|called|she's|he's|she is|he is|goes by)\b)*[ :=,\"'\-]{{1,4}}"
    rf"(?P<handle>{PLAIN}|u/[\w\-]{{3,30}})(?![\w@])"
)
HANDLE_ON = re.compile(rf"(?<![\w.@/\-])(?P<handle>{PLAIN}) on (?:the )?{NETWORK}")
FIRM = re.compile(
    r"clinic|aesthetic|academy|training|group|pharma|medical|society|college|"
    r"conference|journal|official|institute|assoc|"
    r"ltd|hq$|uk$|course|forum|council|salon|supplies|podcast|magazine|summit|expo"
)
ABOUT_HER = re.compile(
    r"\b(?:she|her|he|his|him|patient|client|model|mum|mother|daughter|sister|they've|their)(?:'s)?\b"
)
TO_FOLLOW = re.compile(
    r"\b(?:follow|tag|subscribe to|credit|ask|ping|cc|thanks|hi|hey|"
    r"hello|mods?|agree with)\W{1,3}$"
)
STAFF = re.compile(
    r"\b(?:reps?|engineer|tutors?|trainers?|colleagues?|accountant|plumber|"
    r"electrician|solicitor|suppliers?|organisers?|courier|"
    r"seller|landlord|receptionist|manager|speakers?|lecturers?|mentor|moderator|"
    r"inspector|secretary|coordinator|registrar|"
    r"consultant|surgeon|dr|prof|professor|author|editor|nurse "
    r"in charge|matron|locum|dentist|supervisor|"
    r"committee|society|college|academy|course|conference|study day|workshop|"
    r"webinar|helpline|switchboard|reception|bookings?|"
    r"distributor|manufacturer|company|insurer|regulator|mhra|cqc|venue|hotel|vacancy|recruit\w*|training)(?:'s)?\b"
)
PATIENTS = re.compile(
    r"\b(?:patients?|clients?|pt|lady|gentleman|complainant|mrs|her mum|"
    r"his mum|mum|daughter|son|treated)\b"
)
CLINICAL = re.compile(
    r"\b(?:lips?|swollen|swelling|bruis\w+|lump|filler|tox|toxin|botox|peel|aftercare|refund|complain\w*|reaction|rash|"
    r"rang|ringing|texted|messaged|voicemail|whatsapp|reply|replied|emailed|"
    r"wrote|forwarded|inbox|droop\w*|wound|stitches|photo of|results?|review)\b"
)


def is_staffs(page: Page, start: int) -> bool:
    """Staff, a firm or an event is spoken of before, and no patient."""
    before = page.low[max(0, start - 110) : start]
    return bool(STAFF.search(before)) and not PATIENTS.search(before)


def phones(page: Page) -> Iterator[Identifier]:
    for found in PHONE.finditer(page.low):
        digits = sum(map(str.isdigit, found.group()))
        if 10 <= digits <= 14 and not NOBODYS.search(found.group()) and is_hers(page, found, mobile=is_mobile(found)):
            yield Identifier(found.start(), found.end(), "phone")


def writer_is_patient(page: Page) -> bool:
    return bool(re.search(r"\bi(?:'m| am) (?:the|a) patient\b|\bpatient,? not\b", page.low))


def is_mobile(found: re.Match[str]) -> bool:
    return re.sub(r"\D", "", found.group()).removeprefix("00").removeprefix("44").removeprefix("0").startswith("7")


def is_hers(page: Page, found: re.Match[str], *, mobile: bool) -> bool:
    before, after = page.before(found.start(), 80), page.after(found.end(), 50)
    near = page.near(found.start(), found.end())
    if NOT_PHONE.search(before) or is_staffs(page, found.start()):
        return False
    if HERS.search(before[-34:]):
        return True
    if MINE.search(before[-40:]):
        return bool(
            re.search(r"\bpatient\b|\"", near) or page.remembered("writer", writer_is_patient)
        ) and not re.search(r"\bour\b", before)
    if re.search(r"\b(?:call|ring|text|phone|ask) (?:on )?$", before) and not PATIENT.search(near):
        return False
    if ABOUT_HER.search(before) and not OTHERS.search(before[-24:]):
        return True
    side = lean(before, after)
    return side > 0 or side == 0 and bool(PATIENT.search(near) or mobile and CLINICAL.search(near))


def emails(page: Page) -> Iterator[Identifier]:
    for pattern in (EMAIL, SPOKEN_EMAIL):
        for found in pattern.finditer(page.low):
            if is_private(page, found):
                yield Identifier(found.start(), found.end(), "email")


def is_private(page: Page, found: re.Match[str]) -> bool:
    mailbox, _, domain = found.group().replace(" at ", "@").replace("[at]", "@").partition("@")
    if OFFICE.match(mailbox.strip()) or is_staffs(page, found.start()):
        return False
    before, after = page.before(found.start(), 80), page.after(found.end(), 50)
    if HERS.search(before[-34:]):
        return True
    if MINE.search(before[-40:]):
        return '"' in before and bool(PATIENT.search(page.near(found.start(), found.end(), 60)))
    side, near = lean(before, after), page.near(found.start(), found.end())
    return side > 0 or side == 0 and not TRADE.search(domain) and bool(PATIENT.search(near) or CLINICAL.search(near))


def handles(page: Page) -> Iterator[Identifier]:
    for found in HANDLE.finditer(page.low):
        if is_a_patients(page, found.start(), found.end()):
            yield Identifier(found.start(), found.end(), "handle")
    for pattern in (PLAIN_HANDLE, HANDLE_ON):
        for found in pattern.finditer(page.low):
            start, end = found.span("handle")
            if is_a_patients(page, start, end):
                yield Identifier(start, end, "handle")


def is_a_patients(page: Page, start: int, end: int) -> bool:
    before, after = page.before(start, 80), page.after(end, 60)
    firm = FIRM.search(page.low[start:end])
    if is_staffs(page, start):
        return False
    if HERS.search(before[-30:]):
        return not (firm and re.search(r"\btheir\b", before[-30:]))
    if firm or MINE.search(before[-40:]) or TO_FOLLOW.search(before):
        return False
    if ABOUT_HER.search(before) or ABOUT_HER.search(after):
        return True
    return lean(before, after) >= 0 and bool(ABOUT_HER.search(page.near(start, end)))
