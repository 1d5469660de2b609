"""Who hears of a post: what each member chose for its topic, its area and its section."""

from collections.abc import Collection

from django.db.models import F, QuerySet

from forum.models import Level, Post, Topic, Watch
from members.models import Member


def thread_of(topic_id: int) -> str:
    """Until they are read, the new replies of a topic have one line in each bell."""
    return f"topic:{topic_id}"


def endorsed_in(topic_id: int) -> str:
    """And so have the endorsements of one's own answers there."""
    return f"endorsed:{topic_id}"


def may_hear(post: Post, *, after: int, at_most: int) -> list[int]:
    """The next members, by number, who wrote there, opened it or watch it in some way."""
    chose = Watch.objects.filter(level=Level.WATCH, member__is_active=True)
    topic = post.topic
    ways = [chose.filter(topic=topic), chose.filter(section=topic.section_id)]
    if topic.area:
        ways.append(chose.filter(area=topic.area))
    found = [way.filter(member_id__gt=after).order_by().values_list("member_id") for way in ways]
    wrote = writers(topic).filter(author__is_active=True, author_id__gt=after)
    people = wrote.annotate(member_id=F("author_id")).order_by().values_list("member_id")
    return list(people.union(*found).order_by("member_id").values_list("member_id", flat=True)[:at_most])


def writers(topic: Topic) -> QuerySet[Post]:
    return Post.objects.published().filter(topic=topic)


def those_who_hear(post: Post, members: Collection[int]) -> list[int]:
    """Out of these, in two queries however many. Nobody hears of their own post."""
    topic = post.topic
    wrote = set(writers(topic).filter(author__in=members).order_by().values_list("author_id", flat=True))
    levels = levels_for(topic, members)
    return [
        member
        for member in members
        if member != post.author_id
        and hears(levels.get(member), wrote=member in wrote, opened=member == topic.author_id)
    ]


def levels_for(topic: Topic, members: Collection[int]) -> dict[int, Watch]:
    """What counts for each: the choice for the topic, otherwise that for its area, otherwise that for its section."""
    chosen: dict[int, Watch] = {}
    for watch in Watch.objects.about(topic).filter(member__in=members).order_by():
        if watch.member_id not in chosen or watch.closeness > chosen[watch.member_id].closeness:
            chosen[watch.member_id] = watch
    return chosen


def level_in(topic: Topic, member: Member) -> Level:
    """What holds for this member in this topic, chosen or not."""
    chosen = levels_for(topic, [member.pk]).get(member.pk)
    opened = member.pk == topic.author_id
    if chosen is None or (opened and chosen.topic_id is None):
        return Level.WATCH if opened else Level.TAKE_PART
    return Level(chosen.level)


def hears(chosen: Watch | None, *, wrote: bool, opened: bool) -> bool:
    """Whoever opened a topic watches it, whatever they chose for its section, until they choose for the topic."""
    if chosen is None or (opened and chosen.topic_id is None):
        return wrote or opened
    return chosen.level == Level.WATCH or (chosen.level == Level.TAKE_PART and wrote)
