"""Rows of lists for templates."""

from django import template

from forum.rows import case_row_of, row_of

register = template.Library()
register.simple_tag(row_of, name="topic_row")
register.simple_tag(case_row_of, name="case_row")
