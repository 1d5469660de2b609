"""Push: an empty, signed message to services that the settings name, once for whatever came; devices come and go."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from py_vapid import Vapid02

from deflection.actions.pages import send_waiting as send_pages
from deflection.models import Page
from notifications import push
from notifications.actions import mark_all_read, notify
from notifications.leaving.actions.devices import add_device, ring_waiting
from notifications.leaving.actions.lines import send_waiting
from notifications.models import Device, Preference
from tests.deflection.test_pages import call
from tests.notifications.pushed import PushService, push_service

pytestmark = pytest.mark.django_db

KEY = "5d3yCJnJ0cLbYk3mS3v4zCGbX8pOqk0h9u2mQm1rV8E"
PAGE = "/settings/notifications/devices/"


@pytest.fixture
def service(settings) -> Iterator[PushService]:
    settings.VAPID_PRIVATE_KEY, settings.VAPID_SUBJECT = KEY, "mailto:site@example.org"
    settings.PUSH_TO_THIS_MACHINE = True
    with push_service() as running:
        yield running


def device_of(member, service: PushService, name: str = "phone") -> Device:
    Preference.objects.update_or_create(member=member, defaults={"quiet": [None] * 7, "mail_yours": "off"})
    member.refresh_from_db()
    return add_device(member=member, endpoint=service.endpoint(name), label=name, now=timezone.now())


def tell(*members, about: str = "decided") -> None:
    title = "How do you store your kit?"
    notify(members=members, about=about, actor="Rhys Reader", subject=title, url="/topics/1/", note=title)


def minutes(number: int):
    """From now on: what is told in a test is told a moment before."""
    return timezone.now() + timedelta(minutes=number)


def work(number: int) -> int:
    send_waiting(now=minutes(number))
    return ring_waiting(now=minutes(number))


def test_a_push_is_empty_and_signed_and_each_device_gets_it_once(author, service):
    for name in ("phone", "laptop"):
        device_of(author, service, name)
    tell(author)
    tell(author, about="endorsed")
    assert [work(0), work(1)] == [2, 0]
    assert sorted((path, body, headers["urgency"], headers["ttl"]) for path, headers, body in service.taken) == [
        ("/laptop", b"", "normal", "86400"), ("/phone", b"", "normal", "86400"),
    ]  # fmt: skip
    assert {Vapid02.verify(headers["authorization"]) for _, headers, _ in service.taken} == {True}
    assert sorted({name for _, headers, _ in service.taken for name in headers}) == [
        "accept-encoding", "authorization", "content-length", "host", "ttl", "urgency",
    ]  # fmt: skip


def test_nothing_rings_for_what_was_read_or_hidden_in_between_or_is_not_wanted(author, reader, stranger, service):
    for member in (author, reader, stranger):
        device_of(member, service, member.name[:3])
    Preference.objects.filter(member=stranger).update(push_yours=False)
    tell(author, reader, stranger)
    send_waiting(now=minutes(0))
    mark_all_read(member=author)
    reader.notifications.all().delete()
    assert (ring_waiting(now=minutes(0)), service.taken, Device.objects.exclude(ring_at=None).count()) == (0, [], 0)


@pytest.mark.parametrize("answer", [404, 410])
def test_a_device_that_gave_its_address_up_is_forgotten(author, service, answer):
    device_of(author, service)
    service.answer = answer
    tell(author)
    assert (work(0), Device.objects.count()) == (0, 0)


@pytest.mark.parametrize("answer", [429, 500, 302])
def test_a_service_that_does_not_take_it_is_asked_six_times_ever_more_seldom(author, service, answer):
    device_of(author, service)
    service.answer = answer
    tell(author)
    tried = []
    for minute in range(-1, 12 * 60, 1):
        before = len(service.taken)
        ring_waiting(now=minutes(minute)) if minute > 0 else work(minute)
        tried += [minute] if len(service.taken) > before else []
    assert [(later - first) for first, later in zip(tried, tried[1:], strict=False)] == [1, 5, 20, 60, 240]
    assert Device.objects.exclude(ring_at=None).count() == 0


@pytest.mark.parametrize(
    ("endpoint", "is_fine"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", True),
        ("https://web.push.apple.com/abc", True),
        ("https://updates.push.services.mozilla.com:443/abc", True),
        ("http://fcm.googleapis.com/fcm/send/abc", False),
        ("https://fcm.googleapis.com:8443/abc", False),
        ("https://me@fcm.googleapis.com/abc", False),
        ("https://fcm.googleapis.com.example.org/abc", False),
        ("https://evilpush.apple.com.example.org/abc", False),
        ("https://push.apple.com/abc", False),
        ("https://127.0.0.1/abc", False),
        ("http://127.0.0.1/abc", False),
        ("https://[::1/abc", False),
        ("file:///etc/passwd", False),
        ("https://fcm.googleapis.com:port/abc", False),
        ("", False),
    ],
)
def test_only_known_services_are_rung_however_the_address_is_written(endpoint, is_fine):
    assert push.may_ring(endpoint) == is_fine


@pytest.mark.parametrize("found", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.1"])
def test_a_known_name_that_points_into_our_own_network_is_not_rung(settings, monkeypatch, found):
    settings.VAPID_PRIVATE_KEY, settings.VAPID_SUBJECT = KEY, "mailto:site@example.org"
    family = socket.AF_INET6 if ":" in found else socket.AF_INET
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(family, socket.SOCK_STREAM, 6, "", (found, 443))])
    with pytest.raises(push.NotRung, match="NotPublic"):
        push.ring("https://fcm.googleapis.com/fcm/send/abc")


def test_members_add_and_remove_their_own_devices(as_, author, reader, service):
    browser = as_(author)
    agent = "Mozilla/5.0 (Windows NT 10.0; rv:150.0) Gecko/20100101 Firefox/150.0"
    sent = browser.post(f"{PAGE}add/", {"endpoint": service.endpoint("one")}, HTTP_USER_AGENT=agent)
    (device,) = author.devices.all()
    assert (sent.status_code, device.label, service.taken) == (302, "Firefox on Windows", [])
    assert "Firefox on Windows" in browser.get(PAGE).content.decode()

    as_(reader).post(f"{PAGE}{device.pk}/remove/")
    assert author.devices.count() == 1
    browser.post(f"{PAGE}{device.pk}/remove/")
    assert author.devices.count() == 0


def test_what_cannot_be_added_is_said_in_a_sentence(as_, author, service):
    browser = as_(author)
    bad = browser.post(f"{PAGE}add/", {"endpoint": "https://10.0.0.1/abc"})
    for number in range(Device.MOST):
        device_of(author, service, f"device-{number}")
    eleventh = browser.post(f"{PAGE}add/", {"endpoint": service.endpoint("eleventh")})
    words = ["Nothing was stored.", "That would be more than 10 devices. Please remove one of them first."]
    assert [
        (page.status_code, said in page.content.decode()) for page, said in zip((bad, eleventh), words, strict=True)
    ] == [(422, True), (409, True)]
    again = browser.post(f"{PAGE}add/", {"endpoint": service.endpoint("device-3")})
    assert (again.status_code, author.devices.count()) == (302, 10)


def test_without_keys_the_page_says_so_and_takes_nothing(as_, author):
    browser = as_(author)
    assert "Push is not set up on this site." in browser.get(PAGE).content.decode()
    page = browser.post(f"{PAGE}add/", {"endpoint": "https://fcm.googleapis.com/fcm/send/abc"})
    assert (page.status_code, Device.objects.count()) == (422, 0)


def test_a_call_to_duty_rings_as_well_at_any_hour_and_says_nothing(moderator, service):
    device_of(moderator, service)
    Preference.objects.update(quiet=[["00:00", "00:00"]] * 7)
    call()
    send_pages(now=minutes(11))
    assert [(path, body, headers["urgency"]) for path, headers, body in service.taken] == [("/phone", b"", "high")]
    assert Page.objects.filter(channel="push").exclude(sent_at=None).count() == 1


def test_a_pair_of_keys_fits(settings):
    out = StringIO()
    call_command("make_push_keys", stdout=out)
    settings.VAPID_PRIVATE_KEY = out.getvalue().split("\n")[0].partition("=")[2]
    assert (len(settings.VAPID_PRIVATE_KEY), len(push.public_key())) == (43, 87)


def test_the_worker_of_the_browser_shows_one_of_two_sentences(client):
    script = client.get("/sw.js").content.decode()
    sentences = ("There is something new for you on Debrief", "You are called on Debrief")
    assert [words in script for words in sentences] == [True, True]
    assert "event.data" not in script.split('addEventListener("push"')[1].split("\n")[0]


@pytest.mark.parametrize(
    ("key", "subject", "fits"),
    [
        ("", "", True), (KEY, "mailto:site@example.org", True), (KEY, "", False),
        ("", "mailto:site@example.org", False),
        ("no key", "mailto:site@example.org", False), (KEY, "somebody", False),
    ],
)  # fmt: skip
def test_keys_that_cannot_sign_are_found_at_the_start(settings, key, subject, fits):
    settings.VAPID_PRIVATE_KEY, settings.VAPID_SUBJECT = key, subject
    assert push.fits() == fits
