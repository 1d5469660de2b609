"""Markdown as plain paragraphs and list items, for paper: text alone, so that nothing in it can do anything. Pure."""

from collections.abc import Iterator
from typing import TypedDict

from markdown_it import MarkdownIt
from markdown_it.token import Token

_markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


class Block(TypedDict):
    kind: str  # paragraph or item
    words: str


def blocks_of(markdown: str) -> list[Block]:
    return [block for block in read(_markdown.parse(markdown)) if block["words"]]


def read(tokens: list[Token]) -> Iterator[Block]:
    depth = 0
    for token in tokens:
        depth += (token.type == "list_item_open") - (token.type == "list_item_close")
        kind = "item" if depth else "paragraph"
        if token.type == "inline":
            yield Block(kind=kind, words=plain(token))
        elif token.type in ("code_block", "fence"):
            yield Block(kind=kind, words=token.content.strip())


def plain(token: Token) -> str:
    """What it says, without how it looks."""
    ends = {"softbreak": " ", "hardbreak": " "}
    return "".join(ends.get(child.type, child.content) for child in token.children or []).strip()
