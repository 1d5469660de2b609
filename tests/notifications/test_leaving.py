"""What leaves the site: when a line is mailed, to whom, what the mail says, and what never gets into one."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail as outbox
from django.template import Context
from django.template.base import VariableNode
from django.template.loader import get_template

from notifications import mail, stopping
from notifications.actions import mark_all_read, notify, take_back
from notifications.leaving.actions import lines
from notifications.models import Mailbox, Notification, Preference

pytestmark = pytest.mark.django_db

NOON = datetime(2126, 6, 3, 11, tzinfo=UTC)  # a Monday, and London is an hour ahead
NIGHT = datetime(2126, 6, 3, 22, tzinfo=UTC)
POISON = "marmalade"


def tell(*members, about: str = "decided", subject: str = "How do you store your kit?") -> None:
    notify(members=members, about=about, actor="Rhys Reader", subject=subject, url="/topics/1/#post-2", note=subject)


def sent() -> list[tuple]:
    return [(message.to, message.subject, message.body.split("\n\n")[1]) for message in outbox.outbox]


def test_a_line_is_mailed_once_with_a_sentence_and_a_link_that_leads_on(as_, author):
    tell(author)
    assert [lines.send_waiting(now=NOON), lines.send_waiting(now=NOON + timedelta(hours=1))] == [1, 0]
    assert sent() == [
        (["ada@example.org"], "Debrief: A moderator decided about a post of yours",
         "A moderator decided about a post of yours."),
    ]  # fmt: skip
    (message,) = outbox.outbox
    url = f"/notifications/{Notification.objects.get().pk}/open/"
    assert f"Open it on Debrief:\nhttp://testserver{url}\n" in message.body
    assert [as_(author).get(url)["Location"], as_(author).get("/notifications/9999/open/")["Location"]] == [
        "/topics/1/#post-2", "/notifications/",
    ]  # fmt: skip
    page, kind = message.alternatives[0]
    assert (kind, f'href="http://testserver{url}"' in page) == ("text/html", True)


def test_what_came_together_is_one_mail(author, reader):
    for member, about in ((author, "decided"), (reader, "endorsed"), (author, "helped"), (author, "decided")):
        tell(member, about=about)
    assert lines.send_waiting(now=NOON) == 2
    assert sent() == [
        (["ada@example.org"], "Debrief: 3 things for you",
         "A moderator decided about a post of yours. (2 times)\nA colleague says that an answer of yours helped."),
        (["rhys@example.org"], "Debrief: A colleague endorsed an answer of yours",
         "A colleague endorsed an answer of yours."),
    ]  # fmt: skip


def test_nothing_leaves_for_whoever_read_it_wants_no_mail_or_was_called_to_duty(author, reader, moderator, stranger):
    Preference.objects.create(member=reader, mail_yours="off")
    Mailbox.objects.create(member=stranger, newest_at=NOON, stopped_at=NOON, why="hard")
    tell(author, reader, stranger)
    tell(moderator, about="paged")
    tell(moderator, about="reply")
    mark_all_read(member=author)
    assert (lines.send_waiting(now=NOON), sent()) == (0, [])


def test_it_waits_until_the_quiet_hours_end(author):
    tell(author)
    assert lines.send_waiting(now=NIGHT) == 0
    morning = datetime(2126, 6, 4, 6, tzinfo=UTC)
    assert (Notification.objects.get().leaves_at, lines.send_waiting(now=morning)) == (morning, 1)


def test_what_left_the_public_between_the_bell_and_the_mail_is_told_to_nobody(author):
    tell(author)
    Notification.objects.update(thread="topic:1")
    taken = lines.take_due(now=NOON)
    take_back(threads=["topic:1"])
    with outbox.get_connection() as by:
        assert [lines.send_to(member=member, lines=told, now=NOON, by=by) for member, told in taken] == [False]
    assert sent() == []


def test_of_two_workers_one_takes_a_line_and_what_a_dead_one_took_comes_again(author):
    tell(author)
    assert [len(lines.take_due(now=NOON)) for _ in range(2)] == [1, 0]
    assert lines.send_waiting(now=NOON + timedelta(minutes=11)) == 1


def test_a_mail_server_that_is_away_is_tried_again_in_ten_minutes(author, reader, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    tell(author, reader)
    assert lines.send_waiting(now=NOON) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert [lines.send_waiting(now=NOON + timedelta(minutes=minutes)) for minutes in (9, 11)] == [0, 2]


@pytest.mark.parametrize("about", Notification.About.values)
def test_no_mail_holds_a_word_that_somebody_wrote(author, about):
    author.name = POISON
    line = Notification(
        pk=1, member=author, about=about, actor=POISON, subject=POISON, note=POISON, url=f"/{POISON}/", thread=POISON,
        number=7,
    )  # fmt: skip
    for told in ([line], [line, line]):
        assert POISON not in mail.compose(lines.letter_about(told), to=author).message().as_string()


SHOWN = {("mfa", "messages"), ("mfa", "recovery_codes")}  # sentences above a page, and a file to keep


def templates_that_leave() -> list[Path]:
    """Whatever has to do with mail by its name or its folder, and is no page of the site."""
    root = settings.BASE_DIR / "templates"
    return sorted(
        path.relative_to(root)
        for path in root.rglob("*")
        if path.is_file()
        and ({"mail", "email"} & set(path.relative_to(root).parts[:-1]) or path.suffix == ".txt")
        and path.relative_to(root).parts[:2] not in SHOWN
    )


ALLOWED = {
    "letter.subject", "letter.link", "sentence", "letter.sentences", "open_url", "stop_url", "settings_url", "site",
    "email", "code", "activate_url", "password_reset_url", "signup_url", "LANG", "when", "device", "place",
    "day",
}  # fmt: skip


@pytest.mark.parametrize("path", templates_that_leave(), ids=str)
def test_every_template_of_a_mail_can_say_fixed_sentences_links_and_codes_alone(path):
    """Each variable that any of them names is one of these; a new one, or a new template, is looked at here first."""
    template = get_template(str(path)).template
    said = {str(node.filter_expression.token) for node in template.nodelist.get_nodes_by_type(VariableNode)}
    source = (settings.BASE_DIR / "templates" / path).read_text()
    assert said <= ALLOWED
    assert set(re.findall(r"{{\s*([\w.]+)", source)) <= ALLOWED
    assert "{% include" not in source
    poisoned = Context(dict.fromkeys(("post", "topic", "member", "user", "actor", "subject", "note", "body"), POISON))
    assert POISON not in template.render(poisoned)


def test_these_are_the_templates_of_mails():
    """Those of allauth that we word ourselves, and one letter for everything else."""
    assert [str(path) for path in templates_that_leave() if path.parts[0] not in ("account", "mfa")] == [
        "mail/letter.html", "mail/letter.txt",
    ]  # fmt: skip


def test_only_one_room_sends_mail():
    senders = {
        str(path.relative_to(settings.BASE_DIR))
        for room in (
            "audit",
            "config",
            "deflection",
            "demo",
            "forum",
            "members",
            "moderation",
            "notices",
            "notifications",
        )
        for path in (settings.BASE_DIR / room).rglob("*.py")
        if re.search(r"\bsend_mail\b|EmailMessage|EmailMultiAlternatives|mail_admins", path.read_text())
    }
    assert senders == {"notifications/mail.py", "members/adapter.py"}  # the second hears what becomes of allauth's


def test_each_mail_can_be_stopped_with_one_click(author):
    tell(author)
    lines.send_waiting(now=NOON)
    headers = outbox.outbox[0].extra_headers
    assert headers == {
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<http://testserver/mail/stop/{stopping.token(author, ('yours',))}/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def test_replies_wait_for_the_digest_unless_a_member_said_otherwise_and_what_was_read_is_looked_at_no_more(
    author, reader, expert, stranger, django_assert_num_queries
):  # fmt: skip
    Preference.objects.create(member=reader, mail_replies="at_once")
    Preference.objects.create(member=expert, push_replies=True)
    tell(author, reader, expert, about="reply")
    tell(stranger)
    mark_all_read(member=stranger)
    with django_assert_num_queries(1):
        assert lines.let_be(now=NOON) == 2
    left = Notification.objects.exclude(leaves_at=None).values_list("member__name", flat=True)
    assert sorted(left) == ["Esi Expert", "Rhys Reader"]
    chosen = Preference(member=author)
    assert (chosen.mail_for("replies"), chosen.push_for("replies")) == ("digest", False)
