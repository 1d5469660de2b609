"""The digest: when it is due for each member, and what it says: counts and fixed sentences, the most useful first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.urls import reverse

from members.models import Member
from notifications.mail import Letter
from notifications.models import GROUP_OF, Mail, Notification, Often, Preference
from notifications.sentences import counted, each_once
from notifications.stopping import DIGEST

AT = time(7, 30)
MONDAY = 0
TOPICS = (Notification.About.REPLY, Notification.About.OPENED)


@dataclass(frozen=True)
class Useful:
    """What the forum knows: questions in their areas that wait, whether one of them is new, threads that they began."""

    questions: int = 0
    any_new: bool = False
    own: frozenset[str] = frozenset()


Ask = Callable[[Member, datetime, Iterable[str]], Useful]


def next_due(chosen: Preference, now: datetime) -> datetime:
    """The next 07:30 of their clock, or that of the next Monday. Whoever wants none is looked at again in a week."""
    here = now.astimezone(chosen.zone)
    if chosen.digest_comes == Often.OFF:
        return now + timedelta(days=7)
    day = here.date() + timedelta(days=here.time() >= AT)
    if chosen.digest_comes == Often.WEEKLY:
        day += timedelta(days=(MONDAY - day.weekday()) % 7)
    return datetime.combine(day, AT, tzinfo=chosen.zone)


def lines_for(member: Member, since: datetime) -> list[Notification]:
    """Unread, new since the last digest, of the kinds that go into it."""
    chosen = Preference.of(member)
    kinds = [about for about, group in GROUP_OF.items() if chosen.mail_for(group) == Mail.DIGEST]
    return list(member.notifications.unread().filter(created_at__gt=since, about__in=kinds).order_by("pk"))


def letter(lines: list[Notification], useful: Useful) -> Letter | None:
    """None where nothing is new: an empty digest is not sent, nor one that says what the last one said."""
    if not lines and not useful.any_new:
        return None
    own = [line for line in lines if line.thread in useful.own]
    others = [line for line in lines if line.thread not in useful.own]
    sentences = [
        *waiting(useful.questions),
        *replies(own, "a topic of yours", "topics of yours"),
        *replies(others, "a topic that you watch", "topics that you watch"),
        *opened(others),
        *each_once(line for line in lines if line.about not in TOPICS),
    ]
    path, link = reverse("notification-list"), "See all of them"
    if useful.questions and not lines:
        path, link = reverse("unanswered"), "See the questions"
    return Letter("what is new for you", tuple(sentences), path, link, (DIGEST,))


def waiting(number: int) -> list[str]:
    if not number:
        return []
    return [
        f"{counted(number, 'question', 'questions')} in your areas {'waits' if number == 1 else 'wait'} for an answer."
    ]


def replies(lines: list[Notification], one: str, many: str) -> list[str]:
    told = [line for line in lines if line.about == Notification.About.REPLY]
    if not told:
        return []
    where = one if len(told) == 1 else f"{len(told)} {many}"
    return [f"{counted(sum(line.number for line in told), 'new reply', 'new replies')} in {where}."]


def opened(lines: list[Notification]) -> list[str]:
    number = sum(line.about == Notification.About.OPENED for line in lines)
    return [f"{counted(number, 'new topic', 'new topics')} where you watch."] if number else []
