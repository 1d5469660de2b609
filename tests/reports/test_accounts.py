"""One's own case study as a reflective account (CS14): tagged, in the regulator's questions, pointing at nobody."""

from uuid import uuid4

import pytest

from forum.models import CaseStudy
from reports.account import Shape, account_of
from reports.exports import NOT_TO_STANDARD
from reports.leaving_out import cleared
from reports.models import Export
from reports.paper import as_pdf
from screening import identity
from tests.forum.told import TOLD, as_fields

POINTING = (
    "Seen on 12 March 2025 with Dr Helen Jones and @Rhys Reader. Jane Smith, NHS number 943 476 5919, "
    "date of birth 04/05/1981. Filler of lot number AB1234/9, then again on 2025-04-01 and in May 2024."
)


def asked(client, case, shape="nmc", form="pdf"):
    return client.post(f"/cases/{case.topic_id}/account/", {"shape": shape, "format": form})


def test_its_author_gets_a_tagged_file_and_reads_what_was_left_out(
    as_, author, case, django_capture_on_commit_callbacks
):
    me = as_(author)
    assert me.get(f"/cases/{case.topic_id}/account/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        answer = asked(me, case)
    export = Export.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/files/{export.pk}/")
    page = me.get(f"/files/{export.pk}/").content.decode()
    assert "Ready." in page and "Nothing in it pointed at a person." in page
    file = me.get(f"/files/{export.pk}/get/")
    name = f'attachment; filename="reflective-account-nmc-{case.topic_id}.pdf"'
    assert (file["Content-Type"], file["Content-Disposition"]) == ("application/pdf", name)
    assert file.content[:5] == b"%PDF-" and b"StructTreeRoot" in file.content
    assert b"<pdfuaid:part>1" in file.content
    assert author.notifications.get().in_words == (
        "Debrief made the file that you asked for: “Reflective account (NMC): Pale lip after filler, recognised early”"
    )


def test_markdown_has_the_four_questions_and_what_answers_them(as_, author, case, django_capture_on_commit_callbacks):
    me = as_(author)
    update = "At the review last month her lip had healed without a mark."
    me.post(f"/cases/{case.topic_id}/updates/new/", {"body": update, "client_id": uuid4()})
    with django_capture_on_commit_callbacks(execute=True):
        asked(me, case, form="md")
    text = me.get(f"/files/{Export.objects.get().pk}/get/").content.decode()
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Reflective account of an event in practice",
        "## What was the nature of the event or experience in your practice?",
        "## What did you learn from the event or experience in your practice?",
        "## How did you change or improve your practice as a result?",
        "## How is this relevant to the Code?",
    ]
    assert "- Procedure: Lip filler" in text and TOLD["differently"] in text and "- [ ] Preserve safety" in text
    assert f"**How it went on, about 5 months after the event**\n\n{update}" in text
    assert author.name not in text


def test_nobody_else_can_ask_for_it_or_open_it(as_, author, moderator, reader, case, client):
    export = Export.objects.create(kind="reflection", asked_by=author, title="Mine")
    for somebody in (moderator, reader):
        them = as_(somebody)
        assert asked(them, case).status_code == 404
        seen = [them.get(f"/files/{export.pk}/{page}").status_code for page in ("", "get/", "progress/")]
        assert (seen, them.post(f"/files/{export.pk}/drop/").status_code) == ([404, 404, 404], 404)
    assert client.get(f"/files/{export.pk}/").status_code == 302
    assert Export.objects.count() == 1


@pytest.mark.parametrize("shape", Shape)
def test_nothing_in_it_points_at_a_person(shape):
    """Whichever field, the timeline or the title it stood in."""
    told = {name: f"{POINTING}\n\n{words}" for name, words in TOLD.items()}
    moments = [{"after": 12, "unit": "minutes", "what": POINTING}]
    case = CaseStudy(**as_fields(**told, timeline=moments, lot="AB1234/9", permission_from="Helen Jones"))
    account = account_of(case, f"A case of {POINTING}"[:150], shape)
    texts = [account.subject, *(part.words for one in account.answers for part in (*one.parts, *one.timeline))]
    whole = "\n\n".join(texts)
    assert identity.find(whole) == []
    left = ["Jones", "Smith", "Reader", "943", "1981", "2025", "2024", "March", "AB1234"]
    assert [word for word in left if word in whole] == []
    assert "hyaluronidase" in whole and account.left_out >= 8 * len(TOLD)


def test_it_leaves_out_dates_and_lots_and_lets_ordinary_words_be():
    said = "It may 12 times be so; we march 3 steps. A lot of care in batches. Refill after 20 minutes, 2 ml, on day 3."
    assert cleared([said]) == ([said], 0)
    assert cleared(["Given on 1 May 2024, batch no. X12-77."]).texts == ["Given on [a date], [a lot number]."]


def test_words_stay_words_and_a_sign_without_a_shape_costs_only_the_standard(caplog):
    case = CaseStudy(**as_fields(background='#read("/etc/passwd") #import "@preview/x:1.0.0" $x$ *b*'))
    assert as_pdf(account_of(case, "#panic()", Shape.GMC))[1] is True
    case.background = "We smiled 😀 afterwards."
    data, to_standard = as_pdf(account_of(case, "Afterwards", Shape.GMC))
    assert (to_standard, b"StructTreeRoot" in data, "smiled" in caplog.text, "😀" in caplog.text) == (
        False, True, False, False,
    )  # fmt: skip
    assert "typeface" in NOT_TO_STANDARD
