"""A published post that a colleague takes for live: out of sight at once, its words sealed for its author (DF12)."""

from django.db import transaction

from deflection.actions.marked import open_page_for_author
from deflection.models import Deflection
from forum.actions.posts import change_status
from forum.case_texts import as_sent, told_in
from forum.models import Post, Status

LIVE = "live"  # why it is hidden; a person decides next


@transaction.atomic
def hide_as_live(*, post: Post) -> Deflection | None:
    """Hide it from everybody but its author and the moderators. None where it is not public any more."""
    if not change_status(post, to=Status.HIDDEN):
        return None
    Post.objects.filter(pk=post.pk).update(held_because=LIVE)
    return open_page_for_author(
        author=post.author, place="reply" if not post.is_opening else post.topic.kind,
        section=post.topic.section.slug, title=post.topic.title if post.is_opening else "", body=post.body,
        fields=fields_of(post),
    )  # fmt: skip


def fields_of(post: Post) -> dict[str, str]:
    """As the form would have sent it, so that its author can go on from the vault when it is over."""
    if not post.is_opening:
        return {"form": f"reply:{post.topic_id}", "topic": post.topic.title}
    if case := post.topic.case:
        return {"form": "case:new", **as_sent(told_in(case))}
    return {"form": f"topic:{post.topic.section.slug}", "topic": post.topic.title}


@transaction.atomic
def settle_live(*, post: Post) -> None:
    """A person has decided: why it was hidden is theirs to say from now on."""
    Post.objects.filter(pk=post.pk, held_because=LIVE).update(held_because="")
