"""Days in German: a full stop after the number, and after a month that is cut short."""

# Django looks for the format that a page asks for under its own name here, before it takes it as it stands.
WRITTEN = {
    "j F": "j. F",
    "j F Y": "j. F Y",
    "j F Y, H:i": "j. F Y, H:i",
    "j M": "j. N",
    "j M, H:i": "j. N, H:i",
    "j M Y": "j. N Y",
    "j M Y, H:i": "j. N Y, H:i",
    "j M Y, H:i:s": "j. N Y, H:i:s",
    "l j F": "l, j. F",
}
globals().update(WRITTEN)
