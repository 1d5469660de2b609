"""The word for no: every action asks its rule through `require`."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _


def require(allowed: bool, why: str = _("You may not do that.")) -> None:
    """Raise PermissionDenied (answered with 403 and the sentence) unless the rule said yes."""
    if not allowed:
        raise PermissionDenied(why)
