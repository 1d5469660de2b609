"""What the schema promises, holds: calls made up from it, well and badly formed, always the same ones."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import APIOperation, Case, GenerationMode, openapi
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.calls import schema
from members.actions.tokens import make_token
from members.models import Scope
from notifications.actions import notify

pytestmark = pytest.mark.django_db

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
CALLS = [(method.upper(), path) for path, methods in schema()["paths"].items() for method in methods]
# Few of each, made up in the same way each time: what is looked for is what the schema leaves out.
FEW = settings(
    max_examples=5, derandomize=True, deadline=None, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture
def known(reader, question, answer, case) -> dict[str, Any]:
    """What the addresses take, so that well-formed calls find something."""
    notify(members=[reader], about="account", actor="Debrief", subject="A line", url="/settings/security/")
    line, opening = reader.notifications.get(), question.posts.get(is_opening=True)
    found = {"slug": "discussion", "topic_id": question.pk, "post_id": answer.pk, "notification_id": line.pk}
    return found | {"/api/v1/cases/{topic_id}": case.topic_id, "/api/v1/posts/{post_id}/flags": opening.pk}


@pytest.fixture
def one_connection() -> Iterator[None]:
    """A request from outside closes the connection behind itself, and with it the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("mode", GenerationMode)
def test_every_answer_is_one_that_the_schema_names(reader, known, mode):
    site = get_wsgi_application()
    described = openapi.from_wsgi("/api/v1/openapi.json", site)
    _, token = make_token(member=reader, name="A program", scopes=Scope.values, section="", days=1)
    met = {call: met_by(described[call[1]][call[0]], site, token, known, mode) for call in CALLS}
    accepted = {call for call, statuses in met.items() if min(statuses) < 300}
    if mode == GenerationMode.POSITIVE:
        assert {call for call in CALLS if call[0] == "GET"} - accepted == set()
    else:
        assert {401, 404, 422} <= {status for statuses in met.values() for status in statuses}


def met_by(call: APIOperation, site: Any, token: str, known: dict[str, Any], mode: GenerationMode) -> set[int]:
    """Each answer is checked; the statuses that there were."""
    met = set()

    @FEW
    @given(case=call.as_strategy(generation_mode=mode))
    def made_up(case: Case) -> None:
        if mode == GenerationMode.POSITIVE:
            case.path_parameters = {name: known.get(call.path, known[name]) for name in case.path_parameters or {}}
        with transaction.atomic():
            answer = case.call(app=site, headers={"Authorization": f"Bearer {token}"})
            transaction.set_rollback(True)
        met.add(answer.status_code)
        case.validate_response(answer, checks=CHECKS)

    made_up()
    return met
