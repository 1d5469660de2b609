"""The page for administrators: what it takes, what it shows once, and what it says when something cannot be done."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from audit.models import Line
from webhooks.models import Delivery, Endpoint, Event, Kind

pytestmark = pytest.mark.django_db
FORM = {"name": "The clinic's list", "url": "https://clinic.example/told", "kinds": ["post.published", "post.hidden"]}


def test_the_secret_is_shown_once_and_kept_sealed(as_, administrator):
    browser = as_(administrator)
    page = browser.post("/moderation/webhooks/new/", FORM)
    (secret,) = re.findall(r"<code>([\w-]{43})</code>", page.content.decode())
    endpoint = Endpoint.objects.get()
    assert (endpoint.secret, secret.encode() in bytes(endpoint.sealed), page["Cache-Control"].split(",")[0]) == (
        secret, False, "max-age=0",
    )  # fmt: skip
    pages = [browser.get(path).content.decode() for path in ("/moderation/webhooks/", endpoint.get_absolute_url())]
    assert [secret in shown for shown in pages] == [False, False]
    renewed = browser.post(f"{endpoint.get_absolute_url()}secret/")
    assert secret not in renewed.content.decode()
    browser.post(f"{endpoint.get_absolute_url()}off/")
    browser.post(f"{endpoint.get_absolute_url()}on/")
    assert browser.post(f"{endpoint.get_absolute_url()}remove/").status_code == 409
    browser.post(f"{endpoint.get_absolute_url()}off/")
    browser.post(f"{endpoint.get_absolute_url()}remove/")
    lines = Line.objects.filter(deed__startswith="webhook").order_by("number").values_list("deed", "by", "facts")
    deeds = ("webhook_registered", "webhook_secret", "webhook_off", "webhook_on", "webhook_off", "webhook_removed")
    host = {"host": "clinic.example"}
    assert list(lines) == [
        (deed, administrator.pk, host | ({"kinds": 2} if deed == "webhook_registered" else {})) for deed in deeds
    ]
    assert browser.get(endpoint.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "Please give it a name."),
        ({"kinds": []}, "Please choose at least one event."),
        ({"url": "http://clinic.example/"}, "begins with https://"),
        ({"url": "https://[x"}, "begins with https://"),
        ({"url": "https://ada:secret@clinic.example/"}, "leave out the name and the password"),
        ({"url": "https://192.168.1.4/told"}, "inside a network"),
        ({"url": "https://localhost/told"}, "inside a network"),
    ],
)
def test_what_cannot_be_told_is_said_and_nothing_is_lost(as_, administrator, changed, sentence):
    page = as_(administrator).post("/moderation/webhooks/new/", FORM | changed)
    said = page.content.decode()
    assert (page.status_code, sentence in said, Endpoint.objects.count()) == (422, True, 0)
    assert (changed.get("url") or FORM["url"]) in said


def test_the_same_address_is_taken_once_and_twenty_fit(as_, administrator):
    browser = as_(administrator)
    browser.post("/moderation/webhooks/new/", FORM)
    again = browser.post("/moderation/webhooks/new/", FORM)
    assert (again.status_code, "registered already" in again.content.decode()) == (422, True)
    for number in range(19):
        Endpoint.objects.create(name="More", url=f"https://clinic.example/{number}", registered_by=administrator)
    full = browser.post("/moderation/webhooks/new/", FORM | {"url": "https://other.example/"})
    assert (full.status_code, "There are 20 already." in full.content.decode()) == (422, True)
    listed = browser.get("/moderation/webhooks/").content.decode()
    assert ("There are 20, and no more fit." in listed, "/moderation/webhooks/new/" in listed) == (True, False)


def test_a_grave_step_asks_again_who_it_is(as_, administrator, settings):
    settings.STEP_UP_MINUTES = 15
    browser = as_(administrator)
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False):
        answer = browser.post("/moderation/webhooks/new/", FORM)
    assert (answer.status_code, Endpoint.objects.count()) == (302, 0)


def test_the_log_says_how_each_went_in_a_number_of_questions_that_does_not_grow(
    as_, administrator, django_assert_num_queries
):
    endpoint = Endpoint.objects.create(name="A list", url="https://a.example/", registered_by=administrator)
    now, browser = timezone.now(), as_(administrator)
    stood = [
        {"taken_at": now, "code": 200, "tries": 1},
        {"failed_at": now, "code": 503, "tries": 8},
        {"left_out_at": now},
        {"due_at": now, "tries": 2, "trouble": "TimeoutError"},
        {"due_at": now},
    ]
    Delivery.objects.create(endpoint=endpoint, event=Event.objects.create(kind="test"), **stood[0])
    browser.get(endpoint.get_absolute_url())
    with django_assert_num_queries(QUERIES):
        browser.get(endpoint.get_absolute_url())
    for one in stood[1:]:
        event = Event.objects.create(kind=Kind.POST_PUBLISHED)
        Delivery.objects.create(endpoint=endpoint, event=event, **one)
    with django_assert_num_queries(QUERIES):
        page = browser.get(endpoint.get_absolute_url()).content.decode()
    said = ("Taken", "Failed", "Left out: it was public no more", "Tried again on", "On its way", "8 tries",
            "answered 503", "it did not answer in time", "Send all again that failed within a day")  # fmt: skip
    assert [words for words in said if words not in page] == []
    failed = Delivery.objects.get(failed_at__isnull=False)
    browser.post(f"/moderation/webhooks/sent/{failed.pk}/")
    failed.refresh_from_db()
    assert (failed.tries, failed.failed_at, failed.due_at is None) == (0, None, False)


QUERIES = 7
