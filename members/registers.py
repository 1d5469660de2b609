"""The registers: the shape of their numbers, where anybody can look a name up, and what to read there. Pure."""

import json
import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DATA = Path(__file__).parent / "data" / "registers.json"
LONGEST = 40
LOOK_ALIKE = {"O": "0", "0": "O", "I": "1L", "L": "1I", "1": "IL", "S": "5", "5": "S"}
MOST_DOUBTFUL = 6  # more doubtful characters than this are not a slip of the eye
US_HEALTH_PREFIX = "80840"
LANR_WEIGHTS = (4, 9, 4, 9, 4, 9)


@dataclass(frozen=True)
class Register:
    slug: str
    name: str
    full_name: str
    country: str
    professions: tuple[str, ...]
    shape: str
    words: str
    sample: str
    check: str
    verified: bool
    gives: str
    link: str
    link_confirmed: bool
    find: str
    read: tuple[str, ...]

    @property
    def is_registration(self) -> bool:
        """Registration with a council, and not a voluntary accreditation beside it."""
        return self.gives == "registration"

    @property
    def shape_in_words(self) -> str:
        return (
            _("%(words)s, such as %(sample)s") % {"words": self.words, "sample": self.sample}
            if self.sample
            else self.words
        )


@dataclass(frozen=True)
class Shape:
    """Whether a number was typed plausibly. It never says that anybody is registered."""

    ok: bool
    warning: str = ""
    refusal: str = ""


# Every other is the name of somebody, and stays as it is.
OTHERS = {
    "Another register": gettext_lazy("Another register"),
    "A register that is not in this list": gettext_lazy("A register that is not in this list"),
}


def in_words(row: dict[str, Any]) -> dict[str, Any]:
    """What is said about it, in the language of the site."""
    return {
        "name": OTHERS.get(row["name"], row["name"]),
        "full_name": OTHERS.get(row["full_name"], row["full_name"]),
        "words": gettext_lazy(row["words"]), "find": gettext_lazy(row["find"]),
        "read": tuple(map(gettext_lazy, row["read"])),
    }  # fmt: skip


@cache
def registers() -> dict[str, Register]:
    rows = json.loads(DATA.read_text(encoding="utf-8"))
    return {row["slug"]: Register(**row | in_words(row) | {"professions": tuple(row["professions"])}) for row in rows}


def normalised(number: str) -> str:
    """Without spaces, hyphens and dots, in capitals."""
    return re.sub(r"[\s\-‐‑–.·/]", "", number).upper()


def check(register: Register, number: str) -> Shape:
    """A wrong shape is refused with the shape shown; where the shape is not confirmed, it is only a warning."""
    plain = normalised(number)
    if not plain or len(plain) > LONGEST:
        return Shape(False, refusal=_("Please type the number as your register gives it."))
    if fits(register, plain):
        return Shape(True) if register.verified else Shape(True, warning=unconfirmed(register))
    sentence = " ".join(filter(None, (wrong(register, plain), suggestion(register, plain))))
    return Shape(False, refusal=sentence) if register.verified else Shape(True, warning=sentence)


def fits(register: Register, plain: str) -> bool:
    return has_shape(register, plain) and has_check_digit(register, plain)


def has_shape(register: Register, plain: str) -> bool:
    return not register.shape or re.fullmatch(register.shape, plain, re.ASCII) is not None


def has_check_digit(register: Register, plain: str) -> bool:
    match register.check:
        case "npi":
            return luhn(US_HEALTH_PREFIX + plain)
        case "luhn":
            return luhn(plain)
        case "lanr":
            return lanr(plain)
    return True


def luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + nth % 2) for nth, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def lanr(digits: str) -> bool:
    """The weights are not confirmed by a public source: a mismatch only warns."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, LANR_WEIGHTS, strict=False))
    return (10 - total % 10) % 10 == int(digits[6])


def wrong(register: Register, plain: str) -> str:
    if has_shape(register, plain):
        return _("The last digits of this %(register)s number do not agree: one of them may be mistyped.") % {
            "register": register.name
        }
    return _("%(register)s: the number has this shape: %(shape)s. This one has %(number)s characters.") % {
        "register": register.name,
        "shape": register.shape_in_words,
        "number": len(plain),
    }


def unconfirmed(register: Register) -> str:
    return _(
        "We could not confirm how %(register)s numbers are formed, so a mistyped one would go unseen "
        "here. Please compare it with your entry once more."
    ) % {"register": register.name}


def suggestion(register: Register, plain: str) -> str:
    """A number that would fit, if letters and digits that look alike were taken for each other. Only ever asked."""
    meant = next((other for other in look_alikes(plain) if fits(register, other)), "")
    return _("Did you mean %(meant)s?") % {"meant": meant} if meant else ""


def look_alikes(plain: str) -> list[str]:
    """The same number read with other eyes, fewest changes first."""
    options = [char + LOOK_ALIKE.get(char, "") for char in plain]
    if sum(len(option) > 1 for option in options) > MOST_DOUBTFUL:
        return []
    others = {"".join(chars) for chars in product(*options)} - {plain}
    return sorted(others, key=lambda other: (sum(a != b for a, b in zip(other, plain, strict=True)), other))
