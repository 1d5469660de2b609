"""The one room that knows which HTML is safe: Markdown → bleach → nh3.

bleach 6.4 is its last release, so nh3 goes over its output with the same list (docs/decisions/0003).
"""

from typing import Any

import nh3
from bleach.css_sanitizer import CSSSanitizer
from bleach.linkifier import LinkifyFilter
from bleach.sanitizer import Cleaner
from markdown_it import MarkdownIt
from markdown_it.token import Token

from forum.pointing import NOTHING_KNOWN, Known, point

HTML_VERSION = 1  # raise it with every change to what comes out here; manage.py rerender then goes over what is stored

TAGS = frozenset(
    [
        "p",
        "br",
        "hr",
        "strong",
        "em",
        "del",
        "blockquote",
        "ul",
        "ol",
        "li",
        "code",
        "pre",
        "h3",
        "h4",
        "h5",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "a",
        "sup",
        "sub",
        "abbr",
        "details",
        "summary",
    ]
)
ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title", "rel"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"scope", "colspan", "rowspan"},
    "abbr": {"title"},
    "ol": {"start"},
    "code": {"class"},
}
PROTOCOLS = frozenset({"https", "http", "mailto"})
REL = "nofollow ugc noopener noreferrer"
HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h5", "h5": "h5", "h6": "h5"}

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
_idle: list[Cleaner] = []


def to_html(markdown: str, known: Known = NOTHING_KNOWN) -> str:
    """Safe HTML of what somebody wrote. Idempotent for what it allows; anything else is dropped, its text kept."""
    return nh3.clean(
        _cleaned(_render(markdown, known)),
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=set(PROTOCOLS),
        link_rel=None,
    )


def tokens_of(markdown: str) -> list[Token]:
    """What the words are made of, before anything is rendered."""
    return _markdown.parse(markdown)


def _render(markdown: str, known: Known) -> str:
    """Headings are moved down: a post stands under the page's own h1 and h2."""
    tokens = point(tokens_of(markdown), known)
    for token in tokens:
        token.tag = HEADINGS.get(token.tag, token.tag)
        if token.tag == "s":
            token.tag = "del"
        for child in token.children or []:
            child.tag = "del" if child.tag == "s" else child.tag
    return _markdown.renderer.render(tokens, _markdown.options, {})


def _cleaned(html: str) -> str:
    """bleach's Cleaner is not thread-safe: one that is at work is nobody else's, and one that failed is thrown away."""
    try:
        cleaner = _idle.pop()
    except IndexError:
        cleaner = _cleaner()
    cleaned = cleaner.clean(html)
    _idle.append(cleaner)
    return cleaned


def _cleaner() -> Cleaner:
    return Cleaner(
        tags=TAGS,
        attributes=dict.fromkeys(ATTRIBUTES, _allows),
        protocols=PROTOCOLS,
        strip=True,
        strip_comments=True,
        css_sanitizer=CSSSanitizer(allowed_css_properties=[]),
        filters=[_Linkify],
    )


def _allows(tag: str, name: str, value: str) -> bool:
    if (tag, name) == ("code", "class"):
        return value.startswith("language-")
    return name in ATTRIBUTES[tag]


def _mark_link(attrs: dict[Any, str], new: bool = False) -> dict[Any, str]:
    attrs[(None, "rel")] = REL
    return attrs


class _Linkify(LinkifyFilter):
    def __init__(self, source: Any) -> None:
        super().__init__(source, callbacks=[_mark_link], skip_tags={"pre", "code"})
