"""Every word of the screen can be translated, and is: nothing bare in a template, nothing missing in a catalogue."""

import ast
import json
import re
from collections.abc import Iterator

import pytest

from tests.catalogue import ROOMS, ROOT, files_of, for_scripts, key, languages, mo, po, read, translated, used

TEMPLATES = ROOT / "templates"
# Pages that are not translated word by word, and why.
LEFT_OUT = {
    "templates/style/": "samples for those who build pages, shown to staff alone",
}
OPAQUE = re.compile(
    r"\{%\s*blocktranslate\b.*?\{%\s*endblocktranslate\s*%\}|\{%\s*comment\b.*?\{%\s*endcomment\s*%\}|\{#.*?#\}"
    r"|<!--.*?-->|<(script|style)\b.*?</\1>",
    re.S,
)
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)
ELEMENT = re.compile(r"<[^<>]*>", re.S)
SPOKEN = re.compile(r'\b(?:title|aria-label|placeholder|alt|label|data-draft-label)="([^"]*)"')
ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')
WORD = re.compile(r"[^\W\d_]{2,}")
NO_WORDS = {"Debrief", "doi", "PMID", "author", "ann", "OR"}  # names, and what a search understands
SAME_EVERYWHERE = {"PDF", "English"}
PLACEHOLDER = re.compile(r"%\(\w+\)s|%[sd]|\{\w+\}")
MARKUP = re.compile(r"<[^<>]*>")


def bare_words(text: str) -> list[str]:
    """What a reader would see of a template in any language."""
    text = TAG.sub("", OPAQUE.sub("", text))
    spoken = [words for element in ELEMENT.findall(text) for words in SPOKEN.findall(element)]
    seen = ATTRIBUTE.sub("", ELEMENT.sub("\n", text))
    lines = [*spoken, *seen.splitlines()]
    return [line.strip() for line in lines if set(WORD.findall(re.sub(r"&\w+;", "", line))) - NO_WORDS]


def kept_in_english(place: str) -> bool:
    return any(place.startswith(folder) for folder in LEFT_OUT)


def test_no_template_says_a_word_that_cannot_be_translated():
    found = {
        place: words
        for file in sorted(TEMPLATES.rglob("*"))
        if file.suffix in (".html", ".txt")
        and not kept_in_english(place := file.relative_to(ROOT).as_posix())
        and (words := bare_words(file.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_a_bare_word_is_found():
    assert bare_words('<p>Hello</p><a title="Go on" href="/there/">{% translate "Yes" %}</a>') == ["Go on", "Hello"]
    assert (
        bare_words('{% blocktranslate trimmed %}Hi {{ a }}{% endblocktranslate %}<i class="so">Debrief &amp; 2</i>')
        == []
    )


def bare_labels(text: str) -> Iterator[str]:
    """What a choice is called, where it is written without a way to translate it."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef) and any("Choices" in ast.unparse(base) for base in node.bases):
            told = [line.value for line in node.body if isinstance(line, ast.Assign)]
            pairs = [value.elts for value in told if isinstance(value, ast.Tuple)]
            yield from (str(label.value) for *_, label in pairs if isinstance(label, ast.Constant))


def test_no_choice_is_called_by_a_word_that_cannot_be_translated():
    files = [file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))]
    found = [label for file in files for label in bare_labels(file.read_text(encoding="utf-8"))]

    assert len(files) > 300
    assert sorted(set(found) - SAME_EVERYWHERE) == []


@pytest.mark.parametrize("language", languages())
def test_the_catalogue_says_every_word_and_no_other(language: str):
    """Otherwise: `python -m tests.catalogue`, then fill what `python -m tests.catalogue todo` prints."""
    catalog = read(files_of(language)[0])
    words, known = used(), translated(catalog)

    assert sorted(words.keys() - known.keys()) == [], "without a translation"
    assert sorted({key(message) for message in catalog if message.id} - words.keys()) == [], "asked for nowhere"
    assert [message.id for message in catalog if message.fuzzy] == []


@pytest.mark.parametrize("language", languages())
def test_a_translation_keeps_what_stands_for_something_and_its_markup(language: str):
    torn = []
    for (_, first, more), said in translated(read(files_of(language)[0])).items():
        pairs = zip((first, more), said, strict=True) if isinstance(said, tuple) else [(first, said)]
        for english, theirs in pairs:
            for parts in (PLACEHOLDER, MARKUP):
                if sorted(parts.findall(english)) != sorted(parts.findall(theirs)):
                    torn.append((english, theirs))
    assert torn == []


@pytest.mark.parametrize("language", languages())
def test_what_is_compiled_and_what_scripts_get_are_those_of_the_catalogue(language: str):
    text, compiled, scripts = files_of(language)
    catalog = read(text)

    assert compiled.read_bytes() == mo(catalog)
    assert scripts.read_text(encoding="utf-8") == for_scripts(catalog, used())
    assert po(catalog) == text.read_bytes()
    assert "" not in json.loads(scripts.read_text(encoding="utf-8")).values()
