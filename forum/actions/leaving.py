"""A post leaves the public: every open page drops it, nothing rendered of it is kept, no bell names its topic."""

from functools import partial

from django.db import transaction

from forum import pages
from forum.actions.quoting import rewrite_quotes_of
from forum.events import PostGone
from forum.hearing import endorsed_in, named_in, thread_of
from forum.models import Post
from forum.signals import post_left
from notifications.actions import take_back, take_back_one
from realtime.door import announce


def leave(post: Post) -> None:
    """Call it inside the transaction that hides, withdraws or holds the post."""
    announce(PostGone(post))
    post_left.send(sender=None, post=post)
    rewrite_quotes_of(post)
    transaction.on_commit(partial(pages.forget, post.topic_id))
    if post.is_opening:
        threads = [of(post.topic_id) for of in (thread_of, endorsed_in, named_in)]
        transaction.on_commit(partial(take_back, threads=threads))
    else:
        url = post.get_absolute_url()
        for of in (thread_of, named_in):
            transaction.on_commit(partial(take_back_one, thread=of(post.topic_id), url=url))
