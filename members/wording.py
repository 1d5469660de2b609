"""What a choice is called, by itself and inside a sentence."""

from functools import cache

from django.db.models import TextChoices
from django.utils.translation import get_language

NOUNS_STAY_LARGE = ("de",)


def in_a_sentence(label: str) -> str:
    """In small letters, unless the language writes its nouns large wherever they stand."""
    return str(label) if (get_language() or "").startswith(NOUNS_STAY_LARGE) else label.lower()


@cache
def named(kind: type[TextChoices], value: str) -> str:
    """Looked up once, where Django would translate every label each time. What is no choice any more stays as it is."""
    return str(kind(value).label) if value in kind.values else value
