"""A rule as somebody wrote it, before it is kept."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

PLACES = {
    "cases": _("Case studies"),
    "questions": _("Clinical questions"),
    "discussion": _("Discussion"),
    "support": _("Support"),
    "endorsement": _("Reasons for and against an answer"),
    "profile": _("Declarations of interests"),
}


@dataclass(frozen=True)
class Drafted:
    """Its columns. No places means everywhere."""

    words: str
    match: str
    deed: str
    note: str = ""
    tag: str = ""
    places: tuple[str, ...] = ()
