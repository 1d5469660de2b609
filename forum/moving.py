"""What cannot be moved, split or joined, and why."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.models import Kind, Post, Section, Topic

APART = _("Case studies stand apart: nothing is moved in among them or out of them.")


class CannotMove(ValueError):
    """The sentence says why not."""


def check_section(topic: Topic, section: Section) -> None:
    """Raises CannotMove."""
    if Kind.CASES in (topic.kind, section.kind):
        raise CannotMove(APART)
    if topic.section_id == section.pk:
        raise CannotMove(gettext("It stands in %(name)s already.") % {"name": section.name})


def check_split(topic: Topic, section: Section, posts: Sequence[Post]) -> None:
    """Raises CannotMove."""
    if Kind.CASES in (topic.kind, section.kind):
        raise CannotMove(APART)
    if not posts:
        raise CannotMove(gettext("Please choose the replies that make the new topic."))
    if any(post.is_opening or post.topic_id != topic.pk for post in posts):
        raise CannotMove(gettext("Only replies of this topic can be split off; its opening stays."))
    if not any(post.is_published for post in posts):
        raise CannotMove(gettext("Please choose at least one reply that is published: it opens the new topic."))


def check_merge(source: Topic, target: Topic) -> None:
    """Raises CannotMove."""
    if Kind.CASES in (source.kind, target.kind):
        raise CannotMove(APART)
    if source.pk == target.pk:
        raise CannotMove(gettext("That is the same topic."))
    if source.merged_into_id or target.merged_into_id or not (source.is_published and target.is_published):
        raise CannotMove(gettext("Both topics must be open to their readers."))
