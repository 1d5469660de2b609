"""The first reader: does this text tell of an emergency that is happening now?"""

from screening.emergency.assessment import Assessment, Sign
from screening.emergency.events import EVENTS
from screening.emergency.reader import assess, degraded

__all__ = ["EVENTS", "Assessment", "Sign", "assess", "degraded"]
