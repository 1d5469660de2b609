"""While the database is away: a page that needs nothing, says whom to ring and gives every word back."""

from django.db import InterfaceError, OperationalError, ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.theme import theme_of
from deflection.helplines import emergency_line
from members.access import is_words

TRY_AGAIN_AFTER = 5  # seconds


def is_why(error: BaseException | None) -> bool:
    """Whether this page failed for a database that is away, too slow, or older than the code."""
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return isinstance(error, ProgrammingError) and migrations_wait()


class Schema:
    """What this process knows: a database that was once as new as the code stays so."""

    is_as_new_as_the_code = False


def migrations_wait() -> bool:
    """Whether `migrate` has not run, or not to its end. Once it has, nobody asks again."""
    if not Schema.is_as_new_as_the_code:
        Schema.is_as_new_as_the_code = not waiting_migrations()
    return not Schema.is_as_new_as_the_code


def waiting_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def page(request: HttpRequest) -> HttpResponse:
    """503, rendered without a context: nobody who asks who is signed in gets an answer now."""
    typed = [(name.replace("_", " "), value) for name, value in request.POST.items() if value and is_words(name)]
    back = request.META.get("HTTP_REFERER", "")
    known = {"line": emergency_line(), "typed": typed, "back": back, "theme": theme_of(request)}
    answer = render(None, "503.html", known, status=503)
    answer["Retry-After"] = str(TRY_AGAIN_AFTER)
    answer["Cache-Control"] = "no-store"
    return answer
