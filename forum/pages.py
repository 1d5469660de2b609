"""The posts of a topic as they stand on its page: rendered once for everybody, and apart for who sees more."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from forum import consensus, ranking
from forum.models import Post, Role, Status, Topic
from forum.models.held import place_posts
from forum.statements import NUMBER, OTHER, ask
from members.models import Member

# Every change of a post or a mark counts the topic's version on, and an older page is never shown again. What only the
# clock changes (a credential runs out, an endorsement grows old) shows within this time, and
# to visitors, whose whole page is kept as long again, within twice as much.
KEPT_FOR = 60


@dataclass(frozen=True)
class Shown:
    """HTML, joined for each group. `version` is the topic's when it was rendered."""

    version: int
    opening: str
    thread: str
    vetted: str
    unvetted: str
    consensus: str
    updates: str = ""
    commentary: str = ""

    def safe(self) -> dict[str, SafeString]:
        """As a template takes it."""
        names = ("opening", "thread", "vetted", "unvetted", "consensus", "updates", "commentary")
        return {name: mark_safe(getattr(self, name)) for name in names}


def shown_to(reader: Member, topic: Topic, *, cited: bool = False) -> Shown:
    """What this reader sees of a topic; most see the same, which is kept."""
    if cited or sees_more(reader, topic):
        return rendered(topic, list(topic.posts.visible_to(reader).for_reading()), reader, cited=cited)
    kept = cache.get(key_of(topic.pk))
    if kept is None or kept.version != topic.version:
        kept = rendered(topic, list(topic.posts.published().for_reading()))
        cache.set(key_of(topic.pk), kept, KEPT_FOR)
    return kept


def tail_for(reader: Member, topic: Topic, after: int, lay_out: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What changed after a version. Once frames are lost, every open page asks for the same: it is laid out once."""
    if sees_more(reader, topic):
        return lay_out()
    asked = (after, topic.version)
    kept = cache.get(tail_key_of(topic.pk))
    if kept is None or kept[0] != asked:
        kept = (asked, lay_out())
        cache.set(tail_key_of(topic.pk), kept, KEPT_FOR)
    return kept[1]


def key_of(topic_id: int) -> str:
    return f"posts-of-topic-{topic_id}"


def tail_key_of(topic_id: int) -> str:
    return f"tail-of-topic-{topic_id}"


def forget(topic_id: int) -> None:
    """Something left the topic: its words go from the cache as well, though no page would show them again."""
    cache.delete(key_of(topic_id))
    cache.delete(tail_key_of(topic_id))


def sees_more(reader: Member, topic: Topic) -> bool:
    """Whether something stands there that is not public and that this reader may see."""
    if not reader.is_authenticated:
        return False
    hidden = unseen if reader.moderates_in(topic.section.slug) else own_unseen
    return bool(ask(hidden, number=topic.pk, other=reader.pk))


def unseen() -> QuerySet[Post]:
    return Post.objects.filter(topic=NUMBER).exclude(status=Status.PUBLISHED).values_list("pk")[:1]


def own_unseen() -> QuerySet[Post]:
    return Post.objects.filter(topic=NUMBER, author=OTHER).exclude(status=Status.PUBLISHED).values_list("pk")[:1]


def rendered(topic: Topic, posts: list[Post], reader: Member | None = None, *, cited: bool = False) -> Shown:
    place_posts(posts)
    replies = [post for post in posts if not post.is_opening]
    answers = ranking.in_order(replies) if topic.is_question else []
    if cited:
        answers = [post for post in answers if post.citation]
    found = {"consensus": consensus.of_answers(post for post in replies if post.is_published)}
    return Shown(
        topic.version,
        joined([post for post in posts if post.is_opening], reader),
        joined([post for post in replies if post.group == "thread"], reader),
        joined([post for post in answers if post.group == "vetted"], reader),
        joined([post for post in answers if post.group == "unvetted"], reader),
        render_to_string("forum/consensus.html", found) if topic.is_question else "",
        joined([post for post in replies if post.group == Role.UPDATE], reader),
        joined([post for post in replies if post.group == Role.COMMENTARY], reader),
    )


def joined(posts: list[Post], reader: Member | None = None) -> str:
    return "".join(html_of(post, reader) for post in posts)


def html_of(post: Post, reader: Member | None = None) -> str:
    """One post. A published one looks the same to everybody."""
    return render_to_string("forum/post.html", {"post": post, "user": reader})
