"""What deflection keeps."""

from deflection.models.duty import Alert, Channel, Order, Page, Shift
from deflection.models.stopped import (
    ACKNOWLEDGED_WITHIN,
    STALE_AFTER_DAYS,
    Cause,
    CheckInChoice,
    Deflection,
    DeflectionQuerySet,
    Helpline,
    OwnNumbers,
    ReaderChange,
    ReaderVersion,
    Route,
)

__all__ = [
    "ACKNOWLEDGED_WITHIN",
    "STALE_AFTER_DAYS",
    "Alert",
    "Cause",
    "Channel",
    "CheckInChoice",
    "Deflection",
    "DeflectionQuerySet",
    "Helpline",
    "Order",
    "OwnNumbers",
    "Page",
    "ReaderChange",
    "ReaderVersion",
    "Route",
    "Shift",
]
