"""Where members say that they work, compared without regard to spelling. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

MOST = 5
LONGEST = 100
EMPTY_WORDS = frozenset("the a and of at in ltd limited llp plc inc gmbh co company group".split())
# So wide that two who name it need never have met.
NO_PLACE = frozenset(
    [
        "nhs",
        "national health service",
        "private practice",
        "self employed",
        "freelance",
        "clinic",
        "hospital",
        "none",
        "home",
        "mobile",
    ]
)


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """ "The Elm Clinic Ltd." and "elm clinic" are one place."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold().replace("'", "")
    words = re.findall(r"[a-z0-9]+", plain)
    return " ".join([word for word in words if word not in EMPTY_WORDS] or words) or name.casefold().strip()


def keys_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(key_of(name) for name in names) - NO_PLACE


def told_apart(lines: str) -> list[str]:
    """One a line, each once, in the order written."""
    found: dict[str, str] = {}
    for line in lines.splitlines():
        if name := " ".join(line.split()):
            found.setdefault(key_of(name), name)
    return list(found.values())
