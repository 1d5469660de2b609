"""Words for the screen: looked up when a template is read, since a site speaks one language; plain text from then on.

Templates write `{% load i18n %}` as everywhere; the settings put this in its place. What it does not take over (a
context, a name for the result, a variable) is Django's own.
"""

import re

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, TextNode, Token, VariableNode
from django.template.context import Context
from django.templatetags import i18n
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

register = template.Library()
register.tags |= i18n.register.tags
register.filters |= i18n.register.filters

PLACE = re.compile(r"%\((\w+)\)s")
Values = dict[str, FilterExpression]


class Sentence(Node):
    """Words with values in between, laid out as if they had been written there in this language."""

    def __init__(self, parts: NodeList) -> None:
        self.parts = parts

    def render(self, context: Context) -> SafeString:
        return self.parts.render(context)


class Counted(Node):
    """A sentence in as many forms as the language has; each is laid out when it is first needed."""

    def __init__(self, one: str, many: str, counter: FilterExpression, values: Values) -> None:
        self.one, self.many, self.counter, self.values = one, many, counter, values
        self.forms: dict[str, NodeList] = {}

    def render(self, context: Context) -> SafeString:
        words = ngettext(self.one, self.many, self.counter.resolve(context))
        if (parts := self.forms.get(words)) is None:
            parts = self.forms[words] = parts_of(words, self.values)
        return parts.render(context)


def parts_of(words: str, values: Values) -> NodeList:
    """The text between the values, and the values."""
    pieces = PLACE.split(words)
    nodes: list[Node] = []
    for text, name in zip(pieces[::2], [*pieces[1::2], None], strict=True):
        if text:
            nodes.append(TextNode(text.replace("%%", "%")))
        if name:
            nodes.append(VariableNode(values[name]))
    return NodeList(nodes)


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
    return Sentence(parts_of(gettext(one), values))
