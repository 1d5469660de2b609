"""A label inside a sentence."""

from django.utils.translation import get_language

NOUNS_STAY_LARGE = ("de",)


def in_a_sentence(label: str) -> str:
    """In small letters, unless the language writes its nouns large wherever they stand."""
    return str(label) if (get_language() or "").startswith(NOUNS_STAY_LARGE) else label.lower()
