"""What happens to a file before a reviewer opens it: what a camera wrote beside it goes, and a scanner looks at it."""

import struct

import pytest

from members.actions.scanning import scan_waiting
from members.evidence import JPEG, PNG
from members.metadata import Broken, without_metadata
from members.models import Evidence
from tests.members import claiming
from tests.members.claiming import HEADER, PDF, claim, pdf
from tests.members.clamd import MALICIOUS, clamd

PLACE = b"GPS 51.5072 N"


def segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def exif(way: int) -> bytes:
    """As a telephone writes it: which way up, then where."""
    table = struct.pack("<2sHIHHHIHHHHII", b"II", 42, 8, 2, 0x0112, 3, 1, way, 0, 0x8825, 4, 1, 99)
    return segment(0xE1, b"Exif\0\0" + table + PLACE)


JFIF, TABLES = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"), segment(0xDB, b"\0" * 65)
COLOURS, SCAN = segment(0xE2, b"ICC_PROFILE\0\1\1srgb"), segment(0xDA, b"\1\1\0\0?\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
UPRIGHT = segment(0xE1, b"Exif\0\0" + struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x0112, 3, 1, 6, 0, 0))


@pytest.mark.parametrize(("way", "stays"), [(1, b""), (6, UPRIGHT)])
def test_of_a_photograph_stay_the_picture_its_colours_and_which_way_up_it_is(way, stays):
    notes = exif(way) + segment(0xED, b"Photoshop 3.0") + segment(0xFE, PLACE)
    sent = b"\xff\xd8" + JFIF + notes + COLOURS + TABLES + SCAN + TABLES + SCAN + b"\xff\xd9" + PLACE
    without = without_metadata(sent, JPEG)
    assert without == b"\xff\xd8" + JFIF + stays + COLOURS + TABLES + SCAN + TABLES + SCAN + b"\xff\xd9"
    assert without_metadata(without, JPEG) == without


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + b"\0\0\0\0"


def test_of_a_drawing_stays_what_draws_it():
    head, rest = b"\x89PNG\r\n\x1a\n" + HEADER, chunk(b"IDAT", b"\x78") + chunk(b"IEND", b"")
    sent = head + chunk(b"tEXt", b"Author\0Sol") + chunk(b"eXIf", PLACE) + chunk(b"tIME", b"1234567") + rest + PLACE
    assert without_metadata(sent, PNG) == head + rest


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (claiming.PNG[:-8], PNG), (b"\x89PNG\r\n\x1a\n" + HEADER + b"\xff" * 20, PNG), (b"\xff\xd8\xff", JPEG),
        (b"\xff\xd8" + JFIF + SCAN, JPEG), (b"\xff\xd8" + JFIF + b"no marker", JPEG),
        (b"\xff\xd8\xff\xe1\xff\xff", JPEG),
    ],
)  # fmt: skip
def test_a_picture_that_ends_before_it_should_is_none(data, kind):
    with pytest.raises(Broken):
        without_metadata(data, kind)


@pytest.fixture
def scanner(tmp_path, settings):
    settings.EVIDENCE_SCANNER = f"unix://{tmp_path}/clamd.ctl"
    with clamd(tmp_path) as server:
        yield server


def path_of(file: Evidence) -> str:
    return f"/moderation/claims/{file.claim_id}/evidence/{file.pk}/"


@pytest.mark.django_db
def test_nobody_opens_a_file_before_the_scanner_looked(as_, stranger, moderator, scanner):
    claim(as_(stranger), evidence=pdf())
    file = Evidence.objects.get()
    page = as_(moderator).get(path_of(file))
    assert (page.status_code, "was not checked for malicious content yet" in page.content.decode()) == (409, True)
    assert (
        "being checked for malicious content"
        in as_(moderator).get(f"/moderation/claims/{file.claim_id}/").content.decode()
    )
    assert (scan_waiting(), scanner.seen, scan_waiting()) == (1, [PDF], 0)
    assert as_(moderator).get(path_of(file)).content == PDF


@pytest.mark.django_db
def test_what_is_malicious_is_destroyed_and_its_reviewer_sees_why(as_, stranger, moderator, scanner):
    claim(as_(stranger), evidence=pdf(b"%PDF-1.7\n" + MALICIOUS + b"\n%%EOF\n"))
    assert scan_waiting() == 1
    file = Evidence.objects.get()
    assert (file.sealed, file.is_malicious, as_(moderator).get(path_of(file)).status_code) == (None, True, 404)
    page = as_(moderator).get(f"/moderation/claims/{file.claim_id}/")
    assert "a scanner found malicious content in it" in page.content.decode()


@pytest.mark.django_db
def test_while_the_scanner_is_away_or_gives_no_answer_nothing_is_opened(as_, stranger, moderator, scanner, settings):
    claim(as_(stranger), evidence=pdf())
    file = Evidence.objects.get()
    scanner.is_silent = True
    assert (scan_waiting(), as_(moderator).get(path_of(file)).status_code) == (0, 409)
    settings.EVIDENCE_SCANNER += ".nowhere"
    assert (scan_waiting(), as_(moderator).get(path_of(file)).status_code) == (0, 409)
