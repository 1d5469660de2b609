"""A new version of the house rules asks once, loses no word, and keeps nobody from a helpline."""

import csv
import io
from dataclasses import replace

import pytest

from members.actions.welcome import accept_page
from members.models import Acceptance, Member
from members.pages import Page, Version, pages, rules
from reports.models import Export

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(monkeypatch, author) -> Page:
    """The author accepted the first version; the second says the same."""
    accept_page(member=author, page=rules())
    old = rules()
    monkeypatch.setattr(Version, "template", "pages/rules-1.html")
    later = Version("rules", 2, old.current.on, "Rule 4 is shorter.")
    page = Page(old.slug, old.title, old.says, True, (*old.versions, later))
    monkeypatch.setitem(pages(), "rules", page)
    return page


def test_it_stands_in_the_way_until_it_is_accepted(changed, as_, author, reader):
    browser = as_(author)
    assert browser.get("/settings/")["Location"] == "/about/rules/"
    assert [browser.get(path).status_code for path in ("/helpline/", "/patients/", "/about/rules/")] == [200, 200, 200]
    kept = browser.post("/settings/about/", {"about": "I work in a clinic by the sea."})
    assert (kept.status_code, "I work in a clinic by the sea." in kept.content.decode()) == (403, True)
    browser.post("/about/rules/accept/")
    assert browser.get("/settings/").status_code == 200
    assert [*author.acceptances.order_by("version").values_list("version", flat=True)] == [1, 2]
    assert as_(reader).get("/settings/").status_code == 200  # never accepted any: the list of first steps asks


def test_a_code_that_changed_stands_in_the_way_of_moderators_alone(monkeypatch, as_, author, moderator):
    monkeypatch.setattr(Version, "template", "pages/code-1.html")
    old = pages()["code"]
    later = Version("code", 2, old.current.on, "Rule 5 is shorter.")
    monkeypatch.setitem(pages(), "code", replace(old, versions=(*old.versions, later)))
    for member in (author, moderator):  # the author was one, and laid it down
        Acceptance.objects.create(member=member, page="code", version=1, as_role="moderator")
    assert as_(author).get("/settings/").status_code == 200
    assert as_(moderator).get("/settings/")["Location"] == "/about/code/"


@pytest.mark.django_db(transaction=True)
def test_an_administrator_takes_a_table_of_who_accepted_what(as_, author, administrator):
    accept_page(member=author, page=rules())
    Member.objects.filter(pk=author.pk).update(name="=HYPERLINK()")
    browser = as_(administrator)
    address = browser.post("/moderation/kept/accepted/")["Location"]
    rows = list(csv.reader(io.StringIO(browser.get(f"{address}get/").content.decode())))
    at = Acceptance.objects.get().at.isoformat()
    assert rows == [
        ["member", "name", "e-mail", "page", "version", "as", "at"],
        [str(author.pk), "'=HYPERLINK()", "ada@example.org", "rules", "1", "verified", at],
    ]
    assert as_(author).post("/moderation/kept/accepted/").status_code == 403
    assert Export.objects.count() == 1
