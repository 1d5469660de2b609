"""What a member wants to hear of: chosen for a topic, a section or an area, and taken back."""

from django.db import transaction

from forum.models import Level, Section, Topic, Watch
from members.areas import Area
from members.models import Member
from members.permission import require


@transaction.atomic
def choose_level(*, member: Member, level: Level, of: Topic | Section | Area) -> Watch:
    """From the next post on. Chosen again, it replaces what was chosen before."""
    require(member.is_authenticated and member.is_active)
    match of:
        case Topic():
            require(Topic.objects.visible_to(member).filter(pk=of.pk).exists())
            place = {"topic": of}
        case Section():
            place = {"section": of}
        case _:
            place = {"area": of}
    return Watch.objects.update_or_create(member=member, **place, defaults={"level": level})[0]


def copy_watches(*, source: Topic, target: Topic) -> None:
    """Whoever chose for a topic chose for what it becomes part of, unless they chose for that one already."""
    watches = Watch.objects.filter(topic=source).values_list("member_id", "level")
    copies = [Watch(topic=target, member_id=member_id, level=level) for member_id, level in watches]
    Watch.objects.bulk_create(copies, ignore_conflicts=True)


def drop_watch(*, member: Member, watch_id: int) -> int:
    """What holds without a choice holds again. Says whether there was one."""
    return member.watches.filter(pk=watch_id).delete()[0]
