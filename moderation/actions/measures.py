"""Laying a measure on a member, lifting it, and letting it run out."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from audit.models import Deed
from forum.models import Post
from members.actions.restrictions import hold_back
from members.models import Member
from members.permission import require
from members.restrictions import in_words
from members.rules import NOT_FOR_YOU
from moderation import rules
from moderation.actions.reading import read_first
from moderation.events import QueueShortened
from moderation.models import Measure, Rung
from moderation.models.measures import HOLDS_BACK, Ended
from notifications.actions import notify
from notifications.mail import Letter, send
from notifications.models import Notification
from realtime.door import announce


class NeedsTwo(ValueError):
    """A suspension without an end is laid by two people: moderation/actions/keys.py."""


@transaction.atomic
def take_measure(
    *, member: Member, by: Member, rung: str, rule: str, text: str, hours: int | None = None, place: str = "",
    post: Post | None = None,
) -> Measure:  # fmt: skip
    """Lay a measure on a member: it holds at once, ends by itself, and they are told the rule and the reason.

    `hours` counts where the rung holds somebody back. Raises NeedsTwo for a suspension without an end.
    """
    require(rules.may_measure(by, member), NOT_FOR_YOU)
    if rung == Rung.SUSPENDED and hours is None:
        raise NeedsTwo(_("A suspension without an end needs a second person."))
    read_first(text, author=by, place="decision")
    return lay(member=member, by=by, rung=rung, rule=rule, text=text, hours=hours, place=place, post=post)


def lay(
    *, member: Member, by: Member, rung: str, rule: str, text: str, hours: int | None, place: str, post: Post | None
) -> Measure:
    """The second half: called where the rule said yes and the words were read."""
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    now = timezone.now()
    holds_back = rung in HOLDS_BACK
    measure = Measure.objects.create(
        member=member, by=by, rung=rung, rule=rule, text=text, post=post, created_at=now,
        place=place if rung in (Rung.SECTION, Rung.AREA) else "",
        expires_at=now + timedelta(hours=hours) if holds_back and hours else None,
    )  # fmt: skip
    enforce(member, now)
    tell(measure, Notification.About.MEASURE, measure.text)
    if rung == Rung.SUSPENDED:
        transaction.on_commit(partial(write_to_suspended, measure), robust=True)
    record(
        Deed.MEASURE_TAKEN, by=by, about=measure, member=member.pk, rung=rung, rule=rule, place=measure.place,
        until=measure.expires_at.isoformat() if measure.expires_at else None,
        post=post.pk if post and not post.is_unnamed else None,
    )  # fmt: skip
    return measure


def enforce(member: Member, now: datetime) -> None:
    """Write what holds beside the account, where every rule finds it without a query."""
    holding = Measure.objects.holding(now).filter(member=member).order_by("pk")
    hold_back(member=member, restrictions=[measure.as_restriction() for measure in holding])


def tell(measure: Measure, about: Notification.About, note: str) -> None:
    notify(
        members=[measure.member], about=about, actor=_("A moderator"), subject=measure.in_words,
        url=measure.get_absolute_url(), note=note,
    )  # fmt: skip


def write_to_suspended(measure: Measure) -> None:
    """They cannot open their bell; the reason itself is read after signing in."""
    until = _("until %(time)s") % {"time": in_words(measure.expires_at)} if measure.expires_at else _("for now")
    words = (
        _(
            "A moderator suspended your account %(until)s. Sign in as you always do: you are shown "
            "which rule it is about and why, and you can appeal within thirty days. Somebody else "
            "decides about an appeal."
        )
        % {"until": until},
        _(
            "The helpline page and the emergency numbers stay open to you without signing in. If this is hard to read "
            "today, please talk to somebody you trust, or ring one of the support lines on that page."
        ),
    )
    letter = Letter(
        _("your account is suspended %(until)s") % {"until": until}, words, reverse("account_login"), _("Sign in")
    )
    send(letter, to=measure.member)


@transaction.atomic
def lift_measure(*, measure: Measure, moderator: Member, reason: str) -> bool:
    """A moderator ends it early and says why. Says whether anything changed."""
    require(rules.may_measure(moderator, measure.member), NOT_FOR_YOU)
    read_first(reason, author=moderator, place="decision")
    return end(measure, by=moderator, how=Ended.MODERATOR, note=reason)


def end(measure: Measure, *, by: Member | None, how: Ended, note: str) -> bool:
    """Over: what else holds goes on holding. An overturned word of warning is ended too, and counts no more."""
    Member.objects.select_for_update(no_key=True).get(pk=measure.member_id)
    now = timezone.now()
    if not Measure.objects.filter(pk=measure.pk, ended_at=None).update(ended_at=now, ended_by=by, ended_how=how):
        return False
    enforce(measure.member, now)
    if how != Ended.APPEAL:
        tell(measure, Notification.About.MEASURE_LIFTED, note)
    announce(QueueShortened())
    record(Deed.MEASURE_ENDED, by=by, about=measure, member=measure.member_id, how=how)
    return True


def end_what_has_run_out(now: datetime) -> int:
    """Each minute: measures whose time is over are closed, and their members told. Says how many."""
    ended = 0
    for measure in Measure.objects.run_out(now).select_related("member").order_by("pk"):
        with transaction.atomic():
            ended += end(measure, by=None, how=Ended.TIME, note=_("Its time is over. Welcome back."))
    return ended
