"""What belongs to the owner of the token: who they are, and their bell."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from api import seen, shapes, showing
from api.cursors import page_of
from api.problems import Refused
from api.reading import Cursor, Number, answers
from api.router import READ, YOURS, router
from notifications.actions import mark_read
from notifications.models import NotificationQuerySet


@router.get("me", auth=READ, tags=YOURS, response=answers(shapes.Me), url_name="api-me", summary="Who you are here")
def me(request: HttpRequest) -> dict[str, Any]:
    """The token’s owner, and what the token may do."""
    return showing.me(request)


@router.get(
    "notifications", auth=READ, tags=YOURS, response=answers(shapes.ToldOf), url_name="api-bell", summary="Your bell"
)
def notifications(request: HttpRequest, cursor: str = Cursor) -> dict[str, Any]:
    """What you are told in the bell, the newest first."""
    return page_of(request, lines(request), cursor, by="created_at", newest=True, show=showing.told)


@router.post(
    "notifications/{int:notification_id}/read", auth=READ, tags=YOURS, response=answers(shapes.Done, 404),
    url_name="api-bell-read", summary="Mark a line as read",
)  # fmt: skip
def notification_read(request: HttpRequest, notification_id: int = Number) -> dict[str, Any]:
    """Doing it again changes nothing. Says how many are unread."""
    seen.one(lines(request), pk=notification_id)
    mark_read(member=request.user, notification_id=notification_id)
    return {"unread": lines(request).unread().count()}


def lines(request: HttpRequest) -> NotificationQuerySet:
    """A token for one section does not open a bell that rings for all of them."""
    if request.auth.section:
        raise Refused("missing-scope", _("This token is for one section, and the bell is about all of them."))
    return request.user.notifications.all()
