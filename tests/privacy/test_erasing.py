"""Leaving for good: a week to come back, then nothing of the name is left anywhere, and the chain still holds."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.utils import timezone

from audit.models import Line
from deflection import vault
from deflection.models import Deflection
from forum.actions import drafts
from forum.actions.endorsements import endorse_answer
from forum.actions.posts import post_reply
from forum.models import Draft, Endorsement, Post, Topic
from forum.pointing import without_name
from forum.writing import quote_of
from members.models import Claim, Evidence, KeptSession, Member
from members.sealing import seal
from notifications.actions import notify
from notifications.models import Device, Notification
from privacy.actions.closing import ask_to_close, keep_account
from privacy.actions.erasing import erase, erase_again, erase_due, erased
from privacy.models import Closing, Erased, Words
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7, minutes=1)
NAME = "Rhys Reader"


def where(words: str) -> list[str]:
    """Every column of every table that can hold text, searched."""
    found = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                values = model._base_manager.values_list(field.name, flat=True)
                found += [
                    f"{model.__name__}.{field.name}" for value in values if words.casefold() in str(value).casefold()
                ]
    return sorted(set(found))


@pytest.fixture
def left_traces(answer, reader, author, expert) -> Member:
    """Somebody who answered, was endorsed, named and quoted, endorsed others, and kept things for themselves."""
    EmailAddress.objects.create(user=reader, email=reader.email, verified=True, primary=True)
    quoted = quote_of(Post.objects.for_reading().get(pk=answer.pk))
    post_reply(
        topic=answer.topic, author=author, client_id=uuid4(), interest="none",
        body=f"{quoted}Thank you, @{NAME}. We write it down in a bound book too now.",
    )  # fmt: skip
    endorse_answer(post=answer, expert=expert, reason="The college asks for the same record.", evidence="guideline")
    drafts.save_draft(author=reader, key="reply:1", label="A reply", url="/topics/1/", fields={"body": "Not done."})
    sealed = vault.seal({"body": "Her lip is white."}, owner_id=reader.pk)
    Deflection.objects.create(
        author=reader, place="reply", route="999", event="occlusion", reader="1", client_id=uuid4(), sealed=sealed,
        expires_at=timezone.now() + timedelta(days=30),
    )  # fmt: skip
    claim = Claim.objects.create(
        member=reader, register_slug="nmc", number_sealed=b"x", number_mark="m", last_two="8E", wanted_tier=1,
        name_on_register=NAME, profession="nurse",
    )  # fmt: skip
    Evidence.objects.create(
        claim=claim, content_type="image/png", size=3, sha256="0" * 64, sealed=seal(b"abc", label="x")
    )
    Device.objects.create(
        member=reader, endpoint="https://push.example.org/1", label="A telephone", created_at=timezone.now()
    )
    Notification.objects.create(member=author, about="reply", actor=NAME, subject="How do you store your kit?", url="/")
    return reader


def test_nothing_of_the_name_is_left_anywhere_and_what_was_written_stays(left_traces, answer, as_):
    as_(left_traces).get("/settings/")
    assert where(NAME) != [] and where("rhys@example.org") != []
    ask_to_close(member=left_traces, words=Words.STAY)
    with time_machine.travel(timezone.now() + WEEK, tick=False):
        assert erase_due() == 1
    assert (where(NAME), where("rhys@example.org")) == ([], [])
    answer.refresh_from_db()
    assert answer.body == "Twice a day, in a bound book."
    kept = [Draft.every, Deflection.objects.exclude(sealed=b""), Evidence.objects.exclude(sealed=None), Device.objects]
    assert [rows.filter().count() for rows in kept] == [0, 0, 0, 0]
    assert not KeptSession.objects.filter(member=left_traces).exists()
    assert Line.objects.order_by("-number").values_list("deed", "about_id", "facts").first() == (
        "account_erased", str(left_traces.pk), {"words": "stay"},
    )  # fmt: skip
    call_command("verify_audit")


def test_readers_meet_a_former_member_at_once(left_traces, answer, author, expert, as_):
    page = as_(author).get(answer.topic.get_absolute_url()).content.decode()
    assert page.count(NAME) > 2
    version = Topic.objects.get(pk=answer.topic_id).version
    erase(member=left_traces, words=Words.STAY)
    page = as_(author).get(answer.topic.get_absolute_url()).content.decode()
    assert (NAME in page, "Former member" in page, "Thank you, a former member." in page) == (False, True, True)
    assert Topic.objects.get(pk=answer.topic_id).version > version
    assert as_(author).get(f"/members/{left_traces.pk}/").status_code == 404
    assert Endorsement.objects.filter(post=answer, withdrawn_at=None).count() == 1


def test_a_colleague_of_the_same_name_keeps_theirs_in_the_bells(reader, question, author):
    """Lines from before they knew whose name they hold included."""
    other = Member.objects.create(email="rhys.other@example.org", name=NAME, profession="nurse")
    told = {"about": "reply", "subject": question.title, "url": question.get_absolute_url()}
    for colleague in (reader, other):
        notify(members=[author], actor=colleague, **told)
    author.notifications.create(actor=NAME, **told)
    erase(member=reader, words=Words.STAY)
    lines = author.notifications.order_by("pk").values_list("actor", "actor_number")
    assert list(lines) == [("Former member", reader.pk), (NAME, other.pk), (NAME, None)]


def test_named_in_small_letters_is_named_and_a_longer_name_is_somebody_else():
    said = without_name("Thank you, @rhys reader. So do @Rhys Readerman and @Rhys Reader", NAME, "a former member")
    assert said == "Thank you, a former member. So do @Rhys Readerman and a former member"


def test_whoever_wishes_takes_their_words_along_and_answers_of_others_stay(left_traces, answer, author, as_):
    erase(member=left_traces, words=Words.GO)
    assert where("Twice a day") == []
    page = as_(author).get(answer.topic.get_absolute_url()).content.decode()
    assert ("Twice a day" in page, "its author closed their account" in page, "We write it down" in page) == (
        False, True, True,
    )  # fmt: skip


def test_a_week_in_which_everything_works_and_there_is_a_way_back(as_, reader):
    browser = as_(reader)
    wrong = browser.post("/settings/close/", {"words": "stay", "password": "not it"})
    assert (wrong.status_code, Closing.objects.count()) == (422, 0)
    browser.post("/settings/close/", {"words": "go", "password": PASSWORD})
    page = browser.get("/settings/close/").content.decode()
    assert "Keep my account" in page and "What you published is removed with it." in page
    assert erase_due() == 0
    browser.post("/settings/close/keep/")
    with time_machine.travel(timezone.now() + WEEK, tick=False):
        assert erase_due() == 0
    assert Member.objects.get(pk=reader.pk).name == NAME
    assert [*Line.objects.order_by("number").values_list("deed", flat=True)] == ["closing_asked", "closing_taken_back"]
    assert keep_account(member=reader) is False


def test_whoever_comes_back_or_takes_on_a_role_while_others_are_erased_stays(reader, stranger):
    read_before = [ask_to_close(member=member, words=Words.GO) for member in (reader, stranger)]
    keep_account(member=reader)
    Member.objects.filter(pk=stranger.pk).update(is_moderator=True)
    assert [erased(closing) for closing in read_before] == [False, False]
    assert Member.objects.get(pk=reader.pk).name == NAME


def test_whoever_answers_for_others_hands_that_over_first(as_, moderator):
    page = as_(moderator).get("/settings/close/")
    assert "You answer for others here." in page.content.decode()
    assert as_(moderator).post("/settings/close/", {"words": "stay", "password": PASSWORD}).status_code == 403
    assert Closing.objects.count() == 0


def test_a_backup_does_not_bring_them_back(left_traces, reader, stranger, erased_list):
    """The list lies beside the database; a number that means somebody else there means nobody."""
    before = {field.attname: getattr(reader, field.attname) for field in Member._meta.concrete_fields}
    assert (erase(member=reader, words=Words.STAY), erase(member=reader, words=Words.STAY)) == (True, False)
    with erased_list.open("a") as file:
        file.write(f"{stranger.pk} {'0' * 64} stay\n{stranger.pk} cut sho")
    assert erase_again() == 0
    Member.objects.filter(pk=reader.pk).update(**{name: value for name, value in before.items() if name != "id"})
    assert (erase_again(), where(NAME), Member.objects.get(pk=stranger.pk).name) == (1, [], "Sol Stranger")
    assert [*Erased.objects.values_list("number", "words")] == [(reader.pk, "stay")]
