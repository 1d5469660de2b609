"""The way for patients: no account, at the top of the queue, sealed, answered by a number."""

import pytest
from django.core.cache import cache

from audit.models import Line
from deflection.models import Alert
from forum.models import Post
from members.models import Member
from members.rules import NOT_FOR_YOU
from moderation import queue
from moderation.models import Concern

pytestmark = pytest.mark.django_db
WORDS = "The clinic treated me in that week, and nobody else had that scar."
REPLY = "Thank you for writing. We took the text down and spoke with its author."


def test_it_goes_to_the_top_is_sealed_and_is_answered_by_its_number(client, as_, moderator, answer, caplog):
    page = client.post("/patients/shown/", {"where": f"http://testserver{answer.get_absolute_url()}", "words": WORDS})
    concern = Concern.objects.get()
    assert (page["Location"], concern.post, concern.said[1]) == (f"/patients/shown/{concern.number}/", answer, WORDS)
    assert WORDS.encode() not in bytes(concern.sealed) and WORDS not in caplog.text
    (item,) = queue.waiting()
    assert (item.kind, item.severity, item.url) == ("concern", 0, f"/moderation/concerns/{concern.pk}/")
    assert [(alert.kind, alert.subject_id) for alert in Alert.objects.open()] == [("concern", concern.pk)]
    assert Post.objects.get(pk=answer.pk).is_published  # nobody without an account takes down what others wrote

    own = client.get(page["Location"]).content.decode()
    assert ("We have it." in own, WORDS in own) == (True, False)
    browser, address = as_(moderator), f"/moderation/concerns/{concern.pk}/"
    told = browser.get(address).content.decode()
    assert (WORDS in told, "within fifteen minutes of when it came" in told) == (True, True)
    assert browser.post(address, {"found": "taken_down", "reply": ""}).status_code == 422
    assert browser.post(address, {"found": "taken_down", "reply": REPLY})["Location"] == "/moderation/"
    assert browser.post(address, {"found": "not_you", "reply": REPLY}).status_code == 409
    own = client.get(page["Location"]).content.decode()
    assert ("It was taken down." in own, REPLY in own, "Mo Moderator" in own) == (True, True, False)
    assert (queue.waiting(), [*Alert.objects.open()]) == ([], [])
    line = Line.objects.order_by("-number").first()
    assert (line.deed, line.by, line.facts) == ("concern_answered", moderator, {"found": "taken_down"})


def test_nobody_answers_about_their_own_and_members_read_none(client, as_, reader, answer):
    client.post("/patients/shown/", {"where": f"/topics/{answer.topic_id}/#post-{answer.pk}", "words": WORDS})
    concern = Concern.objects.get()
    assert as_(reader).get(f"/moderation/concerns/{concern.pk}/").status_code == 403
    reader.is_moderator = True
    reader.save()
    browser = as_(reader)
    refused = browser.post(f"/moderation/concerns/{concern.pk}/", {"found": "not_you", "reply": REPLY})
    assert (refused.status_code, Concern.objects.get().decided_at) == (403, None)
    shut = browser.get(f"/moderation/concerns/{concern.pk}/")
    told = [words in shut.content.decode() for words in (str(NOT_FOR_YOU), WORDS)]
    assert (shut.status_code, told) == (403, [True, False])
    listed = browser.get("/moderation/").content.decode()
    assert ("Not for you" in listed, WORDS in listed) == (True, False)
    assert client.get("/patients/shown/0000/").status_code == 404


def test_a_colleague_answers_only_where_nobody_else_is_left(client, as_, moderator, reader, answer):
    client.post("/patients/shown/", {"where": f"/topics/{answer.topic_id}/#post-{answer.pk}", "words": WORDS})
    concern = Concern.objects.get()
    for member in (moderator, reader):
        Member.objects.filter(pk=member.pk).update(workplaces=["The Elm Clinic"])

    def seen() -> tuple[int, set[str]]:
        browser = as_(moderator)
        page = browser.get(f"/moderation/concerns/{concern.pk}/")
        return page.status_code, browser.get("/moderation/").context["not_for"]

    assert seen() == (403, {f"concern-{concern.pk}"})
    Member.objects.on_duty().exclude(pk=moderator.pk).update(is_active=False)
    assert seen() == (200, set())


def test_what_looks_like_an_address_and_is_none_is_taken_as_words(client):
    client.post("/patients/shown/", {"where": "http://[the page about lips", "words": WORDS})
    concern = Concern.objects.get()
    assert (concern.post, concern.said) == (None, ("http://[the page about lips", WORDS))


def test_five_in_an_hour_and_no_word_is_lost(client):
    cache.clear()
    sent = [client.post("/patients/shown/", {"where": "A text of last week.", "words": WORDS}) for _ in range(6)]
    assert [page.status_code for page in sent] == [302] * 5 + [429]
    assert (WORDS in sent[-1].content.decode(), Concern.objects.count()) == (True, 5)
    cache.clear()
