"""A case study told part by part: what is asked, what is kept, what is read, and what comes of it."""

import json
from uuid import uuid4

import pytest
from pytest_django.asserts import assertTemplateUsed

from deflection.models import Deflection
from forum.disclosure import VERSION
from forum.models import CaseStudy, Complication, Draft, Post
from forum.telling import PARTS
from tests.forum.sentences import CRITICAL
from tests.forum.told import TITLE, TOLD, case_form, days_ago

pytestmark = pytest.mark.django_db

ANSWERS = {
    "over": {"happened_on": days_ago(150), "symptomatic": "no"},
    "context": {
        "title": TITLE, "attribution": "treated", "event_kind": "complication", "background": TOLD["background"],
    },
    "treatment": {"procedure": "lip_filler", "area": "lips", "product_class": "ha_filler", "lot": "LOT-77-UNSEEN"},
    "timeline": {
        "timeline-0-after": "12", "timeline-0-unit": "minutes", "timeline-0-what": "Hyaluronidase by our protocol.",
        "timeline-1-after": "", "timeline-1-unit": "minutes", "timeline-1-what": "The lip went pale, and I stopped.",
        "timeline-2-after": "3", "timeline-2-unit": "days", "timeline-2-what": "Seen again; refill was equal.",
    },
    "recognition": {"onset": "immediate", "recognised_after": "4", "signs": TOLD["signs"]},
    "management": {"managed": TOLD["managed"], "support": TOLD["support"]},
    "outcome": {
        "outcome": "full_recovery", "outcome_text": TOLD["outcome_text"], "harm_physical": "low",
        "harm_psychological": "none", "factor_history": "on", "factor_equipment": "on",
    },
    "learning": {
        "reflective_model": "nmc", "learned": "I learned to look at the whole lip before each pass.",
        "differently": TOLD["differently"], "take_home": TOLD["take_home"], "interests": "none",
    },
}  # fmt: skip
ALSO = (
    "factors_text", "what", "feelings", "evaluation", "analysis", "learned", "code", "product_name", "dose", "lot",
    "permission_from", "timeline-0-what",
)  # fmt: skip
SHORT = "She cannot see out of her left eye now, please help."
WHOLE = "/cases/new/one-page/"
NAMED = "Her name is Philippa Greenwood, and she was our first patient of the day."


def url(part: str) -> str:
    return f"/cases/new/{part}/"


def send(browser, part: str, deed: str = "continue", **changed: str):
    """As the page of that part sends it: with the number of the save it was opened with, and its own name."""
    shown = browser.get(url(part))
    context = shown.context or {}
    client_id = str(uuid4())
    known = {"client_id": client_id, "page": client_id, "sequence": str(context.get("sequence", 0)), "deed": deed}
    return browser.post(url(part), {**known, **ANSWERS[part], **changed})


def tell_all(browser, **changed: dict[str, str]) -> list[str]:
    return [send(browser, part.slug, **changed.get(part.slug, {})).get("Location", "") for part in PARTS]


def kept(author) -> dict[str, str]:
    return Draft.objects.get(author=author, key="case:new").fields_for(author.pk)


def states(browser) -> dict[str, str]:
    return {task.part.slug: task.in_words for task in browser.get("/cases/new/").context["account"].tasks}


def test_it_is_told_part_by_part_checked_and_published(as_, author, sections):
    browser = as_(author)
    assert browser.get(url("signs")).status_code == 404
    assert browser.get(url("context"))["Location"] == url("over")
    assert tell_all(browser) == [*(url(part.slug) for part in PARTS[1:]), "/cases/new/check/"]
    assert set(states(browser).values()) == {"Done"}

    checked = browser.get("/cases/new/check/")
    page = checked.content.decode()
    assert (checked.context["account"].is_whole, "LOT-77-UNSEEN" in page, "What others will see" in page) == (
        True, True, True,
    )  # fmt: skip
    refused = browser.post("/cases/new/check/", {"client_id": uuid4()})
    assert (refused.status_code, list(refused.context["form"].errors), Post.objects.count()) == (422, ["accepts"], 0)

    published = browser.post("/cases/new/check/", {"client_id": uuid4(), "accepts": "on"})
    case = CaseStudy.objects.get()
    assert (published["Debrief-Outcome"], case.topic.title, case.disclosure) == ("published", TITLE, VERSION)
    assert [(moment.label, moment.what) for moment in case.moments] == [
        ("T+0", "The lip went pale, and I stopped."),
        ("+12 min", "Hyaluronidase by our protocol."),
        ("Day 3", "Seen again; refill was equal."),
    ]
    assert (case.factors, case.reflective_model, case.learned, case.lot, case.recognised_after) == (
        "|history|equipment|", "nmc", ANSWERS["learning"]["learned"], "LOT-77-UNSEEN", 4,
    )  # fmt: skip
    assert list(Draft.objects.all()) == []


def test_the_lot_is_shown_to_nobody_else(as_, author, reader, sections):
    tell_all(as_(author))
    as_(author).post("/cases/new/check/", {"client_id": uuid4(), "accepts": "on"})
    post = CaseStudy.objects.get().topic.posts.get()
    for address in (post.topic.get_absolute_url(), "/cases/", f"/posts/{post.pk}/history/"):
        page = as_(reader).get(address)
        assert (page.status_code, b"LOT-77-UNSEEN" in page.content) == (200, False)
    assert ("LOT-77-UNSEEN" in post.body, "Physical harm: Low physical harm" in post.body) == (False, True)


@pytest.mark.parametrize(("happened_on", "symptomatic"), [(0, "no"), (150, "yes"), (150, "unsure")])
def test_what_is_not_over_ends_at_the_first_question_with_the_helpline(
    as_, author, sections, happened_on, symptomatic
):  # fmt: skip
    browser = as_(author)
    page = send(browser, "over", happened_on=days_ago(happened_on), symptomatic=symptomatic)
    assert (page.status_code, page["Debrief-Outcome"]) == (409, "prompted:unresolved")
    assert 'href="/helpline/"' in page.content.decode().split("<main")[1]
    assert browser.get(url("context"))["Location"] == url("over")
    assert states(browser)["over"] == "Needs a look"


def test_an_emergency_in_any_part_goes_to_the_helpline_with_all_that_was_told(as_, author, sections):
    browser = as_(author)
    send(browser, "over")
    send(browser, "context")
    page = send(browser, "recognition", signs=CRITICAL)

    assertTemplateUsed(page, "deflection/helpline.html")
    deflection = Deflection.objects.get()
    sealed = deflection.fields_for(author.pk)
    assert (deflection.place, deflection.route, Draft.objects.count()) == ("cases", "999", 0)
    assert (sealed["form"], sealed["title"], sealed["signs"]) == ("case:new", TITLE, CRITICAL)

    browser.post(f"/vault/{deflection.pk}/continue/", {"as": "same"})
    assert (kept(author)["background"], kept(author)["signs"]) == (TOLD["background"], CRITICAL)


@pytest.mark.parametrize("name", ["title", "lot", "timeline-0-what", "managed", "outcome_text", "learned"])
def test_no_part_is_a_way_round_the_gate(as_, author, sections, name):
    part = next(part.slug for part in PARTS if part.owns(name))
    send(as_(author), "over")
    page = send(as_(author), part, **{name: SHORT})
    assert (page["Debrief-Outcome"], Draft.objects.count()) == ("deflected", 0)


def test_no_field_of_the_whole_is_one_either(as_, author, sections):
    bare = case_form(**dict.fromkeys(TOLD, "As above."))
    for name in ALSO:
        assert (name, as_(author).post(WHOLE, bare | {name: SHORT})["Debrief-Outcome"]) == (name, "deflected")
    assert Post.objects.count() == 0


def test_a_name_is_asked_about_in_its_part_and_replaced_there(as_, author, sections):
    browser = as_(author)
    send(browser, "over")
    asked = send(browser, "context", background=NAMED)
    find = asked.context["prompt"].finds[0]
    assert (asked.status_code, asked["Debrief-Outcome"], find.passage.words) == (
        409, "prompted:look", "Philippa Greenwood",
    )  # fmt: skip
    assert states(browser)["context"] == "Needs a look"

    put = {f"find-{find.key}": "replace", f"find-{find.key}-with": "[the patient]", "background": NAMED}
    assert send(browser, "context", **put)["Location"] == url("treatment")
    assert kept(author)["background"] == NAMED.replace("Philippa Greenwood", "[the patient]")


def test_what_was_said_of_a_name_in_its_part_is_not_asked_again(as_, author, sections):
    browser = as_(author)
    send(browser, "over")
    find = send(browser, "context", background=NAMED).context["prompt"].finds[0]
    because = "She is a colleague who agreed to be named."
    put = {f"find-{find.key}": "no_patient", f"find-{find.key}-because": because, "background": NAMED}
    assert send(browser, "context", **put)["Location"] == url("treatment")
    for part in ("context", *(part.slug for part in PARTS[2:])):
        assert send(browser, part, **({"background": NAMED} if part == "context" else {})).status_code == 302
    browser.post("/cases/new/check/", {"client_id": uuid4(), "accepts": "on"})
    post = Post.objects.get()
    assert [(seen.kind, seen.because) for seen in post.observations.all()] == [("name", because)]


def test_what_is_missing_is_said_and_what_was_sent_is_kept(as_, author, sections):
    browser = as_(author)
    send(browser, "over")
    page = send(browser, "outcome", harm_physical="severe", factor_history="", factor_equipment="")
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["factors_text"])
    assert (kept(author)["outcome_text"], states(browser)["outcome"]) == (TOLD["outcome_text"], "Needs a look")
    assert send(browser, "management", "later", managed="")["Location"] == "/cases/new/"
    found = states(browser)
    assert (found["management"], found["learning"]) == ("In progress", "Not started")
    left = browser.get("/cases/new/check/")
    assert (left.context["account"].is_whole, b"Publish the case study" in left.content) == (False, False)


def test_rows_are_moved_and_removed_without_javascript(as_, author, sections):
    browser = as_(author)
    send(browser, "over")
    send(browser, "timeline", "up-1")
    moved = [row["what"].value() for row in browser.get(url("timeline")).context["form"].timeline_rows]
    rows = [ANSWERS["timeline"][f"timeline-{nth}-what"] for nth in range(3)]
    assert moved == [rows[1], rows[0], rows[2], None]
    send(browser, "timeline", "remove-1")
    assert [kept(author).get(f"timeline-{nth}-what") for nth in range(3)] == [rows[0], rows[2], None]
    wrong = send(browser, "timeline", **{"timeline-0-after": "noon", "timeline-2-what": ""})
    assert sorted(wrong.context["form"].errors) == ["timeline-0-what", "timeline-2-what"]


def test_a_button_within_the_whole_form_publishes_nothing_and_loses_nothing(as_, author, sections):
    rows, browser = ANSWERS["timeline"], as_(author)
    whole = case_form(reflective_model="gibbs", feelings="I was afraid.", **rows)
    again = browser.post(WHOLE, whole | {"deed": "remove-0"})
    form = again.context["form"]
    assert (again.status_code, Post.objects.count(), kept(author)["feelings"]) == (200, 0, "I was afraid.")
    told = [row["what"].value() for row in form.timeline_rows]
    assert told == [rows["timeline-1-what"], rows["timeline-2-what"], None]
    assert [field.label for field in form.reflection][:2] == ["Description", "Feelings"]

    browser.post(WHOLE, whole)
    post = Post.objects.get()
    edit = browser.get(f"/posts/{post.pk}/edit/").context["form"]
    assert [row["what"].value() for row in edit.timeline_rows] == [
        *(rows[f"timeline-{n}-what"] for n in (1, 0, 2)),
        None,
    ]
    browser.post(f"/posts/{post.pk}/edit/", whole | {"deed": "model", "reflective_model": "nmc"})
    post.refresh_from_db()
    assert (post.edited_at, CaseStudy.objects.get().reflective_model) == (None, "gibbs")


def test_two_pages_of_one_part_are_both_shown_and_other_parts_never_clash(as_, author, sections):
    phone, desk = as_(author), as_(author)
    send(phone, "over")
    opened = str(desk.get(url("recognition")).context["sequence"])
    send(phone, "recognition")
    send(phone, "management")

    clash = send(desk, "recognition", sequence=opened, signs="Redder than before, and warm to the touch.")
    page = clash.content.decode()
    assert (clash.status_code, clash["Debrief-Outcome"]) == (409, "conflict")
    assert (TOLD["signs"] in page, "Redder than before" in page, kept(author)["signs"]) == (True, True, TOLD["signs"])
    assert 'name="keep" value="mine"' in page
    assert send(desk, "outcome", sequence=opened)["Location"] == url("learning")

    send(desk, "recognition", sequence=opened, keep="mine", signs="Redder than before, and warm to the touch.")
    aside = Draft.objects.get(key__startswith="other:").fields_for(author.pk)
    assert (kept(author)["signs"], aside["signs"]) == ("Redder than before, and warm to the touch.", TOLD["signs"])


def test_autosave_keeps_one_part_and_its_own_page_may_overtake_it(as_, author, sections):
    browser = as_(author)
    send(browser, "over")
    opened = browser.get(url("management")).context["sequence"]
    mine = {"page": "one-page-of-mine", "managed": "We stopped at once and", "support": ""}
    sent = {"key": "case:new:management", "label": "Case", "url": "/cases/new/", "sequence": opened}
    saved = browser.post("/drafts/save/", {"texts": json.dumps(mine), **sent})
    assert (saved.status_code, kept(author)["managed"], kept(author)["symptomatic"]) == (
        200, "We stopped at once and", "no",
    )  # fmt: skip
    assert browser.get("/cases/new/").context["account"].is_over
    page = send(browser, "management", sequence=str(opened), page="one-page-of-mine")
    assert (page["Location"], kept(author)["managed"]) == (url("outcome"), TOLD["managed"])
    late = browser.post("/drafts/save/", {"texts": json.dumps(mine | {"page": "another"}), **sent})
    assert (late.status_code, late.json()["newer"]) == (409, ANSWERS["management"])


def test_a_case_study_in_few_words_or_with_permission_waits_for_a_moderator(as_, author, reader, moderator, sections):
    few = dict.fromkeys(("signs", "managed", "support", "differently", "take_home"), "As told above.")
    short = {**few, "background": "", "outcome_text": "", "answer": "advised"}
    for changed in (short, {"attribution": "permission", "permission_from": "Dr Somebody Else"}):
        page = as_(author).post(WHOLE, case_form(**changed))
        assert page["Debrief-Outcome"] == "held"
    waiting = list(Post.objects.order_by("pk").values_list("status", "held_because"))
    assert waiting == [("held", "incomplete"), ("held", "permission")]
    told = CaseStudy.objects.get(attribution="permission").topic
    assert b"Dr Somebody Else" not in as_(author).get(told.get_absolute_url()).content


def test_names_of_complications_come_from_the_list_that_administrators_edit(as_, author, sections, db):
    assert (
        Complication.objects.filter(is_offered=True, is_sample=True).count() >= 25 or not Complication.objects.exists()
    )
    Complication.objects.create(slug="retired", name="A name of earlier days", is_offered=False)
    page = as_(author).post(WHOLE, case_form(complication="retired"))
    assert list(page.context["form"].errors) == ["complication"]
