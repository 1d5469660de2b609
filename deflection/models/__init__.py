"""What deflection keeps."""

from deflection.models.duty import Alert, Channel, Order, Page, Shift
from deflection.models.editions import Edition
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
from deflection.models.words import Match, RuleDeed, RuleHit, WordRule

__all__ = [
    "ACKNOWLEDGED_WITHIN",
    "STALE_AFTER_DAYS",
    "Alert",
    "Cause",
    "Channel",
    "CheckInChoice",
    "Deflection",
    "DeflectionQuerySet",
    "Edition",
    "Helpline",
    "Match",
    "Order",
    "OwnNumbers",
    "Page",
    "ReaderChange",
    "ReaderVersion",
    "Route",
    "RuleDeed",
    "RuleHit",
    "Shift",
    "WordRule",
]
