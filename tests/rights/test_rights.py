"""Who may do what: every address, by everybody, through the door that browsers use, held against docs/rights.md.

A new address fails here until its rows stand in the table: the failure shows them as they are, to be read and, if they
are right, pasted. What refuses writes nothing, and every form was once filled in well enough to be taken.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings

from tests.rights.addresses import VARIANTS
from tests.rights.table import METHODS, NOT_HERE, Row, as_line, as_written, path_of, walk
from tests.rights.visits import Route, blank_templates, routes, visit
from tests.rights.world import READERS, ROLES, World

pytestmark = pytest.mark.django_db

ROUTES: dict[str, Route] = {}
for route in routes():
    ROUTES.setdefault(route.name, route)
WRITTEN = as_written()
# Forms that nobody gets through here, and why.
NEVER_TAKEN = {
    "csp-report": "it takes what browsers send, and no form",
    "claim-review, decided": "it is decided",
    "reader-return": "nothing stood before the version that reads",
    "reader-change": "its files are not there",
    "reader-change, beside": "its files are not there",
    "key-settle, taken back": "its proposer is in no column",
    "mail-bounced": "it asks for a signature",
    "mail-stop": "it asks for the token of a letter",
    "device-add": "no key for push is set",
    "mfa_deactivate_totp": "nobody here has a second factor",
    "mfa_download_recovery_codes": "nobody here has a second factor",
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    """Made once, in a transaction around all of these tests."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(TEMPLATES=blank_templates()):
        yield World()
        transaction.set_rollback(True)


def test_every_address_stands_in_the_table(world):
    """With each method that it takes; one that it does not take is answered with 405."""
    listed = {row for part in WRITTEN.values() for row in part}
    labels = [name for name in ROUTES if not name.startswith(NOT_HERE)] + list(VARIANTS)
    missing = [Row(method, label) for label in labels for method in METHODS if str(Row(method, label)) not in listed]
    taken = [row for row in missing if is_taken(row, world)]
    found = [as_line(str(row), met(row, world)) for row in taken]
    assert found == [], "\n".join(["These rows are missing in docs/rights.md. Read them, then paste them:", *found])
    assert listed - {str(Row(method, label)) for label in labels for method in METHODS} == set()


def is_taken(row: Row, world: World) -> bool:
    path = path_of(row.label, ROUTES[row.name], world)
    return visit(world.browsers["administrator"], row.method, path, {}).status != 405


def met(row: Row, world: World) -> dict[str, str]:
    roles = ROLES if row.method == "POST" else READERS
    return {role: came.outcome for role, came in walk(row, ROUTES[row.name], world, roles).items()}


@pytest.mark.parametrize("part", WRITTEN)
def test_everybody_meets_what_is_written(world, part):
    other, wrote, never = [], [], []
    for line, written in WRITTEN[part].items():
        row = Row(*line.split(" ", 1))
        visits = walk(row, ROUTES[row.name], world, written)
        if (found := {role: came.outcome for role, came in visits.items()}) != written:
            other.append(f"{as_line(line, written)}\n{as_line(line, found)}")
        wrote += [(line, role, came.written) for role, came in visits.items() if came.outcome != "yes" and came.written]
        opens, taken = "yes" in found.values(), any(came.status < 400 for came in visits.values())
        if row.method == "POST" and opens and not taken and row.label not in NEVER_TAKEN:
            never.append(line)
    assert other == [], "\n".join(["Written first, found below it:", *other])
    assert wrote == []
    assert never == []
