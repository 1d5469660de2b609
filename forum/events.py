"""Facts of the forum, and who hears them."""

from collections.abc import Iterable
from dataclasses import dataclass

from forum.models import Endorsement, Post, Topic
from realtime import streams
from realtime.frames import Bell, Fragment, Frame, Gone, Recheck


def fragment_of(post: Post) -> Fragment:
    """The post as every reader sees it, read afresh: standing and endorsements are what the database says."""
    fresh = Post.objects.for_reading().get(pk=post.pk)
    return Fragment(streams.topic(fresh.topic_id), "forum/post.html", {"post": fresh}, fresh.version, fresh.element)


def fragment_of_new(post: Post) -> Fragment:
    """A reply as it was stored a moment ago: nobody has marked it yet, and what it stands among is at hand."""
    post.marks_given = []
    return Fragment(streams.topic(post.topic_id), "forum/post.html", {"post": post}, post.version, post.element)


def consensus_of(topic: Topic) -> Iterable[Frame]:
    """Where answers are weighed: pages ask the tail again, for the order and for what experts agree on."""
    if topic.is_question:
        yield Bell(streams.topic(topic.pk), "changed")


@dataclass(frozen=True)
class ReplyPosted:
    post: Post

    def frames(self) -> Iterable[Frame]:
        yield fragment_of_new(self.post)


@dataclass(frozen=True)
class TopicOpened:
    """A section has a new topic: open lists offer to show it."""

    post: Post

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.section(self.post.topic.section_id), "topic", {"id": self.post.topic_id})


@dataclass(frozen=True)
class PostEdited:
    post: Post

    def frames(self) -> Iterable[Frame]:
        yield fragment_of(self.post)


@dataclass(frozen=True)
class PostsEdited:
    """So many posts of this topic look different now that its pages had better ask the tail."""

    topic: Topic

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.topic(self.topic.pk), "changed")


@dataclass(frozen=True)
class PostShown:
    """A held or hidden post is public now."""

    post: Post

    def frames(self) -> Iterable[Frame]:
        yield fragment_of(self.post)
        if not self.post.is_opening:
            yield from consensus_of(self.post.topic)
        yield Bell(streams.DUTY, "queue")


@dataclass(frozen=True)
class PostGone:
    """A post left the public: hidden by a moderator or withdrawn by its author.

    With the opening goes the topic, and its title leaves every open list.
    """

    post: Post

    def frames(self) -> Iterable[Frame]:
        yield Gone(streams.topic(self.post.topic_id), self.post.element, self.post.version)
        if self.post.is_opening:
            yield Recheck(streams.topic(self.post.topic_id))
        else:
            yield from consensus_of(self.post.topic)
        yield Bell(streams.DUTY, "queue")
        if self.post.is_opening:
            yield Bell(streams.EVERYBODY, "topic_gone", {"id": self.post.topic_id})


@dataclass(frozen=True)
class PostAwaitsModerator:
    """A post was held, or published on its author's word: somebody should look."""

    post: Post

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.DUTY, "held" if not self.post.is_published else "queue", {"id": self.post.pk})


@dataclass(frozen=True)
class AnswerEndorsed:
    endorsement: Endorsement

    def frames(self) -> Iterable[Frame]:
        yield fragment_of(self.endorsement.post)
        yield from consensus_of(self.endorsement.post.topic)


@dataclass(frozen=True)
class EndorsementWithdrawn:
    endorsement: Endorsement

    def frames(self) -> Iterable[Frame]:
        yield fragment_of(self.endorsement.post)
        yield from consensus_of(self.endorsement.post.topic)


@dataclass(frozen=True)
class AnswerMarked:
    """It helped the author of the question, or a later answer replaced it; or neither any more."""

    post: Post

    def frames(self) -> Iterable[Frame]:
        yield fragment_of(self.post)
        yield from consensus_of(self.post.topic)


@dataclass(frozen=True)
class StandingsChanged:
    """Somebody whose marks or answers stand in this topic counts differently now: every page asks the tail."""

    topic: Topic

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.topic(self.topic.pk), "changed")


@dataclass(frozen=True)
class TopicBraked:
    """Slowed down, closed, or let go: open pages ask what holds now."""

    topic: Topic

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.topic(self.topic.pk), "brake")


@dataclass(frozen=True)
class SectionsChanged:
    """One was opened to visitors, or closed. That is rare, and its topics are many: every open page asks."""

    def frames(self) -> Iterable[Frame]:
        yield Recheck(streams.EVERYBODY)


@dataclass(frozen=True)
class TopicMoved:
    """It, or a part of it, stands elsewhere now: open pages offer the way there, and who may still listen is asked."""

    topic: Topic
    url: str
    is_gone: bool = False  # all of it stands elsewhere

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.topic(self.topic.pk), "moved", {"url": self.url, "gone": self.is_gone})
        yield Recheck(streams.topic(self.topic.pk))


@dataclass(frozen=True)
class PostLeft:
    """A post stands in another topic now."""

    source: Topic
    element: str
    version: int

    def frames(self) -> Iterable[Frame]:
        yield Gone(streams.topic(self.source.pk), self.element, self.version)
        yield from consensus_of(self.source)


@dataclass(frozen=True)
class PairsFound:
    """Members who endorse each other above all wait for a moderator's look."""

    def frames(self) -> Iterable[Frame]:
        yield Bell(streams.DUTY, "queue")
