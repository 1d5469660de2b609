"""Parts of pages that look the same for many readers: laid out once for what they depend on, and kept."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

register = template.Library()
MOST = 64  # ways to look that one part is kept in


class Kept(template.Node):
    """Inside, only what is named is known: nothing else of a reader can stay in it for the next one."""

    def __init__(self, named: dict[str, FilterExpression], inside: NodeList) -> None:
        self.named, self.inside = named, inside
        self.kept: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        values = tuple(value.resolve(context, ignore_failures=True) for value in self.named.values())
        if (kept := self.kept.get(values)) is None:
            if len(self.kept) >= MOST:
                self.kept.clear()
            kept = self.kept[values] = self.inside.render(
                context.new(nested(dict(zip(self.named, values, strict=True))))
            )
        return kept


def nested(values: dict[str, Any]) -> dict[str, Any]:
    """As a template asks for them: `user.moderates` is what `user` has under `moderates`."""
    known: dict[str, Any] = {}
    for name, value in values.items():
        *owners, last = name.split(".")
        place = known
        for owner in owners:
            place = place.setdefault(owner, {})
        place[last] = value
    return known


@register.tag
def kept(parser: Parser, token: Token) -> Kept:
    """`{% kept user.moderates SITE_NAME %}…{% endkept %}`: laid out once for each pair of the two. In memory only."""
    named = {name: parser.compile_filter(name) for name in token.split_contents()[1:]}
    inside = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(named, inside)
