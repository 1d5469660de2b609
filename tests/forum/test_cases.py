"""Case studies: the only form that makes one, what it asks for, and the list they stand in."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django.asserts import assertTemplateUsed

from deflection.models import Deflection
from forum.actions.cases import edit_case_study, tell_case_study
from forum.actions.posts import hide_post
from forum.models import CaseStudy, Draft, Post, Revision, Topic
from forum.text import to_html
from members.permission import PermissionDenied
from tests.conftest import EMERGENCY
from tests.forum.sentences import CRITICAL
from tests.forum.told import CHOSEN, TITLE, TOLD, as_fields, case_form, days_ago

pytestmark = pytest.mark.django_db

NEW = "/cases/new/one-page/"
# Says nothing, so that what is put into one field alone decides how the whole reads.
BARE = dict.fromkeys(TOLD, "As above.")
REQUIRED = (
    "title", "event_kind", "procedure", "area", "product_class", "onset", "happened_on", "signs", "managed", "support",
    "differently", "outcome", "take_home", "interests", "symptomatic", "client_id", "attribution", "harm_physical",
    "harm_psychological", "accepts",
)  # fmt: skip


def tell(sections, author, **changed) -> Post:
    post = tell_case_study(
        section=sections["cases"], author=author, title=changed.pop("title", TITLE), fields=as_fields(**changed),
        client_id=uuid4(), symptomatic="no",
    )  # fmt: skip
    assert isinstance(post, Post), post
    return post


def nothing_is_stored() -> bool:
    return (Post.objects.count(), Topic.objects.count(), CaseStudy.objects.count()) == (0, 0, 0)


def test_it_tells_a_case_study(as_, stranger, sections):
    page = as_(stranger).post(NEW, case_form())

    topic = Topic.objects.get()
    post = topic.posts.get()
    assert (page.status_code, page["Location"], page["Debrief-Outcome"]) == (
        302, f"/cases/{topic.pk}/#post-{post.pk}", "published",
    )  # fmt: skip
    assert (topic.section, topic.kind, topic.title, topic.author, topic.status, topic.version) == (
        sections["cases"], "cases", TITLE, stranger, "published", 1,
    )  # fmt: skip
    told = {name: getattr(topic.case, name) for name in (*TOLD, *CHOSEN)}
    assert told == {**TOLD, **CHOSEN}
    assert topic.case.happened_on == timezone.localdate() - timedelta(days=150)
    assert topic.case.html == {name: to_html(text) for name, text in TOLD.items()}
    assert (post.is_opening, post.body_html, post.status) == (True, "", "published")
    assert post.body.startswith("#### Background\n\nClinic visit, adult patient")


def test_the_three_reflective_answers_are_separate(as_, author, sections):
    as_(author).post(NEW, case_form(managed="Managed so.", support="Rang a colleague.", differently="Wait longer."))

    case = CaseStudy.objects.get()
    assert CaseStudy.REFLECTION == ("managed", "support", "differently")
    assert (case.managed, case.support, case.differently) == ("Managed so.", "Rang a colleague.", "Wait longer.")
    page = as_(author).get(f"/cases/{case.topic.pk}/").content.decode()
    for text in ("<p>Managed so.</p>", "<p>Rang a colleague.</p>", "<p>Wait longer.</p>"):
        assert page.count(text) == 1


@pytest.mark.parametrize("missing", REQUIRED)
def test_each_missing_field_is_a_sentence_and_the_draft_is_kept(as_, author, sections, missing):
    sent = case_form(**{missing: None})
    page = as_(author).post(NEW, sent)

    assert (page.status_code, page["Debrief-Outcome"]) == (422, "refused")
    assert list(page.context["form"].errors) == [missing]
    assert nothing_is_stored()
    kept = {name: str(value) for name, value in sent.items() if name not in ("client_id", "accepts")}
    assert [(draft.key, draft.label, draft.fields_for(author.pk)) for draft in Draft.objects.all()] == [
        ("case:new", "New case study", kept)
    ]


@pytest.mark.parametrize("optional", ["background", "outcome_text"])
def test_two_fields_may_stay_empty(as_, author, sections, optional):
    page = as_(author).post(NEW, case_form(**{optional: ""}))

    assert page["Debrief-Outcome"] == "published"
    case = CaseStudy.objects.get()
    assert (getattr(case, optional), optional in case.html) == ("", False)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "four"), ("title", "x" * 151), ("signs", "x" * 6_001), ("background", "x" * 6_001), ("managed", "  "),
        ("interests", "x" * 301), ("procedure", "appendectomy"), ("outcome", "unknown"), ("happened_on", "yesterday"),
        ("happened_on", days_ago(-1)), ("symptomatic", "maybe"), ("client_id", "1"),
    ],
)  # fmt: skip
def test_a_value_out_of_bounds_is_refused(as_, author, sections, field, value):
    page = as_(author).post(NEW, case_form(**{field: value}))
    assert (page.status_code, list(page.context["form"].errors), nothing_is_stored()) == (422, [field], True)


@pytest.mark.parametrize(
    ("happened_on", "symptomatic"),
    [(0, "no"), (150, "yes"), (150, "unsure"), (150, "no_patient"), (1, "unsure")],
)
def test_what_is_not_over_or_not_a_day_old_is_prompted_and_nothing_is_stored(
    as_, author, sections, happened_on, symptomatic
):
    sent = case_form(happened_on=days_ago(happened_on), symptomatic=symptomatic)
    page = as_(author).post(NEW, sent)

    assert (page.status_code, page["Debrief-Outcome"]) == (409, "prompted:unresolved")
    assert nothing_is_stored()
    assert Draft.objects.get().fields_for(author.pk)["signs"] == TOLD["signs"]


def test_a_case_of_yesterday_that_is_over_publishes(as_, author, sections):
    told = case_form(happened_on=days_ago(1))
    asked = as_(author).post(NEW, told)
    assert (asked.status_code, list(asked.context["form"].errors)) == (422, ["happened_at"])
    assert as_(author).post(NEW, told | {"happened_at": "00:00"})["Debrief-Outcome"] == "published"


def test_an_unresolved_case_is_final_whatever_is_answered(as_, author, sections):
    page = as_(author).post(NEW, case_form(symptomatic="unsure", answer="advised"))

    assert (page["Debrief-Outcome"], page.context["prompt"].final) == ("prompted:unresolved", True)
    assert nothing_is_stored()


def test_a_question_sent_to_cases_is_prompted_to_its_section(as_, author, sections):
    general = dict.fromkeys(TOLD, "Which fridge thermometer do colleagues use in clinic?")
    page = as_(author).post(NEW, case_form(title="Which thermometer?", **general))

    assert (page.status_code, page["Debrief-Outcome"]) == (409, "prompted:not_a_case")
    assert nothing_is_stored()


def test_an_emergency_told_as_a_case_is_deflected_with_every_field_in_the_vault(as_, author, sections):
    page = as_(author).post(NEW, case_form(**BARE | {"signs": CRITICAL}))

    assertTemplateUsed(page, "deflection/helpline.html")
    assert nothing_is_stored()
    deflection = Deflection.objects.get()
    sealed = deflection.fields_for(author.pk)
    assert (deflection.place, deflection.section, deflection.route) == ("cases", "cases", "999")
    assert {name: sealed[name] for name in TOLD} == {**BARE, "signs": CRITICAL}
    assert (sealed["title"], sealed["form"], sealed["happened_on"]) == (TITLE, "case:new", days_ago(150))


def test_no_field_is_a_way_round_the_gate(as_, author, sections):
    for field in ("title", *TOLD, "interests"):
        page = as_(author).post(NEW, case_form(**BARE | {field: f"{CRITICAL}."}))
        assert (field, page["Debrief-Outcome"]) == (field, "deflected")
    assert nothing_is_stored()


def test_a_repeated_form_tells_one_case_study(as_, author, sections):
    browser, form = as_(author), case_form()
    pages = [browser.post(NEW, form) for _ in range(3)]

    assert len({page["Location"] for page in pages}) == 1
    assert (Post.objects.count(), CaseStudy.objects.count(), Topic.objects.count()) == (1, 1, 1)


def test_the_database_ties_cases_to_case_studies_and_to_nothing_else(sections, author):
    post = tell(sections, author)
    another = CaseStudy.objects.create(**as_fields())
    for kind, case in (("cases", None), ("questions", another)):
        with (
            pytest.raises(IntegrityError, match="a_case_topic_has_a_case_study_and_no_other_has"),
            transaction.atomic(),
        ):
            Topic.objects.create(section=sections[kind], kind=kind, case=case, title=TITLE, author=author)
    with pytest.raises(IntegrityError, match="a_case_topic_has_a_case_study_and_no_other_has"), transaction.atomic():
        Topic.objects.filter(pk=post.topic_id).update(kind="discussion")


@pytest.mark.parametrize("empty", ["managed", "support", "differently"])
def test_the_database_refuses_a_case_without_its_reflection(db, empty):
    with (
        pytest.raises(IntegrityError, match="a_case_study_answers_the_three_reflective_questions"),
        transaction.atomic(),
    ):
        CaseStudy.objects.create(**as_fields(**{empty: ""}))


def test_filters_narrow_the_list_and_unknown_values_narrow_nothing(as_, author, sections):
    for title, procedure, area, outcome in (
        ("A lip", "lip_filler", "lips", "full_recovery"),
        ("A nose", "nose_filler", "nose", "lasting_harm"),
        ("A chin", "chin_jaw_filler", "jaw_chin", "full_recovery"),
    ):
        tell(sections, author, title=title, procedure=procedure, area=area, outcome=outcome)

    assert listed(as_(author), "") == ["A chin", "A nose", "A lip"]
    assert listed(as_(author), "procedure=nose_filler") == ["A nose"]
    assert listed(as_(author), "area=lips") == ["A lip"]
    assert listed(as_(author), "outcome=full_recovery") == ["A chin", "A lip"]
    assert listed(as_(author), "outcome=full_recovery&area=jaw_chin") == ["A chin"]
    assert listed(as_(author), "area=nose&outcome=full_recovery") == []
    assert listed(as_(author), "area=elbow&page=x") == ["A chin", "A nose", "A lip"]


def listed(browser, query: str) -> list[str]:
    return [topic.title for topic in browser.get(f"/cases/?{query}").context["page"]]


def test_a_case_has_its_own_address_and_only_that(as_, author, sections, question):
    topic = tell(sections, author).topic
    browser = as_(author)
    assert topic.get_absolute_url() == f"/cases/{topic.pk}/"
    assert browser.get(f"/topics/{topic.pk}/")["Location"] == f"/cases/{topic.pk}/"
    assert browser.get(f"/cases/{question.pk}/")["Location"] == f"/topics/{question.pk}/"
    assert browser.get("/sections/cases/")["Location"] == "/cases/"
    assert browser.get("/cases/999999/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_however_long(
    as_, reader, author, sections, number, django_assert_num_queries
):  # fmt: skip
    for nth in range(number):
        tell(sections, author, title=f"Case number {nth}")
    browser = as_(reader)
    browser.get("/cases/")
    # section, session, member, topics with their case studies, standing of their authors, the member's credentials
    with django_assert_num_queries(6):
        page = browser.get("/cases/")
    assert [topic.title for topic in page.context["page"]] == [f"Case number {nth}" for nth in reversed(range(number))]


def edit(browser, post: Post, **changed):
    form = case_form(reason="A clearer take-home.", client_id=None, symptomatic=None, **changed)
    return browser.post(f"/posts/{post.pk}/edit/", form)


def test_an_edit_keeps_the_former_text_as_a_revision(as_, author, sections):
    post = tell(sections, author)
    former = post.body
    page = edit(as_(author), post, title="Pale lip, told again", take_home="Call early.")

    assert (page.status_code, page["Debrief-Outcome"]) == (302, "published")
    post.refresh_from_db()
    topic = Topic.objects.get()
    assert (topic.title, topic.case.take_home, topic.case.html["take_home"], topic.version) == (
        "Pale lip, told again", "Call early.", "<p>Call early.</p>\n", 2,
    )  # fmt: skip
    assert (post.version, post.edited_at is not None, post.body.endswith("#### Take-home points\n\nCall early.")) == (
        2, True, True,
    )  # fmt: skip
    assert [(row.editor, row.title, row.body, row.reason) for row in Revision.objects.all()] == [
        (author, TITLE, former, "A clearer take-home.")
    ]


def test_an_edit_passes_the_gate_in_every_field(as_, author, sections):
    post = tell(sections, author)
    for field in ("title", *TOLD, "interests", "reason"):
        form = {**case_form(client_id=None, symptomatic=None, **BARE), field: f"{CRITICAL}."}
        page = as_(author).post(f"/posts/{post.pk}/edit/", form)
        assert (field, page["Debrief-Outcome"]) == (field, "deflected")
    assert (Revision.objects.count(), CaseStudy.objects.get().signs) == (0, TOLD["signs"])


def test_an_edit_that_disagrees_is_held_and_leaves_the_public(as_, author, reader, sections):
    post = tell(sections, author)
    page = edit(as_(author), post, **BARE | {"signs": EMERGENCY})

    assert page["Debrief-Outcome"] == "held"
    topic = Topic.objects.get()
    assert (topic.status, topic.posts.get().status, topic.posts.get().held_because) == ("held", "held", "disagreement")
    assert as_(reader).get(f"/cases/{topic.pk}/").status_code == 404


def test_an_edit_cannot_move_the_event_to_today(as_, author, sections):
    post = tell(sections, author)
    page = edit(as_(author), post, happened_on=days_ago(0))

    assert page["Debrief-Outcome"] == "prompted:unresolved"
    assert CaseStudy.objects.get().happened_on == timezone.localdate() - timedelta(days=150)


def test_an_edit_of_a_post_hidden_meanwhile_changes_nothing(author, moderator, sections):
    stale = tell(sections, author)
    hide_post(post=Post.objects.get(), moderator=moderator)
    with pytest.raises(PermissionDenied):
        edit_case_study(post=stale, editor=author, title="Still here?", fields=as_fields())
    assert (Post.objects.get().status, Topic.objects.get().status, Topic.objects.get().title) == (
        "hidden", "hidden", TITLE,
    )  # fmt: skip


def test_only_its_author_edits_a_case_study(as_, reader, moderator, author, sections):
    post = tell(sections, author)
    for member in (reader, moderator):
        assert as_(member).get(f"/posts/{post.pk}/edit/").status_code == 403
        assert edit(as_(member), post).status_code == 403
    assert Revision.objects.count() == 0
