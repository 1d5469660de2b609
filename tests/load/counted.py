"""The forum of the bench, which also tells how many statements it has sent to its database."""

from collections.abc import Callable
from typing import Any

from django.db.backends.signals import connection_created

from tests.load import unread

WHERE = "/statements"
sent = 0


def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    global sent
    sent += not sql.startswith(("BEGIN", "SAVEPOINT", "RELEASE"))
    return execute(sql, *rest)


def watch(connection: Any, **kwargs: Any) -> None:
    if count not in connection.execute_wrappers:
        connection.execute_wrappers.append(count)


connection_created.connect(watch)


async def application(scope: dict[str, Any], receive: Callable, send: Callable) -> None:
    if scope.get("path") != WHERE:
        await unread.application(scope, receive, send)
        return
    body = str(sent).encode()
    length = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": length})
    await send({"type": "http.response.body", "body": body})
