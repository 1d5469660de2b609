"""The page of the reader's versions: administrators alone, two of them, and everything on one page."""

import pytest
from django.urls import reverse

from deflection.models import ReaderVersion
from deflection.running import running
from screening.emergency import versions
from tests.conftest import PLAIN
from tests.deflection.versions import make_version, measured

pytestmark = pytest.mark.django_db
PAGE = "/moderation/reader/"
WHY = "Tried on the posts of this month."


@pytest.fixture
def row(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readers")
    make_version(folder, "asks-all", ask=0.0, deflect=0.99)
    versions.look_also_in(folder)
    yield folder
    versions._folders.remove(folder)


def deed(name: str, what: str) -> str:
    return reverse("reader-change", args=[name, what])


def test_it_is_for_administrators(as_, author, moderator, administrator, client):
    answers = [as_(member).get(PAGE).status_code for member in (author, moderator, administrator)]
    assert (answers, client.get(PAGE).status_code) == ([403, 403, 200], 302)
    assert [as_(moderator).post(PAGE + path).status_code for path in ("back/", "shipped/propose/")] == [403, 403]


def test_without_a_measurement_it_says_how_to_measure(as_, administrator):
    page = as_(administrator).get(PAGE).content.decode()
    assert "measure_deflection POSTS.jsonl --version-name shipped --keep" in page
    assert "Nobody has chosen yet" in page


def test_two_administrators_and_one_click_back(as_, row, administrator, second):
    measured(administrator, "asks-all")
    first = as_(administrator)
    assert first.post(deed("asks-all", "propose"), {"reason": WHY}).status_code == 302
    assert "Another administrator must confirm it" in first.get(PAGE).content.decode()
    assert first.post(deed("asks-all", "confirm")).status_code == 403

    assert "Confirm: asks-all reads from now on" in as_(second).get(PAGE).content.decode()
    as_(second).post(deed("asks-all", "confirm"))
    page = as_(second).get(PAGE).content.decode()
    assert (running().active, "Back to shipped at once" in page, WHY in page) == ("asks-all", True, True)

    first.post(PAGE + "back/")
    assert (running().active, "Ari Administrator went back." in first.get(PAGE).content.decode()) == ("shipped", True)


def test_a_refusal_keeps_what_was_typed(as_, row, administrator):
    measured(administrator, "asks-all", met=False)
    page = as_(administrator).post(deed("asks-all", "propose"), {"reason": PLAIN})
    assert (page.status_code, "It has not met the bar" in page.content.decode()) == (422, True)
    assert ReaderVersion.objects.get().proposed_by is None


def test_it_runs_beside_and_stops(as_, row, administrator):
    measured(administrator, "asks-all")
    client = as_(administrator)
    client.post(deed("asks-all", "beside"))
    assert running().beside == ("asks-all",)
    assert "agreed 0, would have stopped 0, asked 0, passed 0" in client.get(PAGE).content.decode()
    client.post(deed("asks-all", "alone"))
    assert running().beside == ()


def test_two_versions_are_compared_by_counts(as_, row, administrator):
    measured(administrator)
    measured(
        administrator, "asks-all",
        decided={"a-1": ["emergency", "emergency", "ask"], "a-2": ["general", "general", "clear"]},
    )  # fmt: skip
    page = as_(administrator).get(PAGE, {"old": "shipped", "new": "asks-all"})
    moves = [(d.label, d.size, d.same, d.moves) for d in page.context["differences"]]
    assert moves == [
        ("emergency", 1, 0, [("deflect", "ask", 1)]), ("current", 0, 0, []), ("retrospective", 0, 0, []),
        ("general", 1, 1, []),
    ]  # fmt: skip
    assert [row.cells[0]["value"] for row in page.context["figures"]] == [1.0]


def test_other_posts_are_not_compared(as_, row, administrator):
    measured(administrator)
    measured(administrator, "asks-all", sha256="6" * 64)
    page = as_(administrator).get(PAGE, {"old": "shipped", "new": "asks-all"})
    assert "These two were not measured on the same posts." in page.content.decode()


@pytest.mark.parametrize("path", ["nowhere/propose/", "shipped/dance/"])
def test_what_does_not_exist_is_said_so(as_, administrator, path):
    measured(administrator)
    assert as_(administrator).post(PAGE + path).status_code == (404 if "nowhere" in path else 422)
