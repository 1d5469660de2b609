"""Whose agreement a case study needs before others read it, and whether it is there."""

from django.utils.translation import gettext_lazy as _

from forum.models import Agreement, Post
from forum.models.case_words import Attribution
from forum.writing import bearers
from members.models import Member

NOT_AGREED = _("The colleague who treated has not agreed that it is told, so it stays unpublished.")


def colleague_named(attribution: str, named: str, author: Member) -> Member | None:
    """The one member who bears this name. Whoever has no account here, or shares a name, is asked by a moderator."""
    name = named.strip().removeprefix("@").strip().casefold()
    if attribution != Attribution.PERMISSION or not name:
        return None
    found = [member for member in bearers({name}).get(name, []) if member.pk != author.pk]
    return found[0] if len(found) == 1 else None


def agreement_for(post: Post) -> Agreement | None:
    """What the colleague whom this case study names was asked, if they are a member."""
    case = post.topic.case if post.is_opening else None
    if case is None or case.attribution != Attribution.PERMISSION:
        return None
    asked = post.topic.agreements.select_related("colleague")
    if waiting := asked.waiting().first():
        return waiting
    named = colleague_named(case.attribution, case.permission_from, post.author)
    return asked.filter(colleague=named).first() if named else None


def lacks_agreement(post: Post) -> bool:
    """A member was asked, and did not say yes."""
    found = agreement_for(post)
    return found is not None and not found.agrees
