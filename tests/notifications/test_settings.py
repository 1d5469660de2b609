"""The page on which members choose how they are told, and their list: narrowed, and read line by line."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notifications.actions import notify
from notifications.models import Notification, Preference

pytestmark = pytest.mark.django_db

PAGE = "/settings/notifications/"
NIGHTS = [["20:00", "07:00"]] * 7


def sent(**changes: str) -> dict[str, str]:
    """The form as it is shown to whoever chose nothing, with changes."""
    ways = {"mail_replies": "digest", "mail_mentions": "at_once", "mail_yours": "at_once", "mail_questions": "at_once"}
    pushes = {"push_mentions": "on", "push_yours": "on", "push_questions": "on"}
    hours = {f"from_{day}": "20:00" for day in range(7)} | {f"to_{day}": "07:00" for day in range(7)}
    form = {"digest_comes": "daily", "time_zone": "", "away_until": "", **ways, **pushes, **hours, **changes}
    return {name: value for name, value in form.items() if value != "off-the-form"}


def kept(member) -> dict[str, object]:
    return Preference.objects.values().get(member=member)


def test_what_is_shown_first_is_what_holds(as_, author):
    browser = as_(author)
    assert browser.get(PAGE).status_code == 200
    assert (browser.post(PAGE, sent()).status_code, kept(author)) == (302, {
        "member_id": author.pk, "time_zone": "", "quiet": NIGHTS, "away_until": None, "digest_comes": "daily",
        "mail_replies": "digest", "mail_mentions": "at_once", "mail_yours": "at_once", "mail_questions": "at_once",
        "mail_duty": "at_once", "push_replies": False, "push_mentions": True, "push_yours": True,
        "push_questions": True, "push_duty": True,
    })  # fmt: skip


def test_each_choice_is_kept_and_shown_again(as_, author):
    back = (timezone.localdate() + timedelta(days=10)).isoformat()
    changes = {
        "time_zone": "Asia/Kolkata", "away_until": back, "mail_yours": "off", "push_yours": "off-the-form",
        "digest_comes": "weekly",
        "push_replies": "on", "from_0": "", "to_0": "", "from_5": "00:00", "to_5": "00:00",
    }  # fmt: skip
    browser = as_(author)
    assert browser.post(PAGE, sent(**changes)).status_code == 302
    row = kept(author)
    names = ("time_zone", "away_until", "mail_yours", "push_yours", "digest_comes")
    assert tuple(str(row[name]) for name in names) == (
        "Asia/Kolkata", back, "off", "False", "weekly",
    )  # fmt: skip
    assert row["quiet"] == [None, *NIGHTS[1:5], ["00:00", "00:00"], NIGHTS[6]]
    initial = browser.get(PAGE).context["form"].initial
    assert [initial.get(name) for name in ("time_zone", "mail_yours", "push_replies", "from_0", "to_5")] == [
        "Asia/Kolkata", "off", True, None, "00:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"to_2": ""}, "Please give both hours, or neither."),
        ({"from_2": "late"}, "Please give an hour, such as 20:00."),
        ({"away_until": "soon"}, "Please give a day, such as 2026-08-31."),
        ({"away_until": "2999-01-01"}, "Please choose a day within a year."),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice."),
        ({"mail_yours": "by pigeon"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_kept_is_said_in_words_and_the_rest_stays_in_the_form(as_, author, changes, words):
    page = as_(author).post(PAGE, sent(**changes, from_6="21:15"))
    html = page.content.decode()
    assert (page.status_code, words in html, 'value="21:15"' in html) == (422, True, True)
    assert Preference.objects.count() == 0


def test_a_day_that_has_passed_means_that_they_are_back(as_, author):
    assert as_(author).post(PAGE, sent(away_until="2020-01-01")).status_code == 302
    assert kept(author)["away_until"] is None


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(PAGE).status_code == 302


def tell(member, about: str, subject: str, **changes: object) -> Notification:
    notify(members=[member], about=about, actor="Rhys Reader", subject=subject, url="/topics/1/")
    Notification.objects.filter(subject=subject).update(**changes)
    return Notification.objects.get(subject=subject)


def test_unread_lines_come_first_each_under_its_day(as_, author):
    now = timezone.localtime().replace(hour=12)
    tell(author, "reply", "Read today", read_at=now, created_at=now)
    tell(author, "reply", "New yesterday", created_at=now - timedelta(days=1))
    tell(author, "reply", "New today", created_at=now)
    tell(author, "reply", "Read long ago", created_at=now.replace(year=2020, month=3, day=4), read_at=now)
    groups = as_(author).get("/notifications/").context["groups"]
    assert [(words, [line.subject for line in lines]) for words, lines in groups] == [
        ("New, today", ["New today"]), ("New, yesterday", ["New yesterday"]), ("Read, today", ["Read today"]),
        ("Read, 4 March 2020", ["Read long ago"]),
    ]  # fmt: skip


def test_the_list_can_be_narrowed_and_says_where_nothing_is_left(as_, author):
    tell(author, "reply", "A reply")
    tell(author, "endorsed", "An endorsement", read_at=timezone.now())
    browser = as_(author)

    def shown(query: str) -> list[str]:
        return [line.subject for line in browser.get(f"/notifications/?{query}").context["page"]]

    assert {query: shown(query) for query in ("", "show=new", "kind=yours", "show=new&kind=yours", "kind=none")} == {
        "": ["A reply", "An endorsement"], "show=new": ["A reply"], "kind=yours": ["An endorsement"],
        "show=new&kind=yours": [], "kind=none": ["A reply", "An endorsement"],
    }  # fmt: skip
    assert "Nothing of this kind." in browser.get("/notifications/?show=new&kind=yours").content.decode()


def test_one_line_is_read_by_its_owner_alone_and_by_a_post_alone(as_, author, reader):
    line, other = tell(author, "reply", "First"), tell(author, "reply", "Second")
    url = f"/notifications/{line.pk}/read/"
    assert [as_(reader).post(url).status_code, as_(author).get(url).status_code] == [204, 405]
    assert author.notifications.unread().count() == 2

    page = as_(author).post(url, {"button": ""})
    assert (page.status_code, page["Location"], list(author.notifications.unread())) == (
        302,
        "/notifications/",
        [other],
    )


@pytest.mark.parametrize(("quiet", "silent"), [([["00:00", "00:00"]] * 7, True), ([None] * 7, False)])
def test_in_quiet_hours_the_bell_counts_and_says_nothing(as_, author, quiet, silent):
    Preference.objects.create(member=author, quiet=quiet)
    tell(author, "reply", "A reply")
    assert as_(author).get("/notifications/count/").json() == {"unread": 1, "quiet": silent}
