"""First steps: accepting the house rules, putting the list away, reading a tour."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from members.models import Acceptance, FirstSteps, Member
from members.pages import Page
from members.permission import require
from members.tours import OVER, Tour


def accept_page(*, member: Member, page: Page) -> Acceptance:
    """The version that stands today, once, as what the member is now."""
    require(member.is_active and page.is_accepted_by(member), gettext("This page is not one to be accepted."))
    accepted, _ = Acceptance.objects.get_or_create(
        member=member, page=page.slug, version=page.current.number, defaults={"as_role": member.role}
    )
    return accepted


def note_numbers_seen(*, member: Member) -> None:
    """They looked at their country and their numbers, and saved them."""
    FirstSteps.objects.update_or_create(member=member, defaults={"numbers_at": timezone.now()})


def put_list_away(*, member: Member, away: bool) -> None:
    """The list leaves the first page, or comes back to it; it can always be opened."""
    FirstSteps.objects.update_or_create(member=member, defaults={"put_away_at": timezone.now() if away else None})


@transaction.atomic
def keep_place(*, member: Member, tour: Tour, step: int) -> None:
    """Where to take the tour up again; OVER when it was read or skipped."""
    require(tour.is_for(member), gettext("This tour is for others."))
    require(step == OVER or 1 <= step <= len(tour.steps), gettext("There is no such page."))
    FirstSteps.objects.get_or_create(member=member)
    first = FirstSteps.objects.select_for_update().get(member=member)
    first.tours[tour.slug] = step
    first.save(update_fields=["tours"])
