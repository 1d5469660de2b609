"""Sentences by how the reader takes them; the first that still reads so is used, as the reader learns."""

from screening.emergency import assess


def first(band: str, label: str, *candidates: str) -> str:
    """The first candidate with this band and label, read as a text of its own and as a reply."""
    for text in candidates:
        readings = [assess(title, text, "questions") for title in ("A question for colleagues", "")]
        signs = [sign for reading in readings for sign in reading.signs]
        if {(r.band, r.label) for r in readings} == {(band, label)} and not any(sign.critical for sign in signs):
            return text
    raise LookupError(f"None of these reads as {band} and {label} any more: add one that does.")


# Doubtful: the reader asks whether it is over.
ASK = first(
    "ask", "general",
    "Blanching after lip filler. What would you do?",
    "White lip after filler. What would you do?",
    "Mottling after cheek filler. What would colleagues do?",
)  # fmt: skip
# A patient under care, nothing urgent.
CURRENT = first(
    "clear", "current",
    "My patient has some bruising and swelling three days after lip filler. Would you review her this week?",
    "I have a patient with a nodule two weeks after cheek filler, she is not in pain. Should I review her on Friday?",
    "Patient with mild ptosis ten days after toxin, how long should I tell her it lasts?",
)  # fmt: skip
CRITICAL = "She cannot see out of her left eye since the injection ten minutes ago, please help"
