"""Who hears of a post: what each member chose for its topic, its area and its section."""

from collections.abc import Collection

from django.db.models import QuerySet

from forum.models import Level, Post, Topic, Watch
from members.models import Member


def thread_of(topic_id: int) -> str:
    """Until they are read, the new replies of a topic have one line in each bell."""
    return f"topic:{topic_id}"


def endorsed_in(topic_id: int) -> str:
    """And so have the endorsements of one's own answers there."""
    return f"endorsed:{topic_id}"


def named_in(topic_id: int) -> str:
    """And so have the places where somebody was named there."""
    return f"named:{topic_id}"


def may_hear(post: Post, *, after: int, at_most: int) -> list[int]:
    """The next members, by number, who wrote there, opened it or watch it in some way.

    Each way is asked for its own first ones, so that a page costs the same however many come after it.
    """
    chose = Watch.objects.filter(level=Level.WATCH, member__is_active=True, member_id__gt=after)
    topic = post.topic
    ways = [chose.filter(topic=topic), chose.filter(section=topic.section_id)]
    if topic.area:
        ways.append(chose.filter(area=topic.area))
    found = [way.order_by("member_id").values_list("member_id", flat=True) for way in ways]
    wrote = writers(topic).filter(author__is_active=True, author_id__gt=after).order_by("author_id")
    found.append(wrote.values_list("author_id", flat=True).distinct())
    return sorted({member for way in found for member in way[:at_most]})[:at_most]


def writers(topic: Topic) -> QuerySet[Post]:
    return Post.objects.published().filter(topic=topic)


def those_who_hear(post: Post, members: Collection[int]) -> list[int]:
    """Out of these, in two queries however many. Nobody hears of their own post."""
    topic = post.topic
    wrote = set(writers(topic).filter(author__in=members).order_by().values_list("author_id", flat=True))
    levels = levels_in(topic, members)
    hearing = {Level.WATCH: set(members), Level.TAKE_PART: wrote, Level.MUTE: set()}
    return [member for member in members if member != post.author_id and member in hearing[levels[member]]]


def levels_in(topic: Topic, members: Collection[int]) -> dict[int, Level]:
    """What holds for each: chosen for the topic, otherwise for its area, otherwise for its section, otherwise unasked.

    Whoever opened a topic watches it, whatever they chose for its section, until they choose for the topic itself.
    """
    chosen: dict[int, Watch] = {}
    for watch in Watch.objects.about(topic).filter(member__in=members).order_by():
        opened_it = watch.member_id == topic.author_id and not watch.topic_id
        if not opened_it and (watch.member_id not in chosen or watch.closeness > chosen[watch.member_id].closeness):
            chosen[watch.member_id] = watch
    unasked = dict.fromkeys(members, Level.TAKE_PART) | {topic.author_id: Level.WATCH}
    return unasked | {member: Level(watch.level) for member, watch in chosen.items()}


def level_in(topic: Topic, member: Member) -> Level:
    """What holds for this member in this topic, chosen or not."""
    return levels_in(topic, [member.pk])[member.pk]


def unless_muted(topic: Topic, members: Collection[Member]) -> list[Member]:
    """Those of them who want to hear of this topic at all."""
    levels = levels_in(topic, [member.pk for member in members])
    return [member for member in members if levels[member.pk] != Level.MUTE]
