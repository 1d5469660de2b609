"""The disguise box: the same post as it might also have been written, its label unchanged."""

import random
import re
from collections.abc import Callable, Sequence

OFTEN = 0.5
LABELS = (
    "CASE STUDY", "Case study", "[Case study]", "Case study for learning", "Case report", "For learning", "Reflection",
    "case study - anonymised", "CPD", "Teaching case",
)  # fmt: skip
GREETINGS = (
    "Hope everyone is well.",
    "Hi all, first post here so be gentle.",
    "Quick one, no panic.",
    "Sorry if this is in the wrong section.",
    "Hello lovely people.",
    "Evening all.",
    "Not sure this is the right place.",
    "Long one, get a brew.",
    "Bear with me, typing on my phone.",
    "Morning team.",
    "Probably a silly question.",
    "Admin please move if needed.",
)
CHATTER = (
    "We finally painted the second room and it only took three weekends.",
    "The new autoclave arrived without its manual.",
    "Anyone else going to the autumn conference, I need to share a taxi.",
    "My card machine has been down since the update.",
    "The parking outside the clinic gets worse every month.",
    "I am still catching up on last month's invoices.",
    "We had cake for the receptionist's birthday so it was that sort of day.",
    "The website people want another deposit before they change a photo.",
    "Traffic was awful and the school run did not help.",
    "I have been meaning to write here since the study day.",
    "The supplier sent the wrong size gloves again.",
    "My insurer wants the renewal form back by the end of the month.",
    "Thank you for the tips on consent forms, they were really useful.",
    "Our landlord is putting up the rent so we may move.",
    "I did the level seven last year and would do it again.",
    "The dog came to work and slept under the desk.",
    "We are thinking of closing on Mondays.",
    "I never know which hashtags to use.",
    "The coffee machine is on its last legs.",
    "Anyway that is enough about my week.",
    "Thanks in advance and have a lovely evening.",
    "Also, does anyone sell a second-hand couch?",
)


def disguised(title: str, body: str, chance: random.Random) -> tuple[str, str]:
    """The post as it is, or under one disguise, now and then two."""
    if chance.random() >= OFTEN:
        return title, body
    for disguise in chance.sample(DISGUISES, 2 if chance.random() < 0.2 else 1):
        title, body = disguise(title, body, chance)
    return title, body


def labelled(title: str, body: str, chance: random.Random) -> tuple[str, str]:
    """An author may call anything a case study."""
    label = chance.choice(LABELS)
    if chance.random() < 0.5:
        return f"{label}: {title}".rstrip(": "), body
    return title, f"{label}: {body}"


def greeted(title: str, body: str, chance: random.Random) -> tuple[str, str]:
    return title, f"{chance.choice(GREETINGS)} {body}"


def buried(title: str, body: str, chance: random.Random) -> tuple[str, str]:
    """Small talk before, after, or around."""
    before = chatter(chance) if chance.random() < 0.7 else ""
    after = chatter(chance) if not before or chance.random() < 0.5 else ""
    return title, f"{before} {body} {after}".strip()


def chatter(chance: random.Random) -> str:
    return " ".join(chance.sample(CHATTER, chance.randint(1, 3)))


def unpunctuated(title: str, body: str, chance: random.Random) -> tuple[str, str]:
    return title, re.sub(r"[.,;:!?\"'-]+(?=\s|$)", "", body)


def mistyped(title: str, body: str, chance: random.Random) -> tuple[str, str]:
    """Letters swapped, dropped or doubled in one longer word of eight."""
    return title, " ".join(maybe_slip(word, chance) for word in body.split(" "))


def maybe_slip(word: str, chance: random.Random) -> str:
    return slip(word, chance) if len(word) > 3 and chance.random() < 0.12 else word


def slip(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    match chance.randrange(3):
        case 0:
            return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        case 1:
            return word[:place] + word[place + 1 :]
        case _:
            return word[:place] + word[place] + word[place:]


def turned(title: str, body: str, chance: random.Random) -> tuple[str, str]:
    """What stood in the title stands at the end, or the first sentence becomes the title."""
    if title:
        return "", f"{body} {title}"
    first, stop, rest = body.partition(". ")
    return (first + stop.strip(), rest) if rest else (title, body)


DISGUISES: Sequence[Callable[[str, str, random.Random], tuple[str, str]]] = (
    labelled, labelled, greeted, buried, buried, unpunctuated, mistyped, turned,
)  # fmt: skip
