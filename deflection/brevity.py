"""Texts that say too little to be read: a picture alone, a link alone, a handful of words (DF23)."""

import re

FEW = 5
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
LINK = re.compile(r"\[[^\]]*\]\(\s*(?:https?://|/)[^)]*\)|(?:https?://|www\.)\S+")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

# A short reply is a thank-you or an answer, unless it points at somebody or something that is not in words.
COURTESIES = frozenset(
    "thank thanks thankyou many cheers ta you so very much great good well nice lovely brilliant excellent "
    "helpful useful agree agreed congratulations congrats sorry welcome done yes no ok okay sure please noted "
    "understood exactly absolutely indeed same here sharing for this that is was really appreciated i to all "
    "everyone both it case study post answer reply learning point hear glad happy".split()
)
POINTING = frozenset(
    "this these that it mine same here now look looks see pic pics picture pictures photo photos image video "
    "attached below help urgent asap advice advise opinion opinions thoughts normal worried worse she her he "
    "his him my patient client lady lip lips nose eye eyes skin cheek face white pale dark black blue grey "
    "purple pain numb swelling swollen bruise occlusion vo".split()
)


def words_of(text: str) -> list[str]:
    """Its words, without pictures and bare addresses; in a script without spaces a sentence is one word."""
    return WORD.findall(LINK.sub(" ", PICTURE.sub(" ", text)).lower())


def is_too_brief(title: str, body: str, *, is_reply: bool) -> bool:
    """Whether a text of a clinical section has to be asked about because nothing in it can be read."""
    said = words_of(body)
    if not said and body.strip():
        return True
    if not is_reply:
        return len(said) + len(words_of(title)) <= FEW
    return len(said) <= FEW and bool(POINTING & set(said)) and not COURTESIES.issuperset(said)
