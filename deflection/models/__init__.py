"""What deflection keeps."""

from deflection.models.stopped import (
    ACKNOWLEDGED_WITHIN,
    STALE_AFTER_DAYS,
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
    "CheckInChoice",
    "Deflection",
    "DeflectionQuerySet",
    "Helpline",
    "OwnNumbers",
    "ReaderChange",
    "ReaderVersion",
    "Route",
]
