"""The calls of version 1, put together: what they are, what they refuse, and the schema that says so."""

from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from api import own, reading, writing
from api.bearer import challenge
from api.door import INSIDE
from api.problems import BY_STATUS, MEDIA_TYPE, Refused, problem
from api.router import router
from forum.braking import Braked
from moderation.actions import NotNow

ABOUT = (
    "The forum for programs of its members. Whoever comes with an access token sees and does what its owner may at "
    "that moment, and no more. Every text passes the same gate as on the pages: one that reads as happening now is not "
    "published, and the answer says whom to ring."
)
calls = NinjaAPI(
    title="Debrief", version="1", description=ABOUT, docs_url=None, openapi_url=None, urls_namespace="calls",
    openapi_extra={"info": {"license": {"name": "As the site that runs it"}}},
)  # fmt: skip
NAMED_IN = (reading, own, writing)  # each names its calls on the router when it is read
calls.add_router("", router)


def patterns() -> list[URLPattern]:
    """Without a namespace, and without the empty page at the root."""
    return [entry for entry in calls.urls[0] if entry.name != "api-root"]


@calls.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return problem(error.kind, error.detail, **error.more)


@calls.exception_handler(AuthenticationError)
def not_known(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    answer = problem("no-token")
    for name, value in challenge(request).items():
        answer[name] = value
    return answer


@calls.exception_handler(Http404)
def nowhere(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem("nowhere")


@calls.exception_handler(PermissionDenied)
def not_allowed(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return problem("not-allowed", str(error))


@calls.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(BY_STATUS.get(error.status_code, "unreadable"))


@calls.exception_handler(ValidationError)
def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Where and what, and never what was sent."""
    wrong = [{"field": field_of(one["loc"]), "detail": f"{one['msg']}."} for one in error.errors]
    return problem("not-valid", errors=wrong)


def field_of(place: Any) -> str:
    """Of a body without the name under which a function takes it."""
    parts = list(place[2:] if place[0] == "body" else place[1:])
    return ".".join(map(str, parts)) or "body"


@calls.exception_handler(Braked)
def not_now(request: HttpRequest, error: Braked) -> HttpResponse:
    pace = getattr(request, "pace", None)
    if pace is not None and pace.is_over:
        return problem("too-often", str(error))
    errors = {"errors": [{"field": error.field, "detail": str(error)}]} if error.field else {}
    return problem("not-now", str(error), **errors)


@calls.exception_handler(NotNow)
def out_of_order(request: HttpRequest, error: NotNow) -> HttpResponse:
    return problem("out-of-order", str(error))


@cache
def schema() -> dict[str, Any]:
    """OpenAPI 3.1; what refuses is a problem, and says so by its type."""
    made = dict(calls.get_openapi_schema(path_prefix=INSIDE))
    for methods in made["paths"].values():
        for call in methods.values():
            for status, answer in call["responses"].items():
                if int(status) >= 400 and "application/json" in answer.get("content", {}):
                    answer["content"] = {MEDIA_TYPE: answer["content"]["application/json"]}
    return made
