"""A claim as a member sends it, and a look as a reviewer writes it down."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from members.models import Claim, Member

PDF = b"%PDF-1.7\nstatement of entry\n%%EOF\n"
HEADER = b"\x00\x00\x00\rIHDR" + b"\x00" * 17
PNG = b"\x89PNG\r\n\x1a\n" + HEADER + b"\x00\x00\x00\x00IEND\xaeB`\x82"
NUMBER = "71A2998E"


def fields(**changed: object) -> dict[str, object]:
    said = {
        "register_slug": "nmc", "number": NUMBER, "name_on_register": "Sol Stranger", "profession": "nurse",
        "wanted_tier": "1", "note": "My statement of entry is attached.",
    }  # fmt: skip
    return {**said, **changed}


def pdf(data: bytes = PDF, name: str = "entry.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/pdf")


def claim(client: Client, **changed: object):
    return client.post("/credentials/claim/", fields(**changed))


def claimed_by(member: Member) -> Claim:
    return Claim.objects.get(member=member)


def look(**changed: object) -> dict[str, object]:
    seen = {
        "name": "Sol Stranger", "status": "registered", "qualification": "Registered nurse (RN1)", "verdict": "grant",
        "reason": "",
    }  # fmt: skip
    return {**seen, **changed}


def review(client: Client, claim: Claim, **changed: object):
    return client.post(f"/moderation/claims/{claim.pk}/", look(**changed))
