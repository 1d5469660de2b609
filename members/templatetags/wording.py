"""For templates: words inside a sentence."""

from django import template
from django.utils.translation import gettext

from members import wording

register = template.Library()


@register.filter
def in_a_sentence(label: str) -> str:
    return wording.in_a_sentence(label)


@register.filter
def quoted(words: str) -> str:
    """In the quotation marks of the language."""
    return gettext("“%(words)s”") % {"words": words}
