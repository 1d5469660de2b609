"""DOI and PMID, in every shape that people paste."""

import pytest

from forum.citations import References, references, words_beside

DOI = "10.1097/prs.0000000000008245"


@pytest.mark.parametrize(
    ("typed", "doi", "pmid"),
    [
        (DOI, DOI, ""),
        ("10.1097/PRS.0000000000008245", DOI, ""),
        (f"doi:{DOI}", DOI, ""),
        (f"DOI: {DOI}.", DOI, ""),
        (f"https://doi.org/{DOI}", DOI, ""),
        (f"http://dx.doi.org/{DOI}", DOI, ""),
        (f"https://doi.org/{DOI}?utm_source=newsletter", DOI, ""),
        (f"https://journals.example.org/doi/full/{DOI}#ref", DOI, ""),
        (f"https://doi.org/{DOI.replace('/', '%2F')}", DOI, ""),
        (f"See Murray 2021 ({DOI}), table 2.", DOI, ""),
        ("10.1016/S0190-9622(97)70219-2", "10.1016/s0190-9622(97)70219-2", ""),
        ("(10.1016/S0190-9622(97)70219-2)", "10.1016/s0190-9622(97)70219-2", ""),
        ("10.1000.10/123456", "10.1000.10/123456", ""),
        ("PMID: 33512345", "", "33512345"),
        ("pmid 33512345.", "", "33512345"),
        ("PMID33512345", "", "33512345"),
        ("https://pubmed.ncbi.nlm.nih.gov/33512345/?from=mail", "", "33512345"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/33512345", "", "33512345"),
        ("33512345", "", "33512345"),
        (f"PMID 33512345, doi:{DOI}", DOI, "33512345"),
        ("", "", ""),
        ("Our clinic protocol, version 4", "", ""),
        ("10.5/abc", "", ""),
        ("210.1097/abc", "", ""),
        ("version 10.1097", "", ""),
        ("PMID 012345", "", ""),
        ("PMID 123456789", "", ""),
        ("page 33512345 of the book", "", ""),
        ("10.1097/" + "a" * 300, "", ""),
    ],
)
def test_what_can_be_looked_up(typed, doi, pmid):
    assert references(typed) == References(doi, pmid)


def test_a_link_goes_to_the_resolver_and_nowhere_else():
    found = references(f"https://journals.example.org/doi/{DOI}?campaign=7 PMID:33512345")
    assert (found.doi_url, found.pmid_url) == (
        f"https://doi.org/{DOI}", "https://pubmed.ncbi.nlm.nih.gov/33512345/",
    )  # fmt: skip
    assert (References().doi_url, References().pmid_url) == ("", "")


@pytest.mark.parametrize(
    "hostile", ['10.1097/a"><script>alert(1)</script>', "10.1097/a'onclick=x", "10.1097/a javascript:x"]
)
def test_a_link_holds_nothing_but_the_number(hostile):
    assert references(hostile).doi_url == "https://doi.org/10.1097/a"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (DOI, ""),
        (f"https://doi.org/{DOI}", ""),
        ("PMID: 33512345", ""),
        ("33512345", ""),
        (f" Murray 2021, doi:{DOI} ", f"Murray 2021, doi:{DOI}"),
        ("Our clinic protocol, version 4", "Our clinic protocol, version 4"),
    ],
)
def test_words_are_shown_beside_the_link_only_where_there_are_any(typed, words):
    assert words_beside(typed) == words
