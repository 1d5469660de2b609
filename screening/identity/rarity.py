"""Rare combinations: an office, a work and a place that together leave one person."""

import re
from collections.abc import Iterator

from screening.identity.identifier import Identifier
from screening.identity.page import Page

PLACE = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|"
    r"April|May|June|July|August|September|October|November|December|Christmas|"
    r"Easter)[A-Z][a-z\u00c0-\u024f'-]+(?:[ -](?:on|upon|in|le|by|under|"
    r"the|of|[A-Z][a-z'-]+)){0,3}"
)
THE_ONLY = re.compile(
    r"\b(?:[Tt]he|[Oo]ur|'s|[Aa]s) ?(?:town's |village's |island's |county's "
    r")?(?:only|first|youngest|oldest|one and only|sole|last)(?: ever)? "
    r"(?:[A-Za-z'-]+,? ){1,6}?(?:in|on|of|at|from|for|to have) (?:the )?(?:village "
    r"of |town of |isle of |whole of |all of )?" + PLACE
)
THE_ONE_TO = re.compile(
    r"\b(?:[Tt]he|as) (?:only|first|youngest|oldest) (?:woman|man|girl|boy|"
    r"person|lady)(?: ever)? to [a-z]+ (?:the )?" + PLACE
)
OFFICE = (
    r"(?:lady mayor|lord mayor|mayoress|mayor|vicar|rector|curate|dean|bishop|"
    r"archdeacon|rabbi|imam|head ?teacher|headmistress|headmaster|head|MP|"
    r"MSP|MS|"
    r"lollipop lady|lollipop man|postmistress|postmaster|postman|postwoman|"
    r"landlady|landlord|harbour ?master|lighthouse keeper|station ?master|"
    r"town crier|"
    r"high sheriff|sheriff|lord lieutenant|councillor|chief constable|coroner|"
    r"judge|weather presenter|weather girl|newsreader|breakfast presenter|"
    r"goalkeeper|striker|captain|winger|manager|jockey|conductor|organist|"
    r"principal|chief executive|chair|laird|ferryman|piper|"
    r"undertaker|blacksmith|lifeboat coxswain|coxswain|beekeeper|farrier|"
    r"butcher|midwife|district nurse|vet|GP|pharmacist|dentist|headteacher)"
)
OFFICE_AT = re.compile(
    rf"\b(?:[Tt]he|[Oo]ur|is|a|an|as|was|former|current|retired) (?:[a-z-]+ "
    rf"){{0,2}}{OFFICE}s? (?:of|in|at|for|on) (?:the )?(?:[a-z]+ (?:in|of|"
    rf"at|near) )?{PLACE}"
)
WORK_AND_PLACE = re.compile(
    r"\b(?:an? |the )(?:[a-z-]+ ){0,2}(?:florist|farmer|baker|butcher|teacher|"
    r"solicitor|pilot|firefighter|policewoman|policeman|police officer|publican|"
    r"jockey|violinist|cellist|ballerina|dancer|"
    r"presenter|newsreader|footballer|rugby player|paramedic|glassblower|"
    r"taxidermist|vet|lorry driver|tattooist|embalmer|trapeze artist|bagpiper|"
    r"potter|beekeeper|shepherd|shepherdess|fisherman|trawlerman|lifeboat\w*|"
    r"gamekeeper|nun|priest|monk)"
    rf"s? (?:from|in|at|on|of|near) (?:the )?(?:village of |town of |isle "
    rf"of )?(?!London|Manchester|Birmingham|Leeds|Glasgow|Liverpool|Bristol|"
    rf"Edinburgh|Cardiff|Sheffield|Belfast|England|Scotland|Wales|Britain|"
    rf"Ireland|Essex|Kent|Yorkshire|Surrey){PLACE}"
)
TITLED = re.compile(
    r"\b(?:reigning|former|current|ex-)[ -]?(?:miss|mr|mrs) (?:[A-Za-z]+ "
    r")?[A-Z][a-z]+|\b(?:won|winner of|finalist (?:on|in)|contestant on|"
    r"was on(?! [A-Z][a-z]+day)|appeared on|been on|stars? in|presents?|plays? for|plays? (?:goal|"
    r"wing|centre|lead) (?:for|in)) (?:the )?(?:[A-Z][\w']+)(?: [A-Z]?[\w']+){0,3}"
)
MULTIPLE = re.compile(
    r"\b(?:quadruplets?|triplets?|quintuplets?|conjoined twins?|identical twins)\b.{0,40}?\b(?:in|from|of|on) " + PLACE
)
PERSON = re.compile(
    r"\b(?:she|her|he|his|him|patient|pt|client|lady|gentleman|woman|mum|"
    r"mother|husband|wife|daughter|son|model|treated|injected|saw|seen|who)\b"
)
NOT_PATIENT = re.compile(
    r"\b(?:clinic|course|training|conference|supplier|centre|center|unit|"
    r"hospital|trial|study|paper|guideline|product|device|laser|machine|"
    r"speaker|lecturer|talk|registered|licensed|stockist|distributor|"
    r"pharmacy|academy|provider|practitioner|injector|trainer|doctor|nurse|"
    r"prescriber|laboratory|lab|place|way|thing|time|day|colleague|i "
    r"am|i'm|my (?:mentor|boss|colleague)|wholesaler|chamber)\b"
)


def rare_combinations(page: Page) -> Iterator[Identifier]:
    for pattern in (THE_ONLY, THE_ONE_TO, OFFICE_AT, WORK_AND_PLACE, TITLED, MULTIPLE):
        for found in pattern.finditer(page.even):
            near = page.near(found.start(), found.end(), 90)
            if (
                PERSON.search(near)
                and (told_of_a_patient(page, found) or not NOT_PATIENT.search(found.group().lower()))
                and not NOT_PATIENT.search(page.before(found.start(), 20))
            ):
                yield Identifier(found.start(), found.end(), "rare_combination")


def told_of_a_patient(page: Page, found: re.Match[str]) -> bool:
    """The patient is the only nurse in Barrow."""
    return bool(
        re.search(r"\b(?:patient|client|pt|lady|gentleman|she|he)(?:'s| is| was)\s*$", page.before(found.start(), 20))
    )
