"""What a moderator of some rooms answers for, and what is not theirs to see or take (MO16)."""

from functools import reduce
from operator import or_

from django.db.models import Model, Q

from deflection.models import Deflection
from forum.models import Post
from members.models import Member
from moderation.models import SecondLook

# The kinds of items that stand in a room; accounts, credentials, appeals and keys are for whoever answers for all.
IN_A_ROOM: dict[str, tuple[type[Model], str]] = {
    "post": (Post, "topic__section__slug"),
    "deflection": (Deflection, "section"),
    "again": (SecondLook, "decision__post__topic__section__slug"),
}


def in_rooms_of(member: Member, *paths: str) -> Q:
    """Rows whose section, found on one of these paths, this moderator answers for."""
    if member.moderates_all:
        return Q()
    return reduce(or_, (Q(**{f"{path}__in": member.moderated_sections}) for path in paths))


def section_of(kind: str, subject_id: int) -> str:
    """The slug of the section where it stands; empty for what is for whoever answers for all."""
    if kind not in IN_A_ROOM:
        return ""
    model, path = IN_A_ROOM[kind]
    return model.objects.filter(pk=subject_id).values_list(path, flat=True).first() or ""


def is_theirs(member: Member, kind: str, subject_id: int) -> bool:
    """Whether this moderator answers for what waits there."""
    if member.moderates_all or kind not in IN_A_ROOM:
        return member.moderates_all
    model, path = IN_A_ROOM[kind]
    return model.objects.filter(in_rooms_of(member, path), pk=subject_id).exists()
