"""Files as jobs: in turn, once, sealed, a week long, and never lost with a worker."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from members.sealing import Unreadable, unseal
from reports.actions.exports import (
    TooMany,
    ask_for_export,
    begin,
    drop_export,
    forget_old_exports,
    make_export,
    take_up_again,
)
from reports.exports import REFLECTION
from reports.models import Export, State

pytestmark = pytest.mark.django_db


def ask(case, member, **about):
    return ask_for_export(
        kind=REFLECTION, asked_by=member, about={"topic": case.topic_id, "shape": "nmc", "format": "md", **about}
    )


def test_it_waits_is_made_once_and_is_sealed_for_its_owner(as_, author, case):
    export = ask(case, author)
    page = as_(author).get(f"/files/{export.pk}/").content.decode()
    assert "Waiting its turn" in page and "Look again" in page and 'hx-trigger="every 2s"' in page
    assert ask(case, author) == export  # the same that waits already
    assert (make_export(export_id=export.pk), make_export(export_id=export.pk)) == (True, False)
    export.refresh_from_db()
    assert (export.state, export.done, export.tries, export.data[:2]) == (State.READY, 100, 1, b"# ")
    assert b"Reflective" not in bytes(export.sealed)
    with pytest.raises(Unreadable):
        unseal(bytes(export.sealed), label="export 1 of member 0")
    part = as_(author).get(f"/files/{export.pk}/progress/", headers={"HX-Request": "true"}).content.decode()
    assert "Download" in part and "<html" not in part


def test_after_seven_days_it_is_gone(as_, author, case):
    export = ask(case, author)
    make_export(export_id=export.pk)
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        page = as_(author).get(f"/files/{export.pk}/get/")
        assert (page.status_code, "kept for seven days" in page.content.decode()) == (404, True)
        assert (forget_old_exports(now=timezone.now()), Export.objects.count()) == (1, 0)


def test_what_a_lost_queue_or_a_dead_worker_left_is_made_all_the_same(author, case):
    export, now = ask(case, author), timezone.now()
    assert take_up_again(now=now) == []
    assert take_up_again(now=now + timedelta(minutes=1)) == [export.pk]
    begin(export.pk)  # a worker takes it, and dies
    assert take_up_again(now=now + timedelta(minutes=5)) == []
    assert take_up_again(now=now + timedelta(minutes=11)) == [export.pk]
    begin(export.pk)  # the second as well
    assert take_up_again(now=timezone.now() + timedelta(minutes=11)) == []
    export.refresh_from_db()
    assert (export.state, "ask for it again" in export.note) == (State.FAILED, True)
    assert author.notifications.get().about == "export_failed"


def test_what_is_not_ones_own_any_more_is_not_made_and_its_owner_reads_why(as_, author, reader, case):
    with pytest.raises(PermissionDenied):
        ask(case, reader)
    export = ask(case, author)
    case.topic.author = reader
    case.topic.save()
    assert make_export(export_id=export.pk) is False
    assert "It was not made." in as_(author).get(f"/files/{export.pk}/").content.decode()


def test_twenty_are_enough_and_one_can_be_let_go(as_, author, case):
    Export.objects.bulk_create(Export(kind=REFLECTION, asked_by=author, title=f"File {number}") for number in range(20))
    with pytest.raises(TooMany):
        ask(case, author)
    page = as_(author).post(f"/cases/{case.topic_id}/account/", {"shape": "gmc", "format": "pdf"})
    assert (page.status_code, "You have 20 files here." in page.content.decode()) == (422, True)
    assert as_(author).post(f"/files/{Export.objects.first().pk}/drop/").status_code == 302
    assert drop_export(export=ask(case, author), member=author) is True
    listed = as_(author).get("/files/")
    assert (listed.status_code, listed.content.decode().count("sheet-list")) == (200, 1)
