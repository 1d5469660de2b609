"""The contact sheet: every screen, as a desk and a telephone show it, in light and dark, on one page."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from django.utils.text import slugify

from demo.screenshots.pictures import Picture

STYLE = """
body { margin: 2rem; background: #ddd; color: #111; font: 1rem/1.5 system-ui, sans-serif; }
section { margin: 0 0 2.5rem; }
div { display: flex; gap: 1rem; align-items: start; overflow-x: auto; }
img { width: auto; height: 36rem; object-fit: cover; object-position: top; border: 1px solid #888; background: #fff; }
"""


def file_name(picture: Picture) -> str:
    said = slugify(picture.screen.replace("/", " ")) or "home"
    return f"{slugify(picture.role) or 'visitor'}-{said}-{picture.size[0]}-{picture.scheme}.png"


def write(folder: Path, pictures: Iterable[Picture]) -> Path:
    """By role and screen; the pictures lie beside it."""
    screens: dict[tuple[str, str], list[Picture]] = {}
    for picture in pictures:
        screens.setdefault((picture.role, picture.screen), []).append(picture)
    body = "\n".join(row(role, screen, taken) for (role, screen), taken in screens.items())
    page = folder / "index.html"
    head = f'<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><title>Every screen</title><style>{STYLE}</style>'
    page.write_text(f"{head}<h1>{len(screens)} screens</h1>\n{body}\n", encoding="utf-8")
    return page


def row(role: str, screen: str, taken: Iterable[Picture]) -> str:
    images = "".join(
        f'<a href="{name}"><img src="{name}" loading="lazy" alt="{escape(screen)}, {one.size[0]} px, {one.scheme}"></a>'
        for one in taken
        for name in [file_name(one)]
    )
    return (
        f"<section><h2>{escape(screen)} <small>{escape(role or 'a visitor')}</small></h2><div>{images}</div></section>"
    )
