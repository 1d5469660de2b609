"""The digest: when it is due for each member, and what it says: counts and fixed sentences, the most useful first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from members.models import Member
from notifications.mail import Letter
from notifications.models import GROUP_OF, Mail, Notification, Often, Preference
from notifications.sentences import each_once
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
        *replies(own, OWN),
        *replies(others, WATCHED),
        *opened(others),
        *each_once(line for line in lines if line.about not in TOPICS),
    ]
    path, link = reverse("notification-list"), _("See all of them")
    if useful.questions and not lines:
        path, link = reverse("unanswered"), _("See the questions")
    return Letter(_("what is new for you"), tuple(sentences), path, link, (DIGEST,))


def waiting(number: int) -> list[str]:
    if not number:
        return []
    sentence = ngettext(
        "%(number)s question in your areas waits for an answer.",
        "%(number)s questions in your areas wait for an answer.",
        number,
    )
    return [sentence % {"number": number}]


# In one topic, and in several.
Sentences = tuple[Promise, Promise]
OWN = (
    ngettext_lazy("%(number)s new reply in a topic of yours.", "%(number)s new replies in a topic of yours.", "number"),
    gettext_lazy("%(number)s new replies in %(topics)s topics of yours."),
)
WATCHED = (
    ngettext_lazy(
        "%(number)s new reply in a topic that you watch.", "%(number)s new replies in a topic that you watch.", "number"
    ),
    gettext_lazy("%(number)s new replies in %(topics)s topics that you watch."),
)


def replies(lines: list[Notification], sentences: Sentences) -> list[str]:
    told = [line for line in lines if line.about == Notification.About.REPLY]
    number = sum(line.number for line in told)
    return [sentences[len(told) > 1] % {"number": number, "topics": len(told)}] if told else []


def opened(lines: list[Notification]) -> list[str]:
    number = sum(line.about == Notification.About.OPENED for line in lines)
    sentence = ngettext("%(number)s new topic where you watch.", "%(number)s new topics where you watch.", number)
    return [sentence % {"number": number}] if number else []
