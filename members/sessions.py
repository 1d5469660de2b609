"""What happens with sessions when somebody signs in, out, or proves again who they are: signals of strangers."""

import logging
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.signals import authentication_step_completed, password_changed, password_reset
from django.conf import settings
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver

from members.actions import recheck_sockets
from members.actions.sessions import begin_session, end_sessions_but, uncover
from members.devices import hashes, in_words, mark_in, place_of

log = logging.getLogger(__name__)


@receiver(user_logged_in)
def session_began(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """A request that names no browser comes from a program, and begins nothing that anybody could look at."""
    log.info("member %s signed in", user.pk)
    if "HTTP_USER_AGENT" not in request.META:
        return
    if not request.session.session_key:
        request.session.cycle_key()
    adapter = get_adapter(request)
    device, place = in_words(request.META["HTTP_USER_AGENT"]), place_of(adapter.get_client_ip(request) or "")
    marks = hashes(mark_in(request))
    is_new = begin_session(member=user, key=request.session.session_key, marks=marks, device=device, place=place)
    if is_new and settings.TELLS_OF_NEW_DEVICES:
        adapter.send_notification_mail("account/email/new_device", user, {"device": device, "place": place})


@receiver(user_logged_out)
def session_ended(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """Django deletes the session after this signal; the sockets must find it gone already when they ask."""
    if user is not None:
        request.session.flush()
        recheck_sockets(member=user)


@receiver([password_changed, password_reset])
def other_sessions_ended(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    """With another password every other session of the member is at an end."""
    end_sessions_but(member=user, key=request.session.session_key or "")


@receiver(authentication_step_completed)
def proved_again(sender: Any, request: Any, **kwargs: Any) -> None:
    """Whoever proves again who they are may see the page that was covered, and goes on under another key.

    Other pages of the same browser listen with the key from before: they are asked at once, and come back with theirs.
    """
    row = getattr(request.session, "row", None)
    if not kwargs.get("reauthenticated") or row is None:
        return
    if row.is_covered:
        uncover(row=row)
    request.session.cycle_key()
    recheck_sockets(member=request.user)
