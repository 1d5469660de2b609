"""A post leaves the public: every open page drops it, and nothing that was rendered of it is kept."""

from functools import partial

from django.db import transaction

from forum import pages
from forum.events import PostGone
from forum.models import Post
from realtime.door import announce


def leave(post: Post) -> None:
    """Call it inside the transaction that hides, withdraws or holds the post."""
    announce(PostGone(post))
    transaction.on_commit(partial(pages.forget, post.topic_id))
