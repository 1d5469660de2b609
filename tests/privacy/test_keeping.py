"""Each night: what is past its day goes, that it went is noted, and what is late is shown until it is gone."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from deflection import vault
from deflection.models import Deflection
from forum.actions import drafts
from forum.models import Draft, Post
from members.models import Member
from moderation.models import Flag, Note
from privacy.actions.keeping import end_and_prove
from privacy.models import Proof
from privacy.retention import CLASSES

pytestmark = pytest.mark.django_db
SEVEN_YEARS = timedelta(days=7 * 365)


def found() -> dict[str, tuple[int, int]]:
    """Those of which anything went or is late."""
    rows = {proof.kind: (proof.gone, proof.late) for proof in Proof.objects.all()}
    return {kind: counted for kind, counted in rows.items() if any(counted)}


@pytest.fixture
def of_long_ago(reader, moderator, answer) -> Iterator[time_machine.Traveller]:
    """The clock stands still: two runs with midnight between them would be two nights."""
    with time_machine.travel(timezone.now(), tick=False) as clock:
        write_of_long_ago(reader, moderator, answer)
        yield clock


def write_of_long_ago(reader: Member, moderator: Member, answer: Post) -> None:
    drafts.save_draft(author=reader, key="reply:1", label="A reply", url="/topics/1/", fields={"body": "Not done."})
    Deflection.objects.create(
        author=reader, place="reply", route="999", event="occlusion", reader="1", client_id=uuid4(),
        sealed=vault.seal({"body": "Her lip is white."}, owner_id=reader.pk), expires_at=timezone.now(),
    )  # fmt: skip
    Note.objects.create(member=reader, author=moderator, words="Rang them on Monday.")
    Flag.objects.create(post=answer, member=moderator, reason="other", note="See the dose.", snapshot="Twice a day.")
    long_ago = timezone.now() - SEVEN_YEARS
    Draft.objects.update(saved_at=long_ago)
    Note.objects.update(created_at=long_ago)
    Flag.objects.update(closed_at=long_ago)


def test_what_is_past_its_day_goes_and_that_is_proved(of_long_ago):
    end_and_prove(classes=CLASSES)
    assert found() == {"drafts": (1, 0), "vault": (1, 0), "notes": (1, 0), "reports": (1, 0)}
    end_and_prove(classes=CLASSES)
    assert Proof.objects.count() == len(CLASSES)
    assert found() == {"drafts": (1, 0), "vault": (1, 0), "notes": (1, 0), "reports": (1, 0)}
    assert [*Flag.objects.values_list("note", "snapshot", "said")] == [("", "", {})]


def test_one_that_fails_keeps_no_other_waiting_and_shows_as_late(of_long_ago, as_, administrator, caplog):
    broken = [one for one in CLASSES if one.kind == "vault"]
    stuck = type(broken[0])(**{**vars(broken[0]), "end": refuse})
    end_and_prove(classes=[stuck, *(one for one in CLASSES if one.kind != "vault")])
    assert found() == {"drafts": (1, 0), "vault": (0, 1), "notes": (1, 0), "reports": (1, 0)}
    assert "Her lip" not in caplog.text
    page = as_(administrator).get("/moderation/kept/")
    assert [str(line.kept.what) for line in page.context["late"]] == ["Stopped texts in the vault"]
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        page = as_(administrator).get("/moderation/kept/")
        assert len(page.context["late"]) == len(CLASSES)


def refuse() -> int:
    raise RuntimeError("Her lip is white.")


def test_administrators_alone_read_it(as_, moderator):
    assert as_(moderator).get("/moderation/kept/").status_code == 403
