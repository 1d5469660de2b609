"""Names that a reader would take for one another. Pure."""

import unicodedata

TITLES = {"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "doctor", "sir", "dame"}
# Letters of other scripts that look like Latin ones, and Latin letters that look like each other.
LOOKS_LIKE = str.maketrans(
    {
        **dict(zip("авеёзікмнорсстухѕјԁԛԝ", "abee3ikmhopcctyxsjdqw", strict=True)),
        **dict(zip("αβεηικνορτυχγω", "abenikvoptuxyw", strict=True)),
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "p",
        "l": "i", "j": "i",
    }
)  # fmt: skip
PAIRS = (("rn", "m"), ("vv", "w"), ("ci", "d"))


def skeleton(name: str) -> str:
    """What is left of a name when letters that look alike are taken for one: equal skeletons are mistaken."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    bare = "".join(char for char in unicodedata.normalize("NFD", plain) if not unicodedata.combining(char))
    words = "".join(char if char.isalnum() else " " for char in bare.replace("'", "").replace("’", "")).split()
    whole = "".join(word for word in words if word not in TITLES) or "".join(words)
    for pair, letter in PAIRS:
        whole = whole.replace(pair, letter)
    return whole.translate(LOOKS_LIKE)


def look_alike(name: str, other: str) -> bool:
    return skeleton(name) == skeleton(other)
