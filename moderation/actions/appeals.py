"""Appealing, and judging an appeal: always somebody else, always with a reply."""

from typing import assert_never

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from audit.models import Deed
from deflection.gate import Writing, screen
from deflection.models import Deflection
from deflection.outcomes import Hold, Prompt
from forum.actions.endorsements import settle_warnings
from forum.actions.posts import show_post
from forum.models import Status
from members.actions.claims import open_again
from members.models import Claim, Member
from members.permission import require
from moderation import rules
from moderation.actions.measures import end
from moderation.actions.reading import read_first
from moderation.actions.takes import require_free, settle_take
from moderation.events import AppealCame, QueueShortened
from moderation.models import Appeal, Decision, Measure, Verdict
from moderation.models.appeals import Outcome
from moderation.models.measures import Ended
from notifications.actions import notify
from notifications.models import Notification
from realtime.door import announce

Subject = Decision | Measure | Claim


class AnsweredAlready(ValueError):
    """Another moderator was first."""


@transaction.atomic
def write_appeal(*, member: Member, about: Subject, text: str, answer: str = "") -> Appeal | Prompt | Deflection | Hold:
    """Ask somebody else to judge again. Once per decision; the same again gives the first appeal back.

    The words pass the gate: what they tell may be happening now. A Hold means that the reader is out of order.
    """
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    if standing := Appeal.objects.filter(**{named(about): about}, member=member).first():
        return standing
    require(rules.may_appeal(member, about), _("An appeal is for whom it concerns, once, and within 30 days."))
    writing = Writing(
        title="", body=text, place="appeal", is_reply=True, answer=answer,
        fields={"form": f"appeal:{named(about)}-{about.pk}"},
    )  # fmt: skip
    outcome = screen(writing, author=member)
    if isinstance(outcome, Prompt | Deflection | Hold):
        return outcome
    appeal = Appeal.objects.create(**{named(about): about}, member=member, text=text)
    announce(AppealCame(appeal))
    record(Deed.APPEALED, by=None if appeal.by is not member else member, about=about)
    return appeal


def named(about: Subject) -> str:
    match about:
        case Decision():
            return "decision"
        case Measure():
            return "measure"
        case Claim():
            return "claim"
        case never:
            assert_never(never)


@transaction.atomic
def judge_appeal(*, appeal: Appeal, moderator: Member, outcome: str, reply: str) -> Appeal:
    """Answer it. Taken back: what was hidden, forbidden or refused is as if it had not been.

    Raises AnsweredAlready if another moderator was first.
    """
    read_first(reply, author=moderator, place="decision")
    Appeal.objects.select_for_update().get(pk=appeal.pk)
    appeal = Appeal.objects.with_what_it_is_about().get(pk=appeal.pk)
    require(rules.may_judge_appeal(moderator, appeal), rules.SOMEBODY_ELSE)
    if not appeal.is_open:
        raise AnsweredAlready(_("%(name)s answered this already.") % {"name": appeal.decided_by.name})
    require_free(kind="appeal", subject_id=appeal.pk, moderator=moderator)
    appeal.outcome, appeal.reply = outcome, reply
    appeal.decided_by, appeal.decided_at = moderator, timezone.now()
    appeal.save(update_fields=["outcome", "reply", "decided_by", "decided_at"])
    notify(
        members=[appeal.member], about=Notification.About.APPEAL_DECIDED, actor=_("A moderator"),
        subject=appeal.get_outcome_display(), url=appeal.get_absolute_url(), note=reply,
    )  # fmt: skip
    if outcome == Outcome.OVERTURNED:
        take_back(appeal, moderator)
    settle_take(kind="appeal", subject_id=appeal.pk)
    announce(QueueShortened())
    record(Deed.APPEAL_JUDGED, by=moderator, about=appeal, outcome=outcome, subject=named(appeal.about))
    return appeal


def take_back(appeal: Appeal, moderator: Member) -> None:
    match appeal.about:
        case Decision() as decision:
            bring_back(decision, moderator, appeal.reply)
        case Measure() as measure:
            end(measure, by=moderator, how=Ended.APPEAL, note=appeal.reply)
        case Claim() as claim:
            open_again(claim=claim)


def bring_back(decision: Decision, moderator: Member, reply: str) -> None:
    """The post is public again with every mark it had; warnings count as answered by this. A withdrawn one stays so.

    Whoever had reported it was told that it was taken down, so they are told this too.
    """
    post = decision.post
    if post.status == Status.WITHDRAWN or post.is_removed:
        return
    show_post(post=post, moderator=moderator)
    settle_warnings(post=post, hidden=False)
    Decision.objects.create(moderator=moderator, post=post, verdict=Verdict.PUBLISH, reason=reply[:500])
    notify(
        members=Member.objects.filter(flags__decision=decision).distinct(), about=Notification.About.FLAG_DECIDED,
        actor=_("A moderator"), subject=post.topic.title, url=reverse("report-list"),
        note=_("Its author appealed, somebody else read it again, and the post is public again."),
    )  # fmt: skip
