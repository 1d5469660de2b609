"""The administration: for administrators alone, and what they may add, change and take away there."""

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.urls import reverse

from tests.rights.table import FILE
from tests.rights.test_rights import world  # noqa: F401
from tests.rights.visits import routes, visit

pytestmark = pytest.mark.django_db
OPEN = {"admin:login", "admin:logout", "admin:None"}  # the last: an address that leads to another, or to nothing
WORDS = {"object_id": "1", "app_label": "forum", "content_type_id": "1"}
ROLES = ("visitor", "author", "suspended", "moderator")


def test_nobody_else_gets_in(world):  # noqa: F811
    """A moderator neither: none of them has the mark that opens it."""
    met = {}
    for route in (route for route in routes() if route.name.startswith("admin:") and route.name not in OPEN):
        path = reverse(route.name, kwargs={word: WORDS[word] for word in route.takes})
        for method in ("GET", "POST"):
            for role in ROLES:
                came = visit(world.browsers[role], method, path, {})
                met[f"{method} {path}, {role}"] = (came.outcome, came.written)
    assert len(met) > 250
    assert {where: came for where, came in met.items() if came != ("in", ())} == {}


def test_administrators_do_there_what_is_written(world):  # noqa: F811
    request = RequestFactory().get("/admin/")
    request.user = world.people["administrator"]
    found = []
    for model, there in admin.site._registry.items():
        asked = (there.has_add_permission, there.has_change_permission, there.has_delete_permission)
        cells = " | ".join("yes" if may(request) else "no" for may in asked)
        found.append(f"| TABLE | {model._meta.label_lower} | {cells} |")
    written = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line.startswith("| TABLE ")]
    assert sorted(found) == written, "\n".join(sorted(found))
