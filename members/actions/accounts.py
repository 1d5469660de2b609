"""Deeds on accounts."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.countries import Country
from members.events import RightsChanged
from members.models import Member
from members.permission import require
from members.signals import tell_standing_changed
from realtime.door import announce


def recheck_sockets(*, member: Member) -> None:
    """A session ended or rights changed: every open socket of the member asks again whether it may listen."""
    announce(RightsChanged(member.pk))


def end_other_sessions(*, member: Member, password: str) -> None:
    """The same password, scrambled afresh: what other browsers hold opens nothing any more."""
    require(member.check_password(password), _("That is not your password."))
    member.set_password(password)
    member.save(update_fields=["password"])
    recheck_sockets(member=member)


def choose_country(*, member: Member, country: Country) -> None:
    """Whose emergency numbers this member is shown."""
    Member.objects.filter(pk=member.pk).update(country=country)
    member.country = country


@transaction.atomic
def rename_member(*, member: Member, name: str) -> int:
    """Go by another name. What was checked, was checked under the old one: it rests until somebody looks again (CR19).

    Says how many credentials rest.
    """
    require(member.is_active)
    now = timezone.now()
    Member.objects.filter(pk=member.pk).update(name=name)
    resting = member.credentials.current().tiered().update(valid_until=now, ended_told_at=now)
    if resting:
        tell_standing_changed(member.pk, now)
    return resting
