"""Which pictures stand in docs/pictures: of what, as whom, how wide, and in which colours."""

from dataclasses import dataclass

DESK, PHONE = (1280, 760), (390, 780)
LIGHT, DARK = "light", "dark"
LARGEST = 150_000  # bytes


@dataclass(frozen=True)
class Picture:
    """`screen` is a path, or a name from the tables of screens that the looks walk through."""

    name: str
    role: str
    screen: str
    size: tuple[int, int] = DESK
    scheme: str = LIGHT


PICTURES = (
    Picture("home", "", "/"),
    Picture("case", "verified", "a case"),
    Picture("case-phone", "verified", "a case", PHONE, DARK),
    Picture("question", "expert", "a question"),
    Picture("ask-phone", "verified", "/sections/questions/new/", PHONE),
    Picture("helpline", "whoever was stopped", "a helpline page", PHONE),
    Picture("queue", "moderator", "/moderation/"),
    Picture("item", "moderator", "a flagged post"),
    Picture("boards", "moderator", "/moderation/boards/?period=year#first-decision", DESK, DARK),
    Picture("boards-phone", "moderator", "/moderation/boards/?period=quarter", PHONE),
    Picture("site-health", "administrator", "/site-health/"),
)
EVERY_LOOK = tuple((size, scheme) for size in (DESK, PHONE) for scheme in (LIGHT, DARK))
