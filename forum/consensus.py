"""Whether those who stand for the answers of one question agree. Two that differ are shown side by side, never one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from forum import ranking
from forum.models import Endorsement, Post, Topic

SENIOR, EXPERT = 2, 3


@dataclass(frozen=True)
class Side:
    """One of the views that stand side by side: what it says to do, who says so, and why."""

    head: str
    who: str
    reason: str
    element: str


@dataclass(frozen=True)
class Consensus:
    is_reached: bool
    sides: list[Side]
    has_answers: bool
    endorsed: int


def of_topic(topic: Topic) -> Consensus:
    """As every reader sees it: from what is published."""
    return of_answers(topic.posts.published().replies().for_reading())


def of_answers(found: Iterable[Post]) -> Consensus:
    answers = ranking.in_order(found)
    return Consensus(
        any(post.is_expert_endorsed for post in answers),
        by_action(answers) or by_objection(answers),
        bool(answers),
        sum(bool(post.endorsed_by) for post in answers),
    )


def by_action(answers: list[Post]) -> list[Side]:
    """Answers that prescribers or experts stand for and that advise different things: the first of each kind."""
    firsts: dict[str, Side] = {}
    for post in answers:
        backed = seniors(post)
        if backed and post.action and post.action not in firsts:
            firsts[post.action] = side(post.get_action_display(), backed[0], post)
    return list(firsts.values()) if len(firsts) > 1 else []


def by_objection(answers: list[Post]) -> list[Side]:
    """An expert disagrees with an answer that prescribers or experts stand for."""
    for post in answers:
        against = [mark for mark in post.opposed_by if mark.credential.tier >= EXPERT]
        if against and (backed := seniors(post)):
            author = post.by.name
            return [
                side(_("For the answer of %(author)s") % {"author": author}, backed[0], post),
                side(_("Against the answer of %(author)s") % {"author": author}, against[0], post),
            ]
    return []


def seniors(post: Post) -> list[Endorsement]:
    return [mark for mark in post.endorsed_by if mark.weighs_as >= SENIOR] if post.is_current else []


def side(head: str, mark: Endorsement, post: Post) -> Side:
    return Side(head, f"{mark.expert.name}, {mark.worn_as}", mark.reason, post.element)
