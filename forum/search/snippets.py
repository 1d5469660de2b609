"""A few words around the place where it was found, as plain text with marks; nothing of the post's HTML survives."""

import re
from html import unescape

import nh3
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from forum.search.words import Term, Words

BEFORE, LENGTH = 60, 220
BLOCK_ENDS = re.compile(r"</(?:p|li|h\d|td|th|pre|blockquote|summary)>|<br\s*/?>|<hr\s*/?>")
ENDING = re.compile(r"(?:ings?|edly|ed|ies|es|s|e|y)$")


def plain(html: str) -> str:
    """The words of safe HTML, without it."""
    return " ".join(unescape(nh3.clean(BLOCK_ENDS.sub(" ", html), tags=set())).split())


def snippet(html: str, words: Words) -> SafeString:
    """The first place with one of the words, or the beginning."""
    text, sought = plain(html), pattern(words)
    first = sought.search(text) if sought else None
    start = cut(text, max(0, first.start() - BEFORE)) if first else 0
    end = start + LENGTH
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start + 1 : end] else end
    shown = marked(text[start:end].strip(), words)
    return format_html("{}{}{}", "… " if start else "", shown, " …" if end < len(text) else "")


def cut(text: str, near: int) -> int:
    """The beginning of a word."""
    return near and text.find(" ", near) + 1


def marked(text: str, words: Words) -> SafeString:
    """Escaped, with <mark> around each word that was sought."""
    sought = pattern(words)
    if not sought:
        return conditional_escape(text)
    parts, end = [], 0
    for found in sought.finditer(text):
        parts += [conditional_escape(text[end : found.start()]), format_html("<mark>{}</mark>", found.group(0))]
        end = found.end()
    return mark_safe("".join([*parts, conditional_escape(text[end:])]))  # each part is escaped above


def pattern(words: Words) -> "re.Pattern[str] | None":
    """Roughly what the index takes for the same word: one that begins alike and differs in its ending."""
    terms = [term for term in words.terms if term.parts]
    return re.compile("|".join(map(as_pattern, terms)), re.IGNORECASE) if terms else None


def as_pattern(term: Term) -> str:
    parts = [rf"{re.escape(stem(part))}[^\W_]{{0,4}}" for part in term.parts]
    if term.begins:
        parts[-1] = rf"{re.escape(term.parts[-1])}[^\W_]*|{parts[-1]}"
    return r"(?<![^\W_])(?:" + r"[\W_]+".join(parts) + r")(?![^\W_])"


def stem(word: str) -> str:
    """The word without its usual endings, if enough of it is left."""
    short = ENDING.sub("", word)
    return short if len(short) >= 3 else word
