"""Who hears of a notice, on which socket, and with what."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.template.loader import render_to_string
from django.utils import timezone

from members.models import Member
from moderation.actions.notices import publish_notice, withdraw_notice
from notices.actions import acknowledge
from notices.models import Notice
from tests.realtime.conftest import hearing, listen  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)

ASK = {"kind": "bell", "about": "notice"}


@sync_to_async
def publish(by: Member, audience: str) -> Notice:
    until = timezone.now() + timedelta(days=1)
    return publish_notice(
        by=by, title="Batch 12", words="Send it back unopened.", link="", audience=audience, until=until
    )  # fmt: skip


async def test_one_for_everybody_travels_with_its_words_and_leaves_again(hearing, administrator, discussion, reader):  # noqa: F811
    ears = [await hearing(path) for path in ("/ws/visitors/", f"/ws/topics/{discussion.pk}/")]
    ears.append(await hearing("/ws/me/", reader))
    notice = await publish(administrator, "everybody")
    html = await sync_to_async(render_to_string)("notices/notice.html", {"notice": notice, "is_pushed": True})
    assert [await ear.next() for ear in ears] == [{"kind": "banner", "element": notice.element, "html": html}] * 3

    await sync_to_async(withdraw_notice)(notice=notice, by=administrator)
    assert [await ear.next() for ear in ears] == [{"kind": "banner", "element": notice.element, "html": None}] * 3


async def test_one_for_some_is_asked_for_and_one_for_moderators_is_told_to_them_alone(
    hearing, administrator, moderator, stranger  # noqa: F811
):  # fmt: skip
    duty, member = await hearing("/ws/me/", moderator), await hearing("/ws/me/", stranger)
    await publish(administrator, "experts")
    assert [await duty.next(), await member.next()] == [ASK, ASK]
    await publish(administrator, "moderators")
    assert (await duty.next(), await member.hears_nothing()) == (ASK, True)


async def test_what_is_read_on_one_page_leaves_the_members_other_pages(hearing, administrator, reader):  # noqa: F811
    notice = await publish(administrator, "everybody")
    ear = await hearing("/ws/me/", reader)
    await sync_to_async(acknowledge)(notice=notice, member=reader)
    assert await ear.next() == ASK
