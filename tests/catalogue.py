"""The words of the screen and their translations: `python -m tests.catalogue` gathers, merges and compiles them.

python -m tests.catalogue                 brings every locale/*/LC_MESSAGES/django.po up to the words that are used
python -m tests.catalogue todo forum/     prints what has no translation yet, of places that begin so
python -m tests.catalogue take FILE.po    takes translations from a file
"""

import ast
import fcntl
import io
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
LOCALES = ROOT / "locale"
WITHOUT_WORDS = {"tests", "benchmarks", "firstrun"}
ROOMS = sorted(file.parent.name for file in ROOT.glob("*/__init__.py") if file.parent.name not in WITHOUT_WORDS)
STRING = r"u?(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\")"
CALL = re.compile(rf"\b(n?p?gettext|_)\(({STRING}(?:,\s*{STRING})*)")
SCRIPT_CALL = re.compile(r"(?<![\w.])t\(\s*(\"(?:\\.|[^\"\\])*\")")
NAMES = {"_", "gettext", "ngettext", "pgettext", "npgettext"}
# What is kept as data and said in the language of the site: which of its fields are words.
DATA = {
    "deflection/data/routes.json": ("words",),
    "members/data/pages.toml": ("title", "says", "changed"),
    "members/data/registers.json": ("words", "find", "read"),
    "members/data/tours.toml": ("title", "says", "words", "opens"),
    "screening/emergency/lexicon/signs.toml": ("concept",),
}
HEADER = "# The words of the screen. Kept by `python -m tests.catalogue`; see docs/operations.md."
Word = tuple[str, str, str]  # context, singular, plural


def as_word(name: str, said: list[str]) -> Word:
    """What a call asks the catalogue for."""
    context = said.pop(0) if name in ("pgettext", "npgettext") else ""
    return context, said[0], said[1] if name in ("ngettext", "npgettext") else ""


def in_python(text: str) -> Iterator[Word]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
        said = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if (name := name.removesuffix("_lazy")) in NAMES and said:
            yield as_word(name, said)


def in_template(text: str, origin: str) -> Iterator[Word]:
    from django.utils.translation import templatize

    for name, said in CALL.findall(templatize(text, origin=origin)):
        yield as_word(name, [ast.literal_eval(one) for one in re.findall(STRING, said)])


def in_script(text: str) -> Iterator[Word]:
    for said in SCRIPT_CALL.findall(text):
        yield "", json.loads(said), ""


def in_data(said: Any, fields: tuple[str, ...], is_words: bool = False) -> Iterator[Word]:
    if isinstance(said, str) and is_words:
        yield "", said, ""
    elif isinstance(said, dict):
        for name, value in said.items():
            yield from in_data(value, fields, name in fields)
    elif isinstance(said, list):
        for one in said:
            yield from in_data(one, fields, is_words)


@cache
def used() -> dict[Word, list[str]]:
    """Every word that is asked for, and where."""
    found: dict[Word, list[str]] = {}
    for room in (*ROOMS, "templates", "static/js"):
        for file in sorted((ROOT / room).rglob("*")):
            place = file.relative_to(ROOT).as_posix()
            for word in words_of(file, place):
                places = found.setdefault(word, [])
                if place not in places:
                    places.append(place)
    return found


def words_of(file: Path, place: str) -> Iterator[Word]:
    if place.startswith("templates/") and file.is_file():
        return in_template(file.read_text(encoding="utf-8"), place)
    if file.suffix == ".py" and "/migrations/" not in place:
        return in_python(file.read_text(encoding="utf-8"))
    if place in DATA:
        text = file.read_text(encoding="utf-8")
        return in_data(tomllib.loads(text) if file.suffix == ".toml" else json.loads(text), DATA[place])
    if file.suffix == ".js":
        return in_script(file.read_text(encoding="utf-8"))
    return iter(())


def key(message: Message) -> Word:
    first, more = message.id if isinstance(message.id, tuple) else (message.id, "")
    return message.context or "", first, more


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def translated(catalog: Catalog) -> dict[Word, str | tuple[str, ...]]:
    """What has a translation in every form."""
    both = {key(message): message.string for message in catalog if message.id and not message.fuzzy}
    return {word: said for word, said in both.items() if (all(said) if isinstance(said, tuple) else said)}


def laid_out(language: str, known: dict[Word, str | tuple[str, ...]], words: dict[Word, list[str]]) -> Catalog:
    catalog = Catalog(locale=language, project="Debrief", charset="utf-8", fuzzy=False)
    catalog.header_comment = HEADER
    for word in sorted(words, key=lambda word: (words[word][0], word)):
        context, first, more = word
        empty = ("",) * catalog.num_plurals if more else ""
        catalog.add(
            (first, more) if more else first,
            known.get(word, empty),
            locations=[(words[word][0], None)],
            context=context or None,
            flags=["python-format"] if re.search(r"%\(\w+\)", first) else [],
        )
    return catalog


def po(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalog, width=120, omit_header=False, include_lineno=False)
    return re.sub(rb'^"(POT-Creation|PO-Revision)-Date:.*\n', b"", out.getvalue(), flags=re.M)


def mo(catalog: Catalog) -> bytes:
    """Without a date: the same words are the same bytes."""
    plain = Catalog(locale=catalog.locale, charset="utf-8", fuzzy=False)
    known = translated(catalog)
    for message in catalog:
        if message.id and key(message) in known:
            plain.add(message.id, message.string, context=message.context)
    out = io.BytesIO()
    write_mo(out, plain)
    return re.sub(rb"(POT-Creation|PO-Revision)-Date: [^\n]*", lambda found: b" " * len(found[0]), out.getvalue())


def for_scripts(catalog: Catalog, words: dict[Word, list[str]]) -> str:
    """What the browser is given: only what scripts say."""
    known = translated(catalog)
    said = {
        word[1]: known[word]
        for word, places in words.items()
        if word in known and any(place.startswith("static/js/") for place in places)
    }
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def files_of(language: str) -> tuple[Path, Path, Path]:
    folder = LOCALES / language / "LC_MESSAGES"
    return folder / "django.po", folder / "django.mo", ROOT / "static" / "words" / f"{language}.json"


def languages() -> list[str]:
    return sorted(path.parents[1].name for path in LOCALES.glob("*/LC_MESSAGES/django.po"))


@contextmanager
def alone() -> Iterator[None]:
    """One at a time: two that write one file would lose words."""
    with (LOCALES / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def update(language: str, taken: dict[Word, str | tuple[str, ...]]) -> int:
    """Write the three files anew; how many words have no translation."""
    words = used()
    text, compiled, scripts = files_of(language)
    catalog = laid_out(language, translated(read(text)) | taken, words)
    text.write_bytes(po(catalog))
    compiled.write_bytes(mo(catalog))
    scripts.write_text(for_scripts(catalog, words), encoding="utf-8")
    return len(words) - len(translated(catalog))


def todo(language: str, prefix: str) -> Catalog:
    words = used()
    known = translated(read(files_of(language)[0]))
    open_ones = {word: places for word, places in words.items() if word not in known and places[0].startswith(prefix)}
    return laid_out(language, {}, open_ones)


def main(task: str = "", *rest: str) -> None:
    with alone():
        if task == "todo":
            sys.stdout.write(po(todo(languages()[0], rest[0] if rest else "")).decode())
            return
        for language in languages():
            taken = translated(read(Path(rest[0]))) if task == "take" else {}
            print(f"{language}: {update(language, taken)} without a translation")
            unknown = sorted(word[1] for word in taken.keys() - used().keys())
            print("".join(f"  not asked for anywhere: {one!r}\n" for one in unknown), end="")


if __name__ == "__main__":
    settings.configure(USE_I18N=True)
    django.setup()
    main(*sys.argv[1:])
