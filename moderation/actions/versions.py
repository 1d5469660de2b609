"""Hiding one earlier version of a post, or bringing it back (CS19)."""

from django.db import transaction

from audit.actions import record
from audit.models import Deed
from forum.actions.revisions import bring_revision_back, hide_revision
from forum.models import Revision
from members.models import Member
from moderation.actions.reading import read_first
from moderation.models import Note


@transaction.atomic
def decide_version(*, revision: Revision, moderator: Member, hides: bool, reason: str) -> bool:
    """The reason is kept as a note for moderators, beside the post. Says whether anything changed."""
    read_first(reason, author=moderator, place="decision")
    deed = hide_revision if hides else bring_revision_back
    if not deed(revision=revision, moderator=moderator):
        return False
    Note.objects.create(author=moderator, post=revision.post, words=reason)
    record(Deed.VERSION_HIDDEN if hides else Deed.VERSION_SHOWN, by=moderator, about=revision.post, version=revision.pk)
    return True
