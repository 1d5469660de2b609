"""What the author of a stopped text is told about us: only what the rows say, and never that help is on its way."""

from dataclasses import dataclass
from datetime import datetime

from deflection.duty.steps import ON_CALL
from deflection.models import Alert, Deflection


@dataclass(frozen=True)
class Told:
    """Whether somebody on duty was called, since when a moderator has it; nothing where no call was made."""

    was_called: bool
    on_duty_at: datetime | None
    acknowledged_at: datetime | None

    @property
    def nobody_on_duty(self) -> bool:
        return self.was_called and self.on_duty_at is None


def told_about(deflection: Deflection) -> Told:
    """Two queries, from the same rows that the moderators see."""
    alert = Alert.objects.filter(deflection=deflection).order_by("pk").first()
    if alert is None:
        return Told(False, None, deflection.closed_at)
    first = alert.pages.filter(step=ON_CALL).exclude(sent_at=None).values_list("paged_at", flat=True).first()
    times = [at for at in (alert.acknowledged_at, deflection.closed_at) if at]
    return Told(True, first, min(times, default=None))
