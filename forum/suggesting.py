"""Colleagues whose names begin like what somebody types after an @."""

from django.db.models import Q

from members.models import Member

MOST = 8
SHORTEST = 2


def colleagues_like(typed: str) -> list[Member]:
    """Active members who can read here, by name; two of one name are left out, as naming them calls nobody."""
    if len(typed) < SHORTEST:
        return []
    begins = Q(name__istartswith=typed) | Q(name__icontains=f" {typed}")
    members = Member.objects.filter(begins, is_active=True).with_standing().order_by("name", "pk")[: 2 * MOST]
    names = [member.name.casefold() for member in members]
    return [member for member in members if names.count(member.name.casefold()) == 1][:MOST]
