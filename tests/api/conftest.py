"""Programs with a token each, as the cast has browsers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from members.actions.tokens import make_token
from members.models import Member, Scope

EVERYTHING = tuple(Scope.values)


class Program(Client):
    """Sends JSON, and is known by its token alone."""

    def say(self, path: str, **sent: Any) -> Any:
        return self.post(f"/api/v1/{path}", sent, content_type="application/json")

    def ask(self, path: str, **more: Any) -> Any:
        return self.get(f"/api/v1/{path}", more)


def program_of(member: Member, scopes: tuple[str, ...] = EVERYTHING, section: str = "") -> Program:
    name = f"Program {member.tokens.count() + 1}"
    _, token = make_token(member=member, name=name, scopes=scopes, section=section, days=90)
    return Program(HTTP_AUTHORIZATION=f"Bearer {token}")


@pytest.fixture
def program() -> Callable[..., Program]:
    return program_of
