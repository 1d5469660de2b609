"""The gate stands before every text: each action that takes words is named here, with how it is guarded."""

import ast
import inspect
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from deflection.actions import readers
from deflection.models import Deflection
from deflection.versions import NotYet
from forum.actions import after, cases, drafts, endorsements, interests, posts, profiles, same_day, topics, vault
from forum.actions.revisions import keep_revision
from forum.actions.same_day import TOLD as TOLD_TODAY
from forum.models import Draft, MutualPair, Post, Profile
from members.models import Member
from moderation import actions as moderation
from moderation.actions import keys, measures, moving, notes, replies, reports
from moderation.actions.appeals import judge_appeal, write_appeal
from moderation.actions.brakes import put_brake
from moderation.actions.concerns import answer_concern, raise_concern
from moderation.actions.notices import publish_notice
from moderation.actions.pairs import decide_pair
from moderation.actions.profiles import leave_lines, report_lines, take_lines_off
from moderation.actions.versions import decide_version
from moderation.models import Decision, Flag, Found, ReportQuestion
from notifications.models import Notification
from screening import emergency
from tests.conftest import EMERGENCY, PLAIN
from tests.deflection.versions import measured
from tests.forum.told import TOLD, as_fields
from tests.house.words import BEHIND_THE_GATE, FOR_MODERATORS, NO_WORDS, NOT_PUBLIC, SCREENED
from tests.moderation.measuring import a_measure, a_referral, an_appeal

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "members", "notifications", "notices", "deflection", "forum", "reports", "moderation", "privacy", "webhooks",
)  # fmt: skip
BARE = dict.fromkeys(TOLD, "As above.")


def actions() -> dict[str, Callable[..., Any]]:
    """Every public function of every actions module."""
    found = {}
    for room in ROOMS:
        paths = [*(ROOT / room).glob("actions.py"), *(ROOT / room / "actions").glob("*.py")]
        for path in sorted(paths):
            module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
            for name, function in inspect.getmembers(module, inspect.isfunction):
                if function.__module__ == module.__name__ and not name.startswith("_"):
                    found[f"{module.__name__}.{name}"] = function
    return found


def takes_words(function: Callable[..., Any]) -> bool:
    return any(holds_words(parameter.annotation) for parameter in inspect.signature(function).parameters.values())


def holds_words(annotation: Any) -> bool:
    """Strings, mappings and lists of them; also deflections, whose words can be taken out of the vault."""
    if annotation is Deflection:
        return False
    origin = getattr(annotation, "__origin__", annotation)
    return origin in (str, dict, Mapping) or annotation is str or any(map(holds_words, get_args(annotation)))


def test_every_action_that_takes_words_is_named_here_once():
    taking = {name for name, function in actions().items() if takes_words(function)}
    tables = [SCREENED, FOR_MODERATORS, NOT_PUBLIC, BEHIND_THE_GATE, NO_WORDS]
    named = [name for table in tables for name in table]
    assert (sorted(taking - set(named)), sorted(set(named) - set(actions()))) == ([], [])
    assert sorted(named) == sorted(set(named))


def test_each_scenario_knows_every_word_that_its_action_takes():
    structure = {"evidence", "stance", "answer", "symptomatic", "area", "interest", "rests_on"}
    for name, words in SCREENED.items():
        parameters = inspect.signature(actions()[name]).parameters
        taken = {key for key, parameter in parameters.items() if parameter.annotation is str} - structure
        assert (name, taken - set(words)) == (name, set())


@pytest.fixture
def cast(author, reader, expert, moderator, sections, question, answer) -> SimpleNamespace:
    told = cases.tell_case_study(
        section=sections["cases"], author=author, title="Pale lip, told later", fields=as_fields(), client_id=uuid4(),
        symptomatic="no",
    )  # fmt: skip
    assert isinstance(told, Post)
    return SimpleNamespace(**locals())


def send(cast: SimpleNamespace, name: str, place: str) -> Any:
    """Call the action with an emergency in one place and plain words in all others."""
    fields = {**as_fields(), **BARE}
    if place in fields:
        fields[place] = EMERGENCY
    said = {
        key: EMERGENCY if place == key else plain for key, plain in {"title": "A quiet title", "body": PLAIN}.items()
    }
    because = EMERGENCY if place == "reason" else "A clearer sentence than before."
    interest = {"interest": "some", "interest_words": EMERGENCY} if place == "interest_words" else {}
    source = {"rests_on": "study", "citation": EMERGENCY} if place == "citation" else {}
    told = {name: EMERGENCY if place == name else "As above." for name in TOLD_TODAY}
    calls = {
        "open_topic": lambda: topics.open_topic(
            section=cast.sections["discussion"], author=cast.author, client_id=uuid4(), **said, **interest
        ),
        "ask_same_day": lambda: same_day.ask_same_day(
            section=cast.sections["questions"], author=cast.author, title=said["title"], area="nodules", told=told,
            client_id=uuid4(), **interest,
        ),
        "tell_case_study": lambda: cases.tell_case_study(
            section=cast.sections["cases"], author=cast.author, title=said["title"], fields=fields, client_id=uuid4(),
            symptomatic="yes",
        ),
        "edit_case_study": lambda: cases.edit_case_study(
            post=cast.told, editor=cast.author, title=said["title"], fields=fields, reason=because
        ),
        "post_reply": lambda: posts.post_reply(
            topic=cast.question, author=cast.reader, body=said["body"], client_id=uuid4(), **interest, **source
        ),
        "edit_post": lambda: edit(cast, place, said, because, {**interest, **source}),
        "endorse_answer": lambda: endorsements.endorse_answer(
            post=cast.answer, expert=cast.expert, reason=because, evidence="study"
        ),
    }  # fmt: skip
    return (calls | with_one_place(cast))[name.rpartition(".")[2]]()


def with_one_place(cast: SimpleNamespace) -> dict[str, Callable[[], Any]]:
    """Those where words stand in one place only."""
    said = {"body": EMERGENCY, "client_id": uuid4()}
    return {
        "add_update": lambda: after.add_update(topic=cast.told.topic, author=cast.author, **said),
        "write_commentary": lambda: after.write_commentary(
            request=after.ask_for_commentary(topic=cast.told.topic, by=cast.author, expert=cast.expert),
            expert=cast.expert, **said,
        ),
        "declare_interests": lambda: interests.declare_interests(member=cast.author, words=EMERGENCY),
        "tell_about": lambda: profiles.tell_about(member=cast.author, about=EMERGENCY),
        "write_appeal": lambda: write_appeal(
            member=cast.author, about=a_measure(cast.author, cast.moderator), text=EMERGENCY
        ),
    }  # fmt: skip


def edit(cast: SimpleNamespace, place: str, said: dict[str, str], because: str, carries: dict[str, str]) -> Any:
    """A source belongs to an answer; everything else is tried on an opening."""
    if carries:
        return posts.edit_post(post=cast.answer, editor=cast.reader, body=said["body"], reason=because, carries=carries)
    return posts.edit_post(post=cast.question.posts.get(is_opening=True), editor=cast.author, reason=because, **said)


def found_in_the_open(words: str) -> list[str]:
    """Every column of every table that can hold text, searched."""
    found = []
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                values = model._base_manager.values_list(field.name, flat=True)
                found += [f"{model.__name__}.{field.name}" for value in values if words in str(value)]
    return found


PLACES = [(name, place) for name, places in SCREENED.items() for place in places]


@pytest.mark.parametrize(("name", "place"), PLACES)
def test_no_action_stores_an_emergency_in_the_open(cast, name, place):
    outcome = send(cast, name, place)

    if name.endswith("edit_case_study"):  # declared over when it was told: held for a moderator, not published
        assert (outcome.status, Post.objects.get(pk=cast.told.pk).status) == ("held", "held")
        return
    assert (type(outcome), found_in_the_open(EMERGENCY)) == (Deflection, [])
    assert EMERGENCY in str(outcome.fields_for(outcome.author_id).values())


def lines_of(cast: SimpleNamespace) -> Profile:
    return Profile.objects.create(member=cast.reader, about="I teach injectables.")


def calls_about_topics(cast: SimpleNamespace) -> dict[str, Callable[[], Any]]:
    return {
        "report_lines": lambda: report_lines(profile=lines_of(cast), member=cast.author, reason="other", note=PLAIN),
        "take_lines_off": lambda: take_lines_off(profile=lines_of(cast), moderator=cast.moderator, reason=PLAIN),
        "leave_lines": lambda: leave_lines(profile=lines_of(cast), moderator=cast.moderator, reason=PLAIN),
        "decide_version": lambda: decide_version(
            revision=keep_revision(cast.answer, cast.question, cast.reader, ""), moderator=cast.moderator, hides=True,
            reason=PLAIN,
        ),
        "put_brake": lambda: put_brake(topic=cast.question, moderator=cast.moderator, reason=PLAIN, slow_minutes=5),
        "move": lambda: moving.move(
            topic=cast.question, section=cast.sections["discussion"], moderator=cast.moderator, reason=PLAIN
        ),
        "split": lambda: moving.split(
            topic=cast.question, posts=[cast.answer], title="A title", section=cast.sections["discussion"],
            moderator=cast.moderator, reason=PLAIN,
        ),
        "merge": lambda: moving.merge(
            source=cast.question, target=cast.question, moderator=cast.moderator, reason=PLAIN
        ),
        "decide_pair": lambda: decide_pair(
            pair=MutualPair.objects.create(first=cast.author, second=cast.reader, ring=1), moderator=cast.moderator,
            counts=True, reason=PLAIN,
        ),
    }  # fmt: skip


def calls_about_members(cast: SimpleNamespace, administrator: Member) -> dict[str, Callable[[], Any]]:
    return {
        "take_measure": lambda: measures.take_measure(
            member=cast.author, by=cast.moderator, rung="note", rule="other", text=PLAIN
        ),
        "lift_measure": lambda: measures.lift_measure(
            measure=a_measure(cast.author, cast.moderator), moderator=cast.moderator, reason=PLAIN
        ),
        "judge_appeal": lambda: judge_appeal(
            appeal=an_appeal(cast.author, cast.moderator), moderator=administrator, outcome="upheld", reply=PLAIN
        ),
        "propose": lambda: keys.propose(act="refer", member=cast.author, by=cast.moderator, reason=PLAIN),
        "write_letter": lambda: keys.write_letter(
            referral=a_referral(cast.author, cast.moderator, administrator), by=cast.moderator, letter=PLAIN
        ),
        "publish_notice": lambda: publish_notice(
            by=administrator, title="A title", words=PLAIN, link="", audience="everybody",
            until=timezone.now() + timedelta(days=1),
        ),
        "answer_concern": lambda: answer_concern(
            concern=raise_concern(where="A text of last week.", words=PLAIN, post=None), moderator=cast.moderator,
            found=Found.NOT_HERE, reply=PLAIN,
        ),
        "mark_sent": lambda: keys.mark_sent(
            referral=a_referral(cast.author, cast.moderator, administrator), by=cast.moderator,
            sent_on=date(2026, 3, 2), not_told_because=PLAIN,
        ),
    }  # fmt: skip


@pytest.mark.parametrize("name", FOR_MODERATORS)
def test_words_for_moderators_wait_for_a_reader_that_works(cast, administrator, monkeypatch, name):
    def out_of_order(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    flagged = moderation.flag_post(post=cast.answer, member=cast.expert, reason="other")
    question = ReportQuestion(flag=flagged, words=PLAIN)
    stopped = topics.open_topic(
        section=cast.sections["discussion"], author=cast.author, title="Help", body=EMERGENCY, client_id=uuid4()
    )
    calls = {
        "flag_post": lambda: moderation.flag_post(post=cast.answer, member=cast.author, reason="other", note=PLAIN),
        "decide_post": lambda: moderation.decide_post(
            post=cast.answer, moderator=cast.moderator, verdict="keep", reason=PLAIN
        ),
        "decide_deflection": lambda: moderation.decide_deflection(
            deflection=stopped, moderator=cast.moderator, reason=PLAIN
        ),
        "write_note": lambda: notes.write_note(about=cast.answer, author=cast.moderator, words=PLAIN),
        "save_reply": lambda: replies.save_reply(
            reply=None, by=cast.moderator, title="A title", words=PLAIN, reason="", language="en-gb", active=True
        ),
        "ask_reporter": lambda: reports.ask_reporter(flag=flagged, moderator=cast.moderator, words=PLAIN),
        "answer_question": lambda: reports.answer_question(question=question, member=cast.expert, words=PLAIN),
        **calls_about_members(cast, administrator),
        **calls_about_topics(cast),
        "propose_version": lambda: readers.propose_version(
            version=measured(administrator), by=administrator, reason=PLAIN
        ),
    }  # fmt: skip
    monkeypatch.setattr(emergency, "assess", out_of_order)
    with pytest.raises((moderation.NotNow, NotYet)):
        calls[name.rpartition(".")[2]]()
    assert (Flag.objects.count(), Decision.objects.count(), Notification.objects.filter(about="decided").count()) == (
        1,
        0,
        0,
    )


def test_a_draft_is_sealed(cast):
    fields = {"title": EMERGENCY, "body": EMERGENCY}
    drafts.save_draft(author=cast.author, key="case:new", label="New case study", url="/cases/new/", fields=fields)
    assert found_in_the_open(EMERGENCY) == []


def test_out_of_the_vault_it_is_sealed_again_or_held(cast):
    stopped = topics.open_topic(
        section=cast.sections["discussion"], author=cast.author, title="Help", body=EMERGENCY, client_id=uuid4()
    )
    vault.continue_writing(deflection=stopped, author=cast.author, as_what="same")
    assert (Draft.objects.count(), found_in_the_open(EMERGENCY)) == (1, [])

    held = vault.ask_for_a_look(deflection=stopped, author=cast.author, reason="It is over.")
    assert (held.status, held.topic.status) == ("held", "held")
    assert found_in_the_open(EMERGENCY) == ["Post.body"] + ["Post.body_html"]


def callers() -> dict[str, list[tuple[str, bool]]]:
    """Who calls each function behind the gate: the caller's name, and whether it calls `screen` first."""
    short = {name.rpartition(".")[2]: name for name in BEHIND_THE_GATE}
    found: dict[str, list[tuple[str, bool]]] = {name: [] for name in BEHIND_THE_GATE}
    for path in [path for room in (*ROOMS, "demo") for path in (ROOT / room).rglob("*.py")]:
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                calls = called_in(function)
                screened = calls.get("screen")
                for name in calls.keys() & short.keys():
                    before = screened is not None and screened < calls[name]
                    found[short[name]].append((function.name, before))
    return found


def called_in(function: ast.FunctionDef) -> dict[str, int]:
    """Names called in a function, with the line of the first call."""
    lines: dict[str, int] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            lines[name] = min(lines.get(name, node.lineno), node.lineno)
    return lines


def test_nothing_reaches_a_row_but_through_the_gate():
    open_ways = {
        name: [caller for caller, screened in found if not screened and caller != "held_topic"]
        for name, found in callers().items()
    }
    assert open_ways == {name: [] for name in BEHIND_THE_GATE}
    assert [name for name, found in callers().items() if not found] == []
