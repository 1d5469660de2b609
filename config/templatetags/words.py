"""Words for the screen: looked up when a template is read, since a site speaks one language; plain text from then on.

Templates write `{% load i18n %}` as everywhere; the settings put this in its place. What it does not take over (a
context, a name for the result, a variable) is Django's own.
"""

import re

from django import template
from django.template.base import FilterExpression, Node, Parser, TextNode, Token, render_value_in_context
from django.template.context import Context
from django.templatetags import i18n
from django.utils.translation import gettext, ngettext

register = template.Library()
register.tags |= i18n.register.tags
register.filters |= i18n.register.filters

PLACE = re.compile(r"%\((\w+)\)s")
Values = dict[str, FilterExpression]
Parts = tuple[tuple[str, FilterExpression | None], ...]  # a text, and the value after it


class Sentence(Node):
    """Words with values in between, laid out as if they had been written there in this language."""

    def __init__(self, words: str, values: Values) -> None:
        self.parts = parts_of(words, values)

    def render(self, context: Context) -> str:
        return laid_out(self.parts, context)


class Counted(Node):
    """A sentence in as many forms as the language has; each is taken apart when it is first needed."""

    def __init__(self, one: str, many: str, counter: FilterExpression, values: Values) -> None:
        self.one, self.many, self.counter, self.values = one, many, counter, values
        self.forms: dict[str, Parts] = {}

    def render(self, context: Context) -> str:
        words = ngettext(self.one, self.many, self.counter.resolve(context))
        if (parts := self.forms.get(words)) is None:
            parts = self.forms[words] = parts_of(words, self.values)
        return laid_out(parts, context)


def parts_of(words: str, values: Values) -> Parts:
    """The text between the values, and the values."""
    pieces = PLACE.split(words)
    texts, names = [piece.replace("%%", "%") for piece in pieces[::2]], pieces[1::2]
    return tuple(zip(texts, [*(values[name] for name in names), None], strict=True))


def laid_out(parts: Parts, context: Context) -> str:
    out = ""
    for text, value in parts:
        out += text if value is None else text + render_value_in_context(value.resolve(context), context)
    return out


@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    node = i18n.do_translate(parser, token)
    words = node.filter_expression
    if node.noop or node.asvar or node.message_context or words.filters or words.var.literal is None:
        return node
    return TextNode(node.render(Context()))


@register.tag("blocktranslate")
def blocktranslate(parser: Parser, token: Token) -> Node:
    node = i18n.do_block_translate(parser, token)
    if node.asvar or node.message_context:
        return node
    one, names = node.render_token_list(node.singular)
    many, more = node.render_token_list(node.plural)
    known = {**node.extra_context, node.countervar: node.counter}
    values = {name: known.get(name) or parser.compile_filter(name) for name in {*names, *more}}
    if node.counter:
        return Counted(one, many, node.counter, values)
    return Sentence(gettext(one), values)
