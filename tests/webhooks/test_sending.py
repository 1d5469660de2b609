"""How it is sent: signed, eight tries over a day, each row taken once, nothing lost when a worker dies."""

import re
import runpy
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as site
from django.core.cache import cache
from django.utils import timezone

from audit.models import Line
from forum.actions.posts import post_reply
from members.models import Member
from notifications.models import Notification
from privacy.actions.keeping import prove
from privacy.retention import CLASSES
from webhooks import endpoints
from webhooks.actions import sending
from webhooks.actions.endpoints import (
    NotNow,
    register_endpoint,
    remove_endpoint,
    renew_secret,
    send_again,
    send_failed_again,
    send_test,
    switch_off,
    switch_on,
)  # fmt: skip
from webhooks.models import Delivery, Endpoint, Event

pytestmark = pytest.mark.django_db
MORE = "I write the reading down each morning and each evening, and the manager signs the sheet."


def killed(*call: object, **said: object) -> int:
    raise SystemExit


@pytest.fixture
def sent(endpoint, question, reader) -> Delivery:
    """A reply that the program is told of."""
    answer = post_reply(topic=question, author=reader, body=MORE, client_id=uuid4())
    return Delivery.objects.get(event__post_id=answer.pk, endpoint=endpoint)


def test_the_example_of_the_documents_knows_what_is_ours(program, sent, secret_of, at, administrator, tmp_path):
    (example,) = re.findall(r"```python\n(.*?)```", (Path(site.BASE_DIR) / "docs/webhooks.md").read_text(), re.DOTALL)
    (tmp_path / "example.py").write_text(example)
    is_ours = runpy.run_path(str(tmp_path / "example.py"))["is_from_debrief"]
    secret = secret_of[sent.endpoint_id]
    at()
    ((headers, body),) = program.calls
    old = {**headers, "Debrief-Timestamp": str(int(headers["Debrief-Timestamp"]) - 301)}
    judged = [is_ours(*call) for call in ((headers, body, secret), (headers, body + b" ", secret), (old, body, secret))]
    assert (judged, is_ours({}, body, secret)) == ([True, False, False], False)
    new = renew_secret(endpoint=sent.endpoint, by=administrator)
    send_test(endpoint=Endpoint.objects.get(), by=administrator)
    assert [is_ours(*program.calls[1], key) for key in (secret, new)] == [False, True]


def test_it_is_tried_eight_times_in_a_day_and_then_switched_off(program, sent, at, administrator, second):
    program.always = 503
    minutes, reached = (0, 0.9, 1, 4.9, 5, 29, 30, 119, 120, 359, 360, 719, 720, 1439), []
    for minute in minutes:
        at(seconds=60 * minute + 0.001)
        reached.append(len(program.calls))
    assert reached == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7]
    assert list(Endpoint.objects.values_list("off_at", "off_by_itself")) == [(None, False)]
    at(seconds=60 * 1440 + 0.001)
    sent.refresh_from_db()
    assert (len(program.calls), sent.tries, sent.code, sent.due_at, sent.failed_at is None) == (8, 8, 503, None, False)
    assert len({body for _, body in program.calls}) == 1
    told = Notification.objects.filter(about="hook_off").order_by("member")
    administrators = Member.objects.filter(is_superuser=True).order_by("pk")
    assert [line.member_id for line in told] == [member.pk for member in administrators]
    off = Line.objects.filter(deed="webhook_off").values_list("by", "facts")
    assert list(off) == [(None, {"host": "127.0.0.1"})]
    with pytest.raises(NotNow):
        send_again(delivery=Delivery.objects.get(), by=administrator, now=timezone.now())


def test_a_program_that_takes_one_in_time_stays_on_and_the_rest_can_be_sent_again(program, sent, at, administrator):
    program.always = 500
    for hours in (0, 0.1, 1, 3, 7, 13):
        at(seconds=3600 * hours + 0.001)
    send_test(endpoint=sent.endpoint, by=administrator)
    assert Endpoint.objects.get().failing_since is not None  # a test that fails is nobody's day of failures
    program.always = 200
    send_test(endpoint=sent.endpoint, by=administrator)
    program.always = 500
    for hours in (26, 40, 60):
        at(seconds=3600 * hours + 0.001)
    sent.refresh_from_db()
    now = sent.failed_at + timedelta(hours=1)
    assert (Endpoint.objects.get().off_at, sent.tries) == (None, 8)
    assert send_failed_again(endpoint=sent.endpoint, by=administrator, now=now) == 1
    assert send_failed_again(endpoint=sent.endpoint, by=administrator, now=now) == 0
    program.always = 200
    assert at(seconds=3600 * 72) == 1
    assert send_again(delivery=sent, by=administrator, now=now)
    assert at(seconds=3600 * 72) == 1
    assert [told["id"] for told in program.told[-2:]] == [str(sent.event_id)] * 2


def test_nobody_waits_for_an_address_that_does_not_answer(program, sent, at, question, author, administrator):
    silent, _ = register_endpoint(name="Gone", url="http://127.0.0.1:9/", kinds=["post.published"], by=administrator)
    cache.delete(endpoints.KEY)
    for _ in range(2):
        post_reply(topic=question, author=author, body=MORE, client_id=uuid4())
    assert (at(), len(program.calls)) == (3, 3)
    tries = list(silent.deliveries.order_by("pk").values_list("tries", "code", "trouble"))
    assert tries == [(1, None, "ConnectionRefusedError"), (0, None, "")]


def test_no_row_is_taken_twice_and_none_is_lost_with_a_worker(program, sent, at, monkeypatch):
    cache.add(sending.TURN, 1, 60)
    assert at() == 0
    cache.delete(sending.TURN)
    with monkeypatch.context() as dies:
        dies.setattr(sending, "call", killed)
        with pytest.raises(SystemExit):
            at()
    stale = Delivery.objects.select_related("endpoint", "event").get()
    assert (at(), at(seconds=59), at(seconds=61), program.kinds) == (0, 0, 1, ["post.published"])
    assert (sending.send_one(stale, now=timezone.now() + timedelta(days=1)), len(program.calls)) == (False, 1)


def test_an_address_inside_the_network_is_not_called(program, sent, at, settings, administrator):
    settings.WEBHOOKS_INSIDE = False
    Endpoint.objects.update(url=program.url.replace("http:", "https:"))
    assert (at(), program.calls, Delivery.objects.get().trouble) == (0, [], "NotPublic")


def test_what_was_removed_is_told_no_more_and_goes_with_its_log(program, sent, at, administrator):
    switch_off(endpoint=sent.endpoint, by=administrator)
    remove_endpoint(endpoint=sent.endpoint, by=administrator)
    assert (at(), bytes(Endpoint.objects.get().sealed)) == (0, b"")
    assert switch_on(endpoint=sent.endpoint, by=administrator) is False
    long_ago = timezone.now() - timedelta(days=31)
    Event.objects.update(at=long_ago)
    Endpoint.objects.update(removed_at=long_ago)
    (kept,) = [one for one in CLASSES if one.kind == "webhooks"]
    proof = prove(kept)
    assert (proof.gone, proof.late, Delivery.objects.count(), Endpoint.objects.count()) == (1, 0, 0, 0)
    assert Member.objects.filter(pk=administrator.pk).exists()
