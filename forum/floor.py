"""What is too little or too loud to be of use to whoever reads it, said as advice once the gate has read it. Pure."""

import re

from django.utils.translation import gettext_lazy as _

SHORTEST_TITLE, SHORTEST_OPENING = 5, 20
LOUD_FROM = 24  # letters: a short one may be an abbreviation
WORDS = re.compile(r"[^\W\d_]+")
CALLS = {
    "help", "hello", "hi", "please", "pls", "plz", "urgent", "urgently", "advice", "advise", "needed", "need", "anyone",
    "anybody", "quick", "asap", "hey", "dear", "all", "me", "i", "any", "some", "thoughts", "opinion", "opinions",
    "wanted", "required", "colleagues", "everyone", "sos",
}  # fmt: skip

NO_WORDS = _("Please say it in a few words: signs and pictures alone tell little to whoever reads this later.")
LOUD = _(
    "Please write it without capital letters throughout: it reads as shouting, and it is harder to read. "
    "Abbreviations can stay as they are."
)
LONE_CALL = _(
    "Please say in the title what it is about, such as the treatment and what you saw: colleagues look for it."
)
TITLE_TOO_SHORT = _("A title needs at least 5 characters.")
TOO_SHORT = _(
    "Please write a little more, at least 20 characters: what you did, what you saw, and what you would like to know."
)


def advice_on_title(title: str) -> str:
    """Why colleagues would pass it by; empty where nothing stands against it."""
    if len(title.strip()) < SHORTEST_TITLE:
        return TITLE_TOO_SHORT
    said = [word.lower() for word in WORDS.findall(title)]
    if not said:
        return NO_WORDS
    if set(said) <= CALLS:
        return LONE_CALL
    return LOUD if is_loud(title) else ""


def advice_on_opening(body: str) -> str:
    if len(" ".join(body.split())) < SHORTEST_OPENING:
        return TOO_SHORT
    return advice_on_reply(body)


def advice_on_reply(body: str) -> str:
    """A short answer ("Twice a day.") is an answer."""
    if not WORDS.search(body):
        return NO_WORDS
    return LOUD if is_loud(body) else ""


def is_loud(text: str) -> bool:
    """Nearly all in capitals, although it is long enough for sentences."""
    letters = [letter for letter in text if letter.isalpha() and letter.lower() != letter.upper()]
    return len(letters) >= LOUD_FROM and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)
