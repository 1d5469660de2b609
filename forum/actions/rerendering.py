"""Deeds on stored HTML: what an older sanitiser made is made again."""

from itertools import groupby
from operator import attrgetter

from django.db import transaction

from forum import text
from forum.actions.quoting import keep, rewrite
from forum.models import Post

AT_ONCE = 200


def render_again() -> int:
    """The next posts that an older sanitiser made, a transaction for each topic. Says how many: 0 when all are done."""
    old = Post.objects.filter(html_version__lt=text.HTML_VERSION).select_related("author", "topic__case")
    posts = list(old.order_by("topic", "pk")[:AT_ONCE])
    for _, together in groupby(posts, key=attrgetter("topic_id")):
        render_those(list(together))
    return len(posts)


def doubt_every_post() -> None:
    """All are to be made again: words of the site that stand in a post are in its language, which was changed."""
    Post.objects.update(html_version=0)


@transaction.atomic
def render_those(posts: list[Post]) -> None:
    """Posts of one topic. What looks different takes the next version, so that kept pages are laid out again."""
    posts[0].topic.lock()
    fresh = Post.objects.filter(pk__in=[post.pk for post in posts]).select_related("author", "topic__case")
    if changed := [post for post in fresh.order_by("pk") if rewrite(post)]:
        keep(changed)
    fresh.update(html_version=text.HTML_VERSION)
