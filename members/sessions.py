"""A session that ends closes its sockets: signals, for their senders are strangers (Django's logout, allauth)."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver

from members.actions import recheck_sockets


@receiver(user_logged_out)
def session_ended(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """Django deletes the session after this signal; the sockets must find it gone already when they ask."""
    if user is not None:
        request.session.flush()
        recheck_sockets(member=user)


@receiver([password_changed, password_reset])
def other_sessions_ended(sender: Any, user: Any, **kwargs: Any) -> None:
    """With another password every other session of the member is at an end."""
    recheck_sockets(member=user)
