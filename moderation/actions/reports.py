"""One question to whoever reported a post, and their one answer."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from audit.models import Deed
from members.models import Member
from members.permission import require
from moderation import rules
from moderation.actions.reading import read_first
from moderation.actions.telling import A_MODERATOR
from moderation.events import QueueShortened
from moderation.models import Flag, ReportQuestion
from notifications.actions import notify
from notifications.models import Notification
from realtime.door import announce


@transaction.atomic
def ask_reporter(*, flag: Flag, moderator: Member, words: str) -> ReportQuestion | None:
    """Ask whoever reported a post one thing. None where it was asked, or decided, before."""
    require(rules.may_ask_reporter(moderator, flag), _("Another moderator must ask this: it is your post or report."))
    read_first(words, author=moderator, place="decision")
    flag = Flag.objects.select_for_update(of=("self",)).select_related("post__topic", "member").get(pk=flag.pk)
    if flag.closed_at or ReportQuestion.objects.filter(flag=flag).exists():
        return None
    question = ReportQuestion.objects.create(flag=flag, moderator=moderator, words=words)
    notify(
        members=[flag.member], about=Notification.About.REPORT_ASKED, actor=A_MODERATOR,
        subject=flag.post.topic.title, url=reverse("report-show", args=[flag.pk]), note=words,
    )  # fmt: skip
    record(Deed.REPORTER_ASKED, by=moderator, about=flag)
    return question


@transaction.atomic
def answer_question(*, question: ReportQuestion, member: Member, words: str) -> bool:
    """The reporter's answer, which moderators find beside the report. Says whether it was the first."""
    require(question.flag.member_id == member.pk, _("Only whoever reported it can answer."))
    read_first(words, author=member, place="flag")
    unanswered = ReportQuestion.objects.filter(pk=question.pk, answered_at=None)
    if not unanswered.update(answer=words, answered_at=timezone.now()):
        return False
    post = question.flag.post
    notify(
        members=[question.moderator], about=Notification.About.REPORT_ANSWERED, actor=member,
        subject=post.topic.title, url=reverse("moderation-post", args=[post.pk]),
    )  # fmt: skip
    announce(QueueShortened())
    return True
