"""Every link inside the documents leads to a file that is there, and to a heading that it has."""

import re
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"(?<!`)\[[^\]\n]*\]\(<?([^)\s>]+)>?\)|<(?:img|a)[^>]+(?:src|href)=\"([^\"]+)\"")
FENCE = re.compile(r"^```.*?^```", re.M | re.S)
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.M)


def anchors(document: Path) -> set[str]:
    """As GitHub makes them: small letters, no punctuation, a hyphen for each space."""
    headings = HEADING.findall(FENCE.sub("", document.read_text(encoding="utf-8")))
    plain = [re.sub(r"\[([^\]]*)\]\([^)]*\)|[`*]", r"\1", heading) for heading in headings]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in plain}


def links(document: Path) -> list[str]:
    text = FENCE.sub("", document.read_text(encoding="utf-8"))
    return [first or second for first, second in LINK.findall(text)]


def is_broken(document: Path, link: str) -> bool:
    path, _, anchor = unquote(link).partition("#")
    target = (document.parent / path).resolve() if path else document
    if not target.exists() or not target.is_relative_to(ROOT):
        return True
    return bool(anchor) and (target.suffix != ".md" or anchor not in anchors(target))


def test_no_link_inside_the_documents_is_broken():
    inside = [(one, link) for one in DOCUMENTS for link in links(one) if not re.match(r"[a-z]+:", link)]
    assert len(inside) > 50
    assert [(str(one.relative_to(ROOT)), link) for one, link in inside if is_broken(one, link)] == []


def test_a_broken_link_is_found():
    page = ROOT / "docs" / "members.md"
    assert is_broken(page, "nothing.md") and is_broken(page, "moderation.md#nothing") and is_broken(page, "#nothing")
    assert not (is_broken(page, "moderation.md#the-queue") or is_broken(page, "../README.md"))
