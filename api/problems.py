"""What an answer that refuses says: problem details of RFC 9457, in plain sentences."""

import json
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

MEDIA_TYPE = "application/problem+json"
WHERE = "/api/"


class Kind(NamedTuple):
    status: int
    title: Any
    about: Any


KINDS = {
    "unreadable": Kind(400, _("We could not read that"), _("The body is no JSON, or is broken.")),
    "no-token": Kind(
        401, _("An access token is needed"),
        _("None was sent, or it ran out or was revoked. A session of a browser opens nothing here."),
    ),
    "missing-scope": Kind(403, _("The token does not allow that"), _("Its owner did not tick this when it was made.")),
    "account": Kind(
        403, _("The account must be seen to first"),
        _("Its owner is suspended, misses a second factor, or has not yet read what members agree to now."),
    ),
    "not-allowed": Kind(403, _("You may not do that"), _("The token’s owner may not do it on the pages either.")),
    "nowhere": Kind(
        404, _("There is nothing here"), _("It does not exist, or it is not open to the token or its owner.")
    ),
    "wrong-method": Kind(405, _("That is not how this is asked for"), _("The address takes another method.")),
    "deflected": Kind(
        409, _("This reads as happening now. Ring first."),
        _("Nothing was published. “helpline” says whom to ring: show it to whoever wrote the text. Their words are "
          "kept for them in their vault. Do not send it again."),
    ),
    "asked": Kind(
        409, _("A question before it is published"),
        _("Nothing is stored. Put “question” and “ways” to whoever wrote the text, and send it again with their "
          "“answer”. Never answer in their place."),
    ),
    "changed-meanwhile": Kind(
        409, _("It was changed meanwhile"), _("Read the post again, and send the edit with its “version” of now.")
    ),
    "too-large": Kind(413, _("That is too long"), _("A body may have 256 kB.")),
    "not-json": Kind(415, _("Only JSON is read here"), _("Send “Content-Type: application/json”.")),
    "not-valid": Kind(422, _("Something in it must be put right"), _("“errors” says what, field by field.")),
    "not-now": Kind(422, _("Not now, or not like this"), _("The topic is slow or closed, or it says too little.")),
    "too-often": Kind(429, _("That is a lot in a short while"), _("“Retry-After” says in how many seconds.")),
    "broken": Kind(500, _("Something broke on our side"), _("It was noted. Nothing was stored.")),
    "out-of-order": Kind(503, _("Out of order for the moment"), _("Please try again in a few minutes.")),
}  # fmt: skip
BY_STATUS = {
    400: "unreadable", 401: "no-token", 403: "not-allowed", 404: "nowhere", 405: "wrong-method", 413: "too-large",
    429: "too-often", 503: "out-of-order",
}  # fmt: skip


class Refused(Exception):
    """Raised anywhere behind the door; `more` stands beside the sentence."""

    def __init__(self, kind: str, detail: Any = "", **more: Any) -> None:
        super().__init__(kind)
        self.kind, self.detail, self.more = kind, detail, more


def site() -> str:
    return settings.ORIGINS[0] if settings.ORIGINS else ""


def problem(kind: str, detail: Any = "", status: int | None = None, **more: Any) -> HttpResponse:
    found = KINDS[kind]
    said = {
        "type": f"{site()}{WHERE}#{kind}", "title": str(found.title), "status": status or found.status,
        "detail": str(detail) or str(found.about), **more,
    }  # fmt: skip
    return HttpResponse(json.dumps(said), content_type=MEDIA_TYPE, status=said["status"])


def for_status(request: HttpRequest, status: int) -> HttpResponse:
    """In place of a page that some room below has answered with."""
    return problem(BY_STATUS.get(status, "broken" if status >= 500 else "unreadable"), status=status)
