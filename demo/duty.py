"""Who is on duty in the demo: a fortnight with one night that nobody has taken yet."""

from datetime import timedelta

from django.utils import timezone

from deflection.actions.rota import add_shifts
from deflection.duty.rota import midnight
from deflection.models import Order
from members.models import Member

FROM_EIGHT, TO_EIGHT, NEXT_MORNING = timedelta(hours=8), timedelta(hours=20), timedelta(hours=32)
OPEN_NIGHT = 3  # days from today


def put_shifts(people: dict[str, Member]) -> None:
    """The demo's moderator is the first to be called at any hour, so that whoever tries it is; colleagues back up."""
    moderator, hassan, lorna = people["moderator"], people["mod_hassan"], people["mod_lorna"]
    plan = [
        (moderator, Order.FIRST, FROM_EIGHT, TO_EIGHT), (hassan, Order.BACKUP, FROM_EIGHT, TO_EIGHT),
        (moderator, Order.FIRST, TO_EIGHT, NEXT_MORNING), (lorna, Order.BACKUP, TO_EIGHT, NEXT_MORNING),
    ]  # fmt: skip
    for day in range(-1, 6):
        start = midnight(timezone.localdate() + timedelta(days=day))
        for member, order, begins, ends in plan[: 2 if day == OPEN_NIGHT else 4]:
            add_shifts(
                member=member, by=people["administrator"], starts_at=start + begins, ends_at=start + ends, order=order,
                weeks=2,
            )  # fmt: skip
