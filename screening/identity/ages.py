"""Ages over 89: so few people are that old that the age tells who it is."""

import re
from collections.abc import Iterator

from screening.identity.identifier import Identifier
from screening.identity.page import Page

WORDS = (
    r"(?:ninety(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|"
    r"(?:a |one )hundred(?: and (?:one|two|three|four|five|six|seven|eight|"
    r"nine|ten))?)"
)
NUMBER = r"(?:9\d|1[01]\d)"
AGE = re.compile(
    rf"(?<![\w.:/\-£$+])(?:{NUMBER}|{WORDS})(?:[ -]?(?:years?|yrs?)[ -]?(?:old|"
    rf"young|of age)\b|[ -]?y/?o\b|[ -]year[- ]old|(?: ?yrs?\b| ?[fm]\b)(?=[ ,.)\-]|"
    rf"$)| years)"
    rf"|\b(?:aged?|age of|is|was|she's|he's|i'm|i am|turned|turning|turns|now|at|just|"
    rf"a sprightly|mum's|over|nearly|gran's|nan's|she is|he is|being) (?:{NUMBER}|{WORDS})(?=[ ]?[,.;:!?)]|"
    rf" too (?:old|late)|"
    rf"$| (?:and|but|who|now|next|last|this|so|with|on|in|years|today|yesterday)\b)"
    rf"|\b(?:in|into) (?:her|his|their) (?:(?:early|mid|late)[- ]?)?(?:nineties|"
    rf"90s|90's)\b|\b(?:ninety|90)[- ]?(?:something|odd)\b|\bnonagenarian\b|"
    rf"\bcentenarian\b"
    rf"|\b[fm] ?,? ?{NUMBER}(?=[ ,.)]|$)"
)
PERSON = re.compile(
    r"\b(?:i'm|i am|grand\w+|turned|turns|turning|she|her|he|his|him|patient|"
    r"pt|lady|gentleman|woman|man|mum|mother|regular|"
    r"nan|gran|granny|grandma|client|dad|father|aged?|old|mrs|mr|nonagenarian|"
    r"centenarian|great-gran\w*)\b"
)
NOT_AGE = re.compile(
    r"\b(?:sats?|spo2|bp|pulse|hr|heart rate|o2|oxygen|weighs?|weight|kg|"
    r"percent|per cent|score|dose|mg|ml|units|iu|range|median|mean|study|"
    r"trial|cohort|participants|respondents|temp|cost|£|limit|mph|miles|"
    r"minutes|hours|degrees|room|page|fridge|battery|volume|ranging)\b"
)
MEASURE_AFTER = re.compile(
    r"^ ?(?:%|percent|per cent|kg|mg|ml|mcg|units|iu|cm|mm|minutes|mins|"
    r"hours|days|degrees|over|/\d|bpm|on air|quid|pounds|patients|cases|"
    r"people|sessions|miles|likes|members|comments|posts)"
)


def old_ages(page: Page) -> Iterator[Identifier]:
    for found in AGE.finditer(page.low):
        before, after = page.before(found.start(), 60), page.after(found.end(), 20)
        around = f"{before} {found.group()} {page.after(found.end(), 60)}"
        person = PERSON.search(around) or re.match(r"[fm]\b", found.group())
        if person and not NOT_AGE.search(before[-34:]) and not MEASURE_AFTER.match(after):
            yield Identifier(found.start(), found.end(), "age_over_89")
