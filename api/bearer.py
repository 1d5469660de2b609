"""Who comes with a token, and what it opens: never more than its owner may do at this moment."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from api.problems import Refused, site
from members.actions.tokens import mark_of, note_use
from members.models import Member, Scope, Token
from members.pace import keep_pace
from members.policies import changed_pages, waiting_for
from members.second_factor import has_second_factor, needs_second_factor


class Bearer(HttpBearer):
    """`scope` is what the token must have been given."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        row = Token.objects.live(timezone.now()).select_related("member").filter(mark=mark_of(token)).first()
        if row is None or not row.member.is_active:
            return None
        if sentence := why_not_now(row.member):
            raise Refused("account", sentence)
        if self.scope not in row.scopes:
            raise Refused("missing-scope", _("This token was made without “%(scope)s”.") % {"scope": self.scope.value})
        request.user = row.member
        pace = keep_pace("requests", who=row.member_id)
        if pace and pace.is_over:
            raise Refused("too-often")
        note_use(token=row)
        return row


def why_not_now(member: Member) -> str:
    """What the guard of the pages would ask for first; empty where it would let them through."""
    if member.is_suspended:
        return next(held.sentence for held in member.held_back if held.kind == "suspended")
    if (needs_second_factor(member) or member.short_password) and not has_second_factor(member):
        where = {"where": site() + reverse("security-show")}
        return _("The account needs a second factor, or a longer password, first: %(where)s") % where
    if page := waiting_for(member, changed_pages()):
        where = {"where": site() + page.get_absolute_url()}
        return _("What members agree to has changed. Please read it first: %(where)s") % where
    return ""


def challenge(request: HttpRequest) -> dict[str, Any]:
    """For the header of a 401: whether one was sent at all."""
    known = ', error="invalid_token"' if request.headers.get("Authorization") else ""
    return {"WWW-Authenticate": f'Bearer realm="{settings.SITE_NAME}"{known}'}
