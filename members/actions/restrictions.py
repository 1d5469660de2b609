"""Holding a member back and letting them go again, as the floors above decide."""

from collections.abc import Iterable

from django.db import transaction

from members.actions.accounts import recheck_sockets
from members.models import Member
from members.restrictions import Restriction, as_rows


@transaction.atomic
def hold_back(*, member: Member, restrictions: Iterable[Restriction]) -> None:
    """All that holds for this member from now on, in place of what held before. Their sockets ask again."""
    rows = as_rows(restrictions)
    if Member.objects.exclude(restrictions=rows).filter(pk=member.pk).update(restrictions=rows):
        recheck_sockets(member=member)
    member.restrictions = rows
