"""A session that ends closes its sockets: the one signal we hear, for its sender is a stranger (Django's logout)."""

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver

from members.actions import recheck_sockets


@receiver(user_logged_out)
def session_ended(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """Django deletes the session after this signal; the sockets must find it gone already when they ask."""
    if user is not None:
        request.session.flush()
        recheck_sockets(member=user)
