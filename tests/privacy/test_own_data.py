"""One's own data: everything, in clear words, for one person, for two days; and the table that says what there is."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.utils import timezone

from forum.actions import drafts
from forum.actions.bookmarks import keep_bookmark
from forum.models import Bookmark
from members.models import Member
from privacy.datamap import IN_A_ROLE, MAP
from privacy.exports import everything_of
from reports.actions.exports import forget_old_exports
from reports.models import Export

pytestmark = pytest.mark.django_db
DAMAGED = "This cannot be opened: it is damaged, or the key of the site was changed."


def test_every_model_that_points_at_a_member_stands_in_the_data_map():
    pointing = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is Member
    }
    listed = {kept.model for kept in MAP}
    assert (pointing - listed - IN_A_ROLE, listed & IN_A_ROLE, len(listed)) == (set(), set(), len(MAP))


@pytest.mark.django_db(transaction=True)
def test_one_button_makes_a_file_of_everything_and_nobody_else_opens_it(as_, reader, author, answer):
    drafts.save_draft(
        author=reader, key="reply:1", label="A reply", url="/topics/1/", fields={"body": "Half a thought."}
    )
    drafts.save_draft(
        author=author, key="reply:1", label="A reply", url="/topics/1/", fields={"body": "Somebody else."}
    )
    browser = as_(reader)
    address = browser.post("/settings/data/")["Location"]
    export = Export.objects.get()
    assert (address, export.state, export.expires_at - export.asked_at) == (
        f"/files/{export.pk}/", "ready", timedelta(hours=48),
    )  # fmt: skip
    assert b"Half a thought." not in bytes(export.sealed)

    with zipfile.ZipFile(io.BytesIO(browser.get(f"{address}get/").content)) as bag:
        told = json.loads(bag.read("data.json"))
        page = bag.read("data.html").decode()
    assert [(row["topic__title"], row["body"]) for row in told["Posts"]] == [
        ("How do you store your kit?", "Twice a day, in a bound book.")
    ]
    assert [row["words"] for row in told["Drafts"]] == [{"body": "Half a thought."}]
    assert (told["Account"][0]["email"], [*told]) == (
        "rhys@example.org", [kept.what for kept in MAP if kept.hands_out],
    )  # fmt: skip
    assert ("Half a thought." in page, "Somebody else." in page, "Ada Author" in page) == (True, False, False)

    assert as_(author).get(f"{address}get/").status_code == 404
    with time_machine.travel(timezone.now() + timedelta(hours=49), tick=False):
        assert forget_old_exports(now=timezone.now()) == 1


def kept_draft(author: Member, key: str, body: str) -> None:
    drafts.save_draft(author=author, key=key, label="A reply", url="/topics/1/", fields={"body": body})


def test_a_draft_that_is_saved_meanwhile_spoils_nothing(reader):
    kept_draft(reader, "reply:1", "Half a thought.")
    reads = []

    def save_another(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SELECT") and 'FROM "forum_draft"' in sql:
            reads.append(sql)
            if len(reads) == 2:
                kept_draft(reader, "reply:2", "Another thought.")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(save_another):
        found = everything_of(reader)["Drafts"]
    assert [row["words"] for row in found] == [{"body": "Half a thought."}]


def test_the_note_of_a_bookmark_is_in_it_and_a_damaged_one_says_so(reader, answer, question):
    keep_bookmark(post=answer, member=reader, note="For the kit of next week.")
    keep_bookmark(post=question.posts.first(), member=reader)
    assert [row["words"] for row in everything_of(reader)["Bookmarks"]] == [{"note": "For the kit of next week."}, None]
    Bookmark.objects.filter(post=answer).update(sealed=b"damaged")
    assert [row["words"] for row in everything_of(reader)["Bookmarks"]] == [DAMAGED, None]


def test_it_asks_who_they_are_before_it_hands_anything_over(as_, reader, settings):
    settings.STEP_UP_MINUTES = 15
    export = Export.objects.create(
        kind="own_data", asked_by=reader, state="ready", sealed=b"x", expires_at=timezone.now() + timedelta(hours=1)
    )
    asked = as_(reader).get(f"/files/{export.pk}/get/")
    assert (asked.status_code, asked["Location"].split("?")[0]) == (302, "/accounts/reauthenticate/")
