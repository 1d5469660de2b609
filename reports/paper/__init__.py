"""Paper: tagged PDF. The texts are handed over as data, so nothing that a member wrote is ever read as a command."""

import json
import logging
from pathlib import Path

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports.account import Account, Answer, Part
from reports.blocks import blocks_of
from reports.markdown import HOW_IT_CAME_ABOUT

log = logging.getLogger(__name__)
FOLDER = Path(__file__).parent
STANDARD = "ua-1"  # PDF/UA-1: readable with a screen reader, and checked for it while it is made


def as_pdf(account: Account) -> tuple[bytes, bool]:
    """The file, and whether it keeps to the standard: one sign without a glyph, and it is tagged all the same."""
    given = {"account": json.dumps(data_of(account))}
    try:
        return compiled(given, STANDARD), True
    except typst.TypstError:  # its words quote the text, so they are not logged
        log.warning("an account has a sign that the font lacks: made without the standard %s, tagged", STANDARD)
        return compiled(given, None), False


def compiled(given: dict[str, str], standard: str | None) -> bytes:
    return typst.compile(
        str(FOLDER / "account.typ"), root=str(FOLDER), format="pdf", sys_inputs=given, ignore_system_fonts=True,
        pdf_standards=standard or [],
    )  # fmt: skip


def said() -> dict[str, str]:
    """The words of the sheet itself."""
    return {
        "page": _("Page {page} of {pages}"), "timeline": _("Timeline"), "when": _("When"), "what": _("What happened"),
        "tick": _("Tick what applies"),
    }  # fmt: skip


def data_of(account: Account) -> dict[str, object]:
    language, _dash, region = (get_language() or "en-gb").partition("-")
    return {
        "title": account.title,
        "subject": account.subject,
        "foot": str(HOW_IT_CAME_ABOUT),
        "said": said(),
        "lang": language,
        "region": region.upper() or None,
        "answers": [as_data(answer) for answer in account.answers],
    }


def as_data(answer: Answer) -> dict[str, object]:
    return {
        "asked": answer.asked,
        "facts": [{"label": fact.label, "words": fact.words} for fact in answer.facts],
        "timeline": [{"label": moment.label, "words": moment.words} for moment in answer.timeline],
        "parts": [in_blocks(part) for part in answer.parts],
        "themes": list(answer.themes),
    }


def in_blocks(part: Part) -> dict[str, object]:
    return {"label": part.label, "blocks": blocks_of(part.words)}
