"""Safety notices: written by few, seen by those they are for until they have read them, and taken down."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from audit.models import Line
from members.models import Member
from moderation.actions.notices import publish_notice, withdraw_notice
from notices import standing
from notices.actions import acknowledge
from notices.models import Notice, Reading

pytestmark = pytest.mark.django_db

TITLE = "A batch of filler is recalled"
WORDS = "The maker recalls batch 12 of its filler. Please look in your cupboard, and send it back unopened."
FORM = {"title": TITLE, "words": WORDS, "link": "https://example.org/recall", "audience": "everybody"}


@pytest.fixture
def publish(administrator, django_capture_on_commit_callbacks) -> Callable[..., Notice]:
    def published(audience: str = "everybody", title: str = TITLE, days: int = 7) -> Notice:
        until = timezone.now() + timedelta(days=days)
        with django_capture_on_commit_callbacks(execute=True):
            return publish_notice(
                by=administrator, title=title, words=WORDS, link="", audience=audience, until=until
            )  # fmt: skip

    return published


def stands_on(client: Client, path: str = "/registers/") -> bool:
    return TITLE in unescape(client.get(path).content.decode())


def test_each_notice_is_for_those_it_names(publish, as_, stranger, reader, expert, moderator):
    people = {"visitor": Client(), "stranger": as_(stranger), "reader": as_(reader), "expert": as_(expert)}
    people["moderator"] = as_(moderator)
    seen = {}
    for audience in ("everybody", "verified", "experts", "moderators"):
        notice = publish(audience)
        seen[audience] = [name for name, client in people.items() if stands_on(client)]
        withdraw_notice(notice=notice, by=notice.written_by)
        standing.refresh()
    assert seen == {
        "everybody": ["visitor", "stranger", "reader", "expert", "moderator"],
        "verified": ["reader", "expert", "moderator"],
        "experts": ["expert", "moderator"],
        "moderators": ["moderator"],
    }


def test_it_stands_until_it_is_read_and_goes_back_to_the_page(publish, as_, reader):
    notice, browser = publish(), as_(reader)
    assert [stands_on(browser), stands_on(browser)] == [True, True]

    answer = browser.post(f"/notices/{notice.pk}/read/", HTTP_REFERER="http://testserver/registers/")
    assert (answer.status_code, answer["Location"]) == (302, "http://testserver/registers/")
    again = browser.post(f"/notices/{notice.pk}/read/", HTTP_REFERER="https://elsewhere.example/")
    assert (again.status_code, again["Location"]) == (302, "/notices/")
    assert (stands_on(browser), stands_on(Client())) == (False, True)
    assert list(Reading.objects.values_list("notice", "member", "as_role")) == [(notice.pk, reader.pk, "verified")]
    assert stands_on(browser, "/notices/")


def test_a_page_kept_for_visitors_shows_it_at_once_and_loses_it_at_once(
    publish, discussion, administrator, django_capture_on_commit_callbacks
):
    path = discussion.get_absolute_url()
    before = [stands_on(Client(), path), stands_on(Client(), path)]
    notice = publish()
    during = stands_on(Client(), path)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_notice(notice=notice, by=administrator)
    assert (before, during, stands_on(Client(), path)) == ([False, False], True, False)


def test_one_that_is_not_for_them_cannot_be_acknowledged(publish, as_, stranger):
    notice = publish("experts")
    acknowledge(notice=notice, member=stranger)
    assert (as_(stranger).post(f"/notices/{notice.pk}/read/").status_code, Reading.objects.count()) == (404, 0)


def test_it_ends_by_itself_and_its_version_with_it(publish, as_, reader):
    notice = publish()
    assert (standing.version(), stands_on(as_(reader))) == (str(notice.pk), True)
    Notice.objects.update(until=timezone.now() - timedelta(seconds=1))
    standing.refresh()
    assert (standing.version(), stands_on(as_(reader))) == ("", False)


def test_the_moderators_write_one_and_see_who_read_it(as_, moderator, reader, expert):
    browser, until = as_(moderator), (timezone.localdate() + timedelta(days=3)).isoformat()
    preview = browser.post("/moderation/notices/new/", {**FORM, "until": until, "preview": "1"})
    assert (preview.status_code, Notice.objects.count()) == (200, 0)
    assert browser.post("/moderation/notices/new/", {**FORM, "until": until})["Location"] == "/moderation/notices/"
    notice = Notice.objects.get()
    for member in (reader, expert):
        acknowledge(notice=notice, member=member)
    assert "Read by: expert 1, verified 1" in unescape(browser.get("/moderation/notices/").content.decode())

    browser.post(f"/moderation/notices/{notice.pk}/withdraw/")
    again = browser.post(f"/moderation/notices/{notice.pk}/withdraw/", follow=True)
    assert "It was withdrawn already." in again.content.decode()
    assert list(Line.objects.order_by("number").values_list("deed", "by_id", "about_id")) == [
        ("notice_published", moderator.pk, str(notice.pk)),
        ("notice_withdrawn", moderator.pk, str(notice.pk)),
    ]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "Please give it a title."),
        ("words", "", "Please write what members should know."),
        ("link", "http://example.org/", "Please give an address that begins with https://"),
        ("until", "2020-01-01", "That day is over. Please choose today or a later one."),
        ("until", "3020-01-01", "A notice stands for a year at most."),
        ("until", "soon", "Please give a day, such as 2026-05-31."),
    ],
)
def test_a_slip_in_the_form_costs_no_words(as_, administrator, field, value, sentence):
    form = {**FORM, "until": timezone.localdate().isoformat(), field: value}
    answer = as_(administrator).post("/moderation/notices/new/", form)
    kept = WORDS in unescape(answer.content.decode()) or field == "words"
    assert (answer.status_code, answer.context["form"].errors, kept) == (422, {field: [sentence]}, True)
    assert Notice.objects.count() == 0


def test_moderators_of_some_sections_write_none(as_, moderator, publish):
    notice = publish()
    moderator.moderated_sections = ["discussion"]
    moderator.save()
    member = Member.objects.get(pk=moderator.pk)
    pages = [as_(member).get("/moderation/notices/"), as_(member).post(f"/moderation/notices/{notice.pk}/withdraw/")]
    assert [page.status_code for page in pages] == [403, 403]
    with pytest.raises(PermissionDenied):
        withdraw_notice(notice=notice, by=member)


def test_pages_ask_the_database_only_where_one_is_to_be_shown(publish, reader, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert standing.shown_to(reader) == standing.Shown("", [])
    first, second = publish(), publish(title="A second one")
    assert standing.shown_to(reader).notices == [second, first]
    with django_assert_num_queries(1):
        assert standing.shown_to(reader) == standing.Shown(f"{second.pk}.{first.pk}", [second, first])
