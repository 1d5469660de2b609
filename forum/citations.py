"""References in what somebody typed: DOI and PMID, bare, as an address, or with their name in front. Pure."""

import re
from typing import NamedTuple
from urllib.parse import quote, unquote

DOI = re.compile(r"(?<![\d.])10\.\d{4,9}(?:\.\d+)*/[-._;()/:a-z0-9]*[a-z0-9)]", re.IGNORECASE)
PMID = re.compile(
    r"(?:\bpmid\s*[:#]?\s*|pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)([1-9]\d{0,7})(?!\d)",
    re.IGNORECASE,
)
BARE_PMID = re.compile(r"\s*([1-9]\d{3,7})\s*")
BEFORE_A_NUMBER = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|\bdoi\b\s*:?|https?://(?:www\.)?", re.IGNORECASE)
LONGEST_DOI = 200


class References(NamedTuple):
    """The first of each kind, empty where there is none."""

    doi: str = ""
    pmid: str = ""

    @property
    def doi_url(self) -> str:
        """The resolver itself: no publisher's tracking, nothing of the page that it was copied from."""
        return f"https://doi.org/{quote(self.doi, safe='/:;().-_')}" if self.doi else ""

    @property
    def pmid_url(self) -> str:
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else ""


def references(text: str) -> References:
    """What can be looked up in these words."""
    plain = unquote(text)
    bare = BARE_PMID.fullmatch(plain)
    pmid = bare or PMID.search(plain)
    return References(first_doi(plain), pmid.group(1) if pmid else "")


def first_doi(text: str) -> str:
    """In lower case, as DOIs are compared; without the bracket that closes the sentence around it."""
    found = DOI.search(text)
    if not found:
        return ""
    doi = found.group().lower()
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".;:,-_/(")
    return doi if len(doi) <= LONGEST_DOI else ""


def words_beside(text: str) -> str:
    """What was typed beside the numbers, or nothing if the numbers were all."""
    rest = BEFORE_A_NUMBER.sub(" ", PMID.sub(" ", DOI.sub(" ", unquote(text))))
    return text.strip() if re.search(r"[^\W\d_]{3}", rest) and not BARE_PMID.fullmatch(text) else ""
