"""For templates: a label inside a sentence."""

from django import template

from members import wording

register = template.Library()


@register.filter
def in_a_sentence(label: str) -> str:
    return wording.in_a_sentence(label)
