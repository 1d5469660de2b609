"""Case studies for templates."""

from django import template

from forum.case_reading import AsRead
from forum.models import CaseStudy

register = template.Library()


@register.filter
def as_read(case: CaseStudy) -> AsRead:
    """What a page shows of it."""
    return AsRead(case)
