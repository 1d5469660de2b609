"""The word for no: every action asks its rule through `require`."""

from django.core.exceptions import PermissionDenied


def require(allowed: bool, why: str = "You may not do that.") -> None:
    """Raise PermissionDenied (answered with 403 and the sentence) unless the rule said yes."""
    if not allowed:
        raise PermissionDenied(why)
