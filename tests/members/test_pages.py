"""Plain pages and a member's settings: found by everybody, dated, and true to their versions."""

import pytest

from forum.welcome import welcome_of
from members.models import Member
from members.pages import Page, Version, pages
from tests.conftest import PASSWORD
from tests.members.test_accounts import sign_up

pytestmark = pytest.mark.django_db


def test_each_page_is_open_to_everybody_with_its_version(client):
    for page in pages().values():
        shown = client.get(f"/about/{page.slug}/")
        earlier = client.get(f"/about/{page.slug}/versions/1/")
        assert (shown.status_code, earlier.status_code) == (200, 200)
        assert f"Version {page.current.number}, " in shown.content.decode()
    assert [client.get(path).status_code for path in ("/about/", "/about/nothing/", "/about/rules/versions/99/")] == [
        200, 404, 404,
    ]  # fmt: skip
    assert client.post("/about/rules/accept/").status_code == 403


def test_an_earlier_version_says_so(client, monkeypatch):
    rules = pages()["rules"]
    later = Version("rules", 2, rules.current.on, "Rule 4 is shorter.")
    two = Page(rules.slug, rules.title, rules.says, True, (*rules.versions, later))
    monkeypatch.setitem(pages(), "rules", two)
    earlier = client.get("/about/rules/versions/1/").content.decode()
    assert ("This is an earlier version." in earlier, "Rule 4 is shorter." in earlier) == (True, True)


def test_whoever_signs_up_accepts_rules_and_terms_of_that_day(client):
    sign_up(client)
    assert sorted(Member.objects.get().acceptances.values_list("page", "version", "as_role")) == [
        ("rules", 1, "member"), ("terms", 1, "member"),
    ]  # fmt: skip


def test_a_sample_says_so_and_what_is_the_sites_own_does_not(client):
    said = {slug: "A sample." in client.get(f"/about/{slug}/").content.decode() for slug in pages()}
    assert {slug for slug, is_said in said.items() if is_said} == {"terms", "code"}


def test_the_code_is_accepted_by_moderators_and_stands_in_their_list(as_, author, moderator):
    assert as_(author).post("/about/code/accept/").status_code == 403
    assert "I have read it" not in as_(author).get("/about/code/").content.decode()
    browser = as_(moderator)
    assert "I have read it" in browser.get("/about/code/").content.decode()
    todo = [step.is_done for step in welcome_of(moderator).steps]
    assert browser.post("/about/code/accept/")["Location"] == "/welcome/"
    assert [step.is_done for step in welcome_of(moderator).steps] == [*todo[:-1], True]
    assert list(moderator.acceptances.values_list("page", "version", "as_role")) == [("code", 1, "moderator")]
    assert len(welcome_of(author).steps) == len(todo) - 1


def test_every_page_of_settings_opens(as_, author, client):
    browser = as_(author)
    hub = browser.get("/settings/").content.decode()
    links = [part.partition('"')[0] for part in hub.partition("<main")[2].partition("</main>")[0].split('href="')[1:]]
    assert {link: browser.get(link).status_code for link in links if link.startswith("/")} == dict.fromkeys(
        (link for link in links if link.startswith("/")), 200
    )
    assert len(links) > 15
    assert client.get("/settings/").status_code == 302


def test_other_browsers_are_signed_out_and_this_one_stays(as_, author):
    here, there = as_(author), as_(author)
    refused = here.post("/settings/sign-out-elsewhere/", {"password": "something else"})
    assert (refused.status_code, there.get("/settings/").status_code) == (422, 200)

    assert here.post("/settings/sign-out-elsewhere/", {"password": PASSWORD})["Location"] == "/settings/"
    assert (here.get("/settings/").status_code, there.get("/settings/").status_code) == (200, 302)
    author.refresh_from_db()
    assert author.check_password(PASSWORD)


def test_a_password_is_not_guessed_there(as_, author):
    browser = as_(author)
    pages = [browser.post("/settings/sign-out-elsewhere/", {"password": f"guess number {n}"}) for n in range(11)]
    assert {page.status_code for page in pages} == {422}
    right = browser.post("/settings/sign-out-elsewhere/", {"password": PASSWORD})
    assert (right.status_code, right.context["form"].errors["password"]) == (
        422, ["Too many tries. Please wait a minute."],
    )  # fmt: skip


def test_a_new_password_asks_for_the_one_before(as_, author):
    fresh = "violet harbour lamp"
    sent = {"oldpassword": "not the one before", "password1": fresh, "password2": fresh}
    page = as_(author).post("/accounts/password/change/", sent)
    author.refresh_from_db()
    assert (page.status_code, author.check_password(PASSWORD)) == (200, True)


def test_keys_belong_to_members_and_can_be_turned_off(as_, author, client):
    browser = as_(author)
    on = ['data-keys="1"' in browser.get("/").content.decode()]
    browser.post("/settings/keys/", {})
    on.append('data-keys="1"' in browser.get("/").content.decode())
    on.append('data-keys="1"' in client.get("/").content.decode())
    assert (on, client.get("/keys/").status_code) == ([True, False, False], 200)
