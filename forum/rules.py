"""Who may write, edit and endorse. A rule is a question with a yes."""

from forum.models import Post, Section, Status, Topic
from members.models import Member


def may_write_in(member: Member, section: Section) -> bool:
    return member.is_authenticated and member.may_write


def may_reply(member: Member, topic: Topic) -> bool:
    return member.is_authenticated and member.may_write and topic.is_published


def may_edit(member: Member, post: Post) -> bool:
    return post.author_id == member.pk and member.may_write and post.status in (Status.PUBLISHED, Status.HELD)


def may_withdraw(member: Member, post: Post) -> bool:
    return post.author_id == member.pk and member.is_active and post.status in (Status.PUBLISHED, Status.HELD)


def may_see_history(member: Member, post: Post) -> bool:
    return member.is_authenticated and (post.is_published or post.author_id == member.pk or member.moderates)


def may_endorse(member: Member, post: Post) -> bool:
    return (
        member.is_authenticated
        and member.is_active
        and member.is_expert
        and post.is_answer
        and post.is_published
        and post.author_id != member.pk
    )


def may_decide(member: Member, post: Post) -> bool:
    """No self-judging (MO19)."""
    return member.is_authenticated and member.is_active and member.moderates and post.author_id != member.pk
