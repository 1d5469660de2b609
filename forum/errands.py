"""What the worker does once a post stands, so that its author need not wait for it."""

import logging

from django.db import transaction

from forum.models import Post
from forum.tasks import tell_of_post

log = logging.getLogger(__name__)


def tell_later(post: Post) -> None:
    """Members hear of it after the commit; without a worker at once."""
    transaction.on_commit(Errand(post.pk).run)


class Errand:
    """Telling of one post. A bound method, because Django 5.2 leaks the errors of a partial."""

    def __init__(self, post_id: int) -> None:
        self.post_id = post_id

    def run(self) -> None:
        """A queue that does not answer costs the author a moment, and nobody their bell."""
        try:
            tell_of_post(self.post_id)
        except Exception as error:
            log.warning("the worker's queue did not answer, so it is told at once: %s", type(error).__name__)
            self.run_here()

    def run_here(self) -> None:
        try:
            tell_of_post.call_local(self.post_id)
        except Exception:  # the post stands all the same
            log.exception("nobody was told of post %d", self.post_id)
