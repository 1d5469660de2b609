"""First steps: what is true of each, shown until it is done or put away, and the tours of each role."""

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from forum.models import InterestDeclaration, Watch
from forum.welcome import welcome_of
from members.models import Acceptance, Claim, FirstSteps
from members.tours import tours

pytestmark = pytest.mark.django_db


def said(member) -> list[str]:
    return [step.in_words for step in welcome_of(member).steps]


def test_each_step_says_what_is_true_of_it(as_, stranger, sections, django_assert_num_queries):
    browser = as_(stranger)
    assert said(stranger) == ["To do"] * 6

    EmailAddress.objects.create(user=stranger, email=stranger.email, verified=True)
    assert browser.post("/about/rules/accept/")["Location"] == "/welcome/"
    browser.post("/settings/country/", {"country": "IE"})
    claim = Claim.objects.create(
        member=stranger, register_slug="nmc", number_sealed=b"", wanted_tier=1, status=Claim.State.ASKED
    )
    assert said(stranger) == ["Done", "Done", "Done", "A reviewer asks you something", "To do", "To do"]

    Claim.objects.filter(pk=claim.pk).update(status=Claim.State.WAITING)
    InterestDeclaration.objects.create(member=stranger)
    Watch.objects.create(member=stranger, section=sections["discussion"], level="watch")
    with django_assert_num_queries(1):
        welcome = welcome_of(stranger)
        assert (said_by(welcome), welcome.done, welcome.is_for_home) == (
            ["Done", "Done", "Done", "With a reviewer", "Done", "Done"], 6, False,
        )  # fmt: skip


def said_by(welcome) -> list[str]:
    return [step.in_words for step in welcome.steps]


def test_the_list_stands_on_the_first_page_until_it_is_put_away(as_, stranger, client):
    browser = as_(stranger)
    shown = ["Getting started" in browser.get("/").content.decode()]
    for deed in ("away", "back"):
        assert browser.post(f"/welcome/{deed}/").status_code == 302
        shown.append("Getting started" in browser.get("/").content.decode())
    assert shown == [True, False, True]
    assert browser.get("/welcome/").status_code == 200
    assert (client.get("/welcome/").status_code, "Getting started" in client.get("/").content.decode()) == (302, False)


def test_whoever_accepted_earlier_rules_is_asked_again(as_, reader):
    Acceptance.objects.create(member=reader, page="rules", version=0, as_role="verified")
    FirstSteps.objects.create(member=reader, put_away_at=timezone.now())
    browser = as_(reader)
    assert "The house rules have changed" in browser.get("/").content.decode()
    assert "You accepted version 0." in browser.get("/about/rules/").content.decode()

    browser.post("/about/rules/accept/")
    browser.post("/about/rules/accept/")
    assert list(reader.acceptances.order_by("version").values_list("page", "version", "as_role")) == [
        ("rules", 0, "verified"), ("rules", 1, "verified"),
    ]  # fmt: skip
    assert "The house rules have changed" not in browser.get("/").content.decode()


def test_each_role_has_its_tours(stranger, expert, moderator):
    assert {
        member.name: [one.tour.slug for one in welcome_of(member).tours] for member in (stranger, expert, moderator)
    } == {
        "Sol Stranger": ["member"],
        "Esi Expert": ["expert", "member"],
        "Mo Moderator": ["moderator", "member"],
    }


def test_a_tour_is_left_taken_up_again_and_skipped(as_, moderator, stranger):
    browser, path = as_(moderator), "/welcome/tours/moderator/"
    places = [browser.get(path)["Location"]]
    for step in (2, 3, 0):
        assert browser.post(f"{path}{step}/go/").status_code == 302
        places.append((browser.get(path)["Location"], welcome_of(moderator).tours[0].in_words))
    assert places == [
        f"{path}1/", (f"{path}2/", "Page 2 of 5"), (f"{path}3/", "Page 3 of 5"), (f"{path}1/", "Done"),
    ]  # fmt: skip
    assert [browser.get(f"{path}{step}/").status_code for step in (0, 1, 5, 6)] == [404, 200, 200, 404]
    assert browser.post(f"{path}6/go/").status_code == 403
    other = as_(stranger)
    assert (other.get(path).status_code, other.post(f"{path}2/go/").status_code) == (404, 404)


def test_every_page_of_every_tour_leads_somewhere(as_, administrator, expert):
    seen = []
    for member in (administrator, expert):
        for tour in tours().values():
            if tour.is_for(member):
                pages = range(1, len(tour.steps) + 1)
                seen += [as_(member).get(f"/welcome/tours/{tour.slug}/{page}/").status_code for page in pages]
    assert set(seen) == {200}
