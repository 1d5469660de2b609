"""How far somebody has read: sent by the page once it has been seen, never written by opening it."""

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from forum.hearing import endorsed_in, named_in, thread_of
from forum.models import ReadMark, Topic
from members.models import Member
from members.permission import require
from notifications.actions import close_every_thread, close_threads


@transaction.atomic
def mark_read(*, topic: Topic, member: Member, version: int) -> None:
    """This member has seen the topic as it was at `version`. It only ever grows, whichever device is first."""
    require(Topic.objects.visible_to(member).filter(pk=topic.pk).exists())
    seen = min(version, topic.version)
    grown = ReadMark.objects.filter(member=member, topic=topic, version__lt=seen).update(version=seen)
    if not grown:
        ReadMark.objects.bulk_create([ReadMark(member=member, topic=topic, version=seen)], ignore_conflicts=True)
    if seen == topic.version:
        close_threads(member=member, threads=[of(topic.pk) for of in (thread_of, endorsed_in, named_in)])


@transaction.atomic
def mark_all_read(*, member: Member) -> None:
    """Every topic that this member has been in counts as read, as it is now."""
    newest = Subquery(Topic.objects.filter(pk=OuterRef("topic")).values("version"))
    ReadMark.objects.filter(member=member, topic__version__gt=F("version")).update(version=newest)
    close_every_thread(member=member)
