"""A member says that a post is happening now: out of sight at once, its author sent to help, the reporter unnamed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import Line
from deflection.models import Alert, Deflection, Shift
from forum.models import Post
from moderation import funnel, queue
from moderation.actions import decide_post, flag_post
from moderation.actions.live import give_back_power
from moderation.models import Flag, LiveReport, PowerLoss
from notifications.models import Notification
from tests.conftest import make_member, make_reply, make_topic, verify
from tests.realtime.conftest import hearing, listen, post, topic_socket

__all__ = ["hearing", "listen"]
LIVE = "live_emergency"
SAID = "Twice a day, in a bound book."


@pytest.fixture
def on_duty(moderator) -> Shift:
    now = timezone.now()
    return Shift.objects.create(member=moderator, starts_at=now, ends_at=now + timedelta(hours=8))


def mark(browser, marked: Post):
    return browser.post(f"/posts/{marked.pk}/live/")


def decided(marked: Post, moderator, verdict: str, found: str):
    reason = "I read it and spoke with its author."
    return decide_post(post=marked, moderator=moderator, verdict=verdict, reason=reason, was_live=found)


@pytest.mark.django_db
def test_by_a_verified_member_it_is_hidden_and_its_author_sent_to_help(
    as_, author, reader, stranger, moderator, answer, on_duty
):  # fmt: skip
    page = mark(as_(author), answer)
    answer.refresh_from_db()
    assert (page["Location"], answer.status, answer.held_because) == (answer.topic.get_absolute_url(), "hidden", "live")
    paths = [answer.topic.get_absolute_url(), answer.menu_url]
    seen = {who: [SAID in as_(who).get(path).content.decode() for path in paths[:1]] for who in (author, stranger)}
    assert seen == {author: [False], stranger: [False]}
    assert [as_(who).get(paths[1]).status_code for who in (author, stranger, reader, moderator)] == [404, 404, 200, 200]

    marked = Deflection.objects.get()
    assert (marked.author, marked.cause, marked.route, marked.fields_for(reader.pk)["body"]) == (
        reader, "colleague", "999", SAID,
    )  # fmt: skip
    (told,) = reader.notifications.all()
    assert (told.about, told.actor, told.url) == ("marked_live", "Debrief", f"/deflections/{marked.pk}/")
    shown = as_(reader).get(told.url).content.decode()
    assert "A colleague thinks this is happening now. Ring first." in shown
    assert "A moderator on duty was told at" in shown
    assert "Hidden for now." in as_(reader).get(answer.topic.get_absolute_url()).content.decode()
    assert "/appeals/" not in as_(reader).get(answer.menu_url).content.decode()  # nobody has decided anything yet
    alert = Alert.objects.get()
    assert (alert.kind, alert.subject_id, alert.severity, alert.deflection) == ("flag", answer.pk, 0, marked)
    assert [(item.kind, item.severity) for item in queue.waiting()] == [("flag", 0)]


@pytest.mark.django_db
def test_by_an_unverified_member_it_stays_and_those_on_duty_are_called(as_, stranger, answer, on_duty):
    mark(as_(stranger), answer)
    answer.refresh_from_db()
    assert (answer.status, Deflection.objects.count(), answer.author.notifications.count()) == ("published", 0, 0)
    assert [(page.member, page.channel) for page in Alert.objects.get().pages.all()] == [
        (on_duty.member, "bell"), (on_duty.member, "mail"),
    ]  # fmt: skip
    assert [(item.kind, item.severity) for item in queue.waiting()] == [("flag", 0)]


@pytest.mark.django_db
def test_an_opening_goes_with_its_topic_and_its_reporter_lands_on_the_list(as_, reader, stranger, question):
    page = mark(as_(reader), question.posts.get(is_opening=True))
    assert page["Location"] == question.section.get_absolute_url()
    assert [as_(who).get(question.get_absolute_url()).status_code for who in (reader, stranger)] == [404, 404]
    late = as_(stranger).post(question.reply_url, {"body": "Try the other shelf."})
    assert (late.status_code, "Try the other shelf." in late.content.decode()) == (404, True)
    assert Post.objects.filter(body="Try the other shelf.").count() == 0


@pytest.mark.django_db
def test_a_second_reporter_is_thanked_and_an_older_flag_does_not_stand_in_the_way(as_, author, expert, answer):
    flag_post(post=answer, member=author, reason="other", note="The source is missing.")
    mark(as_(author), answer)
    assert [(flag.reason, flag.closed_at is None) for flag in Flag.objects.order_by("pk")] == [
        ("other", False), ("live_emergency", True),
    ]  # fmt: skip
    second = mark(as_(expert), answer)
    assert (second.status_code, Flag.objects.count()) == (302, 2)


@pytest.mark.django_db
def test_nobody_marks_their_own(as_, client, reader, answer):
    assert [mark(as_(reader), answer).status_code, mark(client, answer).status_code] == [403, 403]
    assert (as_(reader).get(f"/posts/{answer.pk}/live/").status_code, Flag.objects.count()) == (403, 0)


@pytest.mark.django_db
def test_confirmed_it_stays_hidden_and_waits_in_the_vault_to_be_told(as_, author, reader, second_moderator, answer):
    mark(as_(author), answer)
    page = as_(second_moderator).get(f"/moderation/posts/{answer.pk}/")
    assert (page.context["form"]["verdict"].field.choices, "was_live" in page.context["form"].fields) == (
        [("publish", "Publish it"), ("hide", "Hide it")], True,
    )  # fmt: skip
    decided(answer, second_moderator, "hide", "live")
    answer.refresh_from_db()
    kept = Deflection.objects.get()
    assert (answer.status, answer.held_because, kept.closed_at is None) == ("hidden", "", False)
    assert Deflection.objects.of(reader.pk).get() == kept
    assert as_(reader).post(f"/vault/{kept.pk}/continue/", {"as": "case"}).status_code == 302
    alert = Alert.objects.get()
    assert (alert.acknowledged_by, alert.ended_at is None) == (second_moderator, False)
    assert [notice.about for notice in author.notifications.all()] == ["flag_decided"]


@pytest.mark.django_db
def test_restored_it_is_back_and_its_author_has_a_word(as_, author, reader, second_moderator, answer):
    mark(as_(author), answer)
    decided(answer, second_moderator, "publish", "over")
    answer.refresh_from_db()
    assert (answer.status, answer.held_because) == ("published", "")
    assert SAID in as_(author).get(answer.topic.get_absolute_url()).content.decode()
    assert (Deflection.objects.of(reader.pk).count(), reader.notifications.first().about) == (0, "released")
    assert LiveReport.objects.get().found == "over"


@pytest.mark.django_db
def test_what_was_live_is_not_left_in_the_open(as_, stranger, second_moderator, answer):
    mark(as_(stranger), answer)
    form = {"verdict": "keep", "reason": "It is going on at this moment.", "was_live": "live"}
    assert as_(second_moderator).post(f"/moderation/posts/{answer.pk}/", form).status_code == 422


@pytest.mark.django_db
def test_no_word_to_the_author_names_who_reported(as_, author, reader, second_moderator, answer):
    mark(as_(author), answer)
    marked = Deflection.objects.get()
    browser = as_(reader)
    pages = [
        f"/deflections/{marked.pk}/",
        f"/deflections/{marked.pk}/standing/",
        "/notifications/",
        f"/vault/{marked.pk}/",
    ]
    before = [author.name in browser.get(path).content.decode() for path in pages]
    decided(answer, second_moderator, "hide", "live")
    after = [author.name in browser.get(path).content.decode() for path in pages]
    assert (before, after) == ([False] * 4, [False] * 4)
    assert [row for row in Notification.objects.filter(member=reader).values() if author.name in str(row)] == []
    assert author.name in as_(second_moderator).get("/moderation/live-reports/").content.decode()


@pytest.fixture
def misused(author, second_moderator, question):
    """So many reports of Ada, each found wrong."""

    def wrong(number: int, found: str = "over") -> None:
        for nth in range(number):
            writer = verify(make_member(f"{'Bcdefg'[nth]}ea Writer"), 1, "Registered nurse")
            topic = make_topic(question.section, writer, f"Question {nth}")
            marked = topic.posts.get()
            flag_post(post=marked, member=author, reason="live_emergency")
            decided(marked, second_moderator, "publish", found)

    return wrong


@pytest.mark.django_db
def test_after_a_third_wrong_report_in_thirty_days_theirs_hide_nothing_until_somebody_gives_it_back(
    as_, author, moderator, second_moderator, answer, misused
):  # fmt: skip
    misused(3)
    loss = PowerLoss.objects.get()
    assert (loss.member, (loss.until - loss.lost_at).days) == (author, 90)
    assert author.notifications.filter(about="live_power").count() == 1
    assert [line.deed for line in Line.objects.filter(about_kind="members.member")] == ["live_power_taken"]
    assert "It is hidden once a moderator has looked." in as_(author).get(f"/posts/{answer.pk}/live/").content.decode()
    mark(as_(author), answer)
    assert (Post.objects.get(pk=answer.pk).status, Alert.objects.open().count()) == ("published", 1)

    assert as_(moderator).post(f"/moderation/live-reports/power/{loss.pk}/").status_code == 302
    assert give_back_power(loss=loss, moderator=moderator, now=timezone.now()) is False
    other = make_reply(answer.topic, answer.author, "Once a week is enough.")
    decided(answer, second_moderator, "keep", "unclear")
    mark(as_(author), other)
    assert (Post.objects.get(pk=other.pk).status, PowerLoss.objects.get().given_back_by) == ("hidden", moderator)


@pytest.mark.django_db
@pytest.mark.parametrize(("number", "found"), [(2, "over"), (4, "unclear")])
def test_two_wrong_ones_or_many_doubtful_ones_take_nothing(misused, number, found):
    misused(number, found)
    assert PowerLoss.objects.count() == 0


@pytest.mark.django_db
def test_one_member_hides_three_posts_and_calls_for_five_before_anybody_has_judged_them(author, question):
    for nth in range(7):
        flag_post(post=make_reply(question, make_member(f"{'Bcdefgh'[nth]}ea Writer")), member=author, reason=LIVE)
    reports = LiveReport.objects.order_by("pk")
    assert [report.hid_post for report in reports] == [True] * 3 + [False] * 4
    assert (Alert.objects.count(), Flag.objects.waiting().count()) == (5, 7)


@pytest.mark.django_db
def test_wrong_ones_of_long_ago_are_forgotten(author, misused):
    misused(2)
    LiveReport.objects.update(decided_at=timezone.now() - timedelta(days=31))
    misused_again = PowerLoss.objects.count()
    assert (misused_again, LiveReport.objects.wrong_of(author, timezone.now()).count()) == (0, 0)


@pytest.mark.django_db
def test_the_funnel_counts_what_the_gate_stopped_alone(as_, author, answer):
    mark(as_(author), answer)
    assert [step.number for step in funnel.steps()] == [0] * 6


@pytest.mark.django_db(transaction=True)
async def test_open_pages_drop_it_and_its_authors_page_goes_to_the_number(hearing, author, reader, stranger, answer):
    page, other = await hearing(topic_socket(answer.topic), stranger), await hearing("/ws/me/", reader)
    await post(author, f"/posts/{answer.pk}/live/", {})
    gone = await page.next()
    assert (gone["kind"], gone["element"]) == ("gone", answer.element)
    marked = await Deflection.objects.aget()
    heard = [await other.next() for _ in range(2)]
    assert {"kind": "bell", "about": "marked_live", "id": marked.pk} in heard
