"""Taking in what somebody writes who believes that they are shown here, and answering it."""

from django.db import transaction
from django.utils import timezone

from audit.actions import record
from audit.models import Deed
from deflection.actions.pages import end_alerts, raise_alert
from forum.models import Post
from members.models import Member
from members.permission import require
from members.rules import NOT_FOR_YOU
from members.sealing import seal
from moderation import rules
from moderation.actions.reading import read_first
from moderation.events import ConcernRaised, QueueShortened
from moderation.models import Concern
from moderation.models.concerns import Found, new_number
from realtime.door import announce

SEVERITY = 0


@transaction.atomic
def raise_concern(*, where: str, words: str, post: Post | None) -> Concern:
    """From anybody, without an account. It hides nothing: it goes to the top, and those on duty are called."""
    concern = Concern(number=new_number(), post=post)
    concern.sealed = seal(f"{where}\0{words}".encode(), label=concern.label)
    concern.save()
    raise_alert(
        kind="concern", subject_id=concern.pk, url=f"/moderation/concerns/{concern.pk}/", now=concern.created_at,
        severity=SEVERITY, concerns=post.author if post else None,
    )  # fmt: skip
    announce(ConcernRaised())
    return concern


@transaction.atomic
def answer_concern(*, concern: Concern, moderator: Member, found: Found, reply: str) -> bool:
    """Says whether this moderator was the first. Nobody answers about a post of their own, nor of a colleague."""
    require(rules.may_answer_concern(moderator, concern), NOT_FOR_YOU)
    read_first(reply, author=moderator, place="decision")
    waiting = Concern.objects.waiting().filter(pk=concern.pk)
    now = timezone.now()
    if not waiting.update(found=found, reply=reply, decided_at=now, decided_by=moderator):
        return False
    end_alerts(kinds=("concern",), subject_id=concern.pk, by=moderator, now=now)
    announce(QueueShortened())
    record(Deed.CONCERN_ANSWERED, by=moderator, about=concern, found=found.value)
    return True
