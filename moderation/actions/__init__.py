"""What moderators and reporters do."""

from moderation.actions.decisions import AlreadyDecided, decide_deflection, decide_post, deflection_appealed_in
from moderation.actions.flags import flag_post, raise_unsafe
from moderation.actions.reading import NotNow, read_first

__all__ = [
    "AlreadyDecided",
    "NotNow",
    "decide_deflection",
    "decide_post",
    "deflection_appealed_in",
    "flag_post",
    "raise_unsafe",
    "read_first",
]
