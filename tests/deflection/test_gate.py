"""The gate: what it seals, whom it rings, and what it does when its reader is out of order."""

import logging
from uuid import uuid4

import pytest

from deflection.declaration import Declaration
from deflection.events import EmergencyDeflected, MemberPaged, ReaderFailed
from deflection.gate import Writing, screen
from deflection.models import Deflection
from deflection.outcomes import Hold, Prompt, Sample
from forum.models import Post, Topic
from members.models import Member
from notifications.actions import MemberNotified
from screening import emergency
from tests.conftest import EMERGENCY, PLAIN
from tests.forum.sentences import ASK, CURRENT

pytestmark = pytest.mark.django_db

OVER, UNSURE = Declaration("over_month", "no"), Declaration("unsure", "unsure")


@pytest.fixture
def heard(django_capture_on_commit_callbacks):
    """The events announced inside the block, in order."""

    class Heard:
        def __enter__(self) -> list:
            self.capture = django_capture_on_commit_callbacks()
            self.callbacks = self.capture.__enter__()
            self.events: list = []
            return self.events

        def __exit__(self, *problem) -> None:
            self.capture.__exit__(*problem)
            self.events.extend(callback.__self__.event for callback in self.callbacks)

    return Heard()


@pytest.fixture
def broken_reader(monkeypatch):
    """A reader out of order; its complaint quotes the text, as a careless exception would."""

    def assess(*args: object, **kwargs: object):
        raise RuntimeError(f"cannot read {args}")

    monkeypatch.setattr(emergency, "assess", assess)


def writing(body: str, **fields) -> Writing:
    return Writing(**{"title": "", "body": body, "place": "questions", "declaration": UNSURE, **fields})


def test_a_plain_text_passes_and_leaves_nothing(author, heard):
    with heard as events:
        assert screen(writing(PLAIN), author=author) is None
    assert (events, Deflection.objects.count()) == ([], 0)


def test_a_deflection_seals_every_word_and_rings_without_any(author, heard):
    sent = writing(EMERGENCY, title="Help", section="questions", fields={"form": "topic:questions", "reason": "why"})
    with heard as events:
        deflection = screen(sent, author=author)

    assert isinstance(deflection, Deflection)
    sealed = deflection.fields_for(author.pk)
    quotes = sealed.pop("quotes")
    assert sealed == {"title": "Help", "body": EMERGENCY, "form": "topic:questions", "reason": "why"}
    assert all(quote in f"Help\n{EMERGENCY}" for quote in quotes.split(" … "))
    assert (deflection.author, deflection.place, deflection.section, deflection.route, deflection.event) == (
        author, "questions", "questions", "helpline", "vascular",
    )  # fmt: skip
    assert (deflection.declaration, deflection.client_id) == (UNSURE.as_dict(), sent.fingerprint)
    registrar, alert = Member.objects.get(is_superuser=True), deflection.alerts.get()
    assert events == [EmergencyDeflected(deflection), MemberNotified(registrar.pk), MemberPaged(alert, registrar)]
    assert [frame.payload() for frame in events[0].frames()] == [
        {"kind": "bell", "about": "deflection", "id": deflection.pk, "route": "helpline"}
    ]


def test_the_same_form_twice_is_one_deflection_and_rings_once(author, heard):
    client_id = uuid4()
    with heard as events:
        first, second = (screen(writing(EMERGENCY, client_id=client_id), author=author) for _ in range(2))
    assert (first, Deflection.objects.count(), events[:1]) == (second, 1, [EmergencyDeflected(first)])
    assert [type(event) for event in events[1:]] == [MemberNotified, MemberPaged]


def test_the_same_form_with_other_words_is_read_anew(author, reader):
    client_id = uuid4()
    screen(writing(EMERGENCY, client_id=client_id), author=author)
    assert screen(writing(PLAIN, client_id=client_id), author=author) is None
    assert isinstance(screen(writing(EMERGENCY, client_id=client_id, beside="Hurry."), author=author), Deflection)
    assert isinstance(screen(writing(EMERGENCY, client_id=client_id), author=reader), Deflection)
    assert Deflection.objects.count() == 3


def test_what_stands_beside_the_body_is_read_with_it(author):
    assert isinstance(screen(writing(PLAIN, beside=EMERGENCY), author=author), Deflection)


@pytest.mark.parametrize(
    ("body", "fields", "expected"),
    [
        (ASK, {}, (Prompt, "ask", False)),
        (CURRENT, {}, (Prompt, "current", False)),
        (PLAIN, {"place": "cases", "declaration": OVER}, (Prompt, "not_a_case", False)),
        (PLAIN, {"place": "cases"}, (Prompt, "unresolved", True)),
        (
            PLAIN,
            {"place": "cases", "declaration": Declaration("no_patient", "no_patient")},
            (Prompt, "not_a_case", True),
        ),
    ],
)
def test_a_prompt_says_which_and_whether_it_is_final(author, body, fields, expected):
    prompt = screen(writing(body, **fields), author=author)
    assert (type(prompt), prompt.kind, prompt.final) == expected
    assert all(quote in body for quote in prompt.quotes)


def test_disagreement_is_held_and_a_word_is_sampled(author):
    held = screen(writing(EMERGENCY, declaration=OVER), author=author)
    assert (type(held), held.why) == (Hold, "disagreement")
    assert isinstance(screen(writing(ASK, answer="over"), author=author), Sample)
    assert Deflection.objects.count() == 0


@pytest.mark.parametrize("place", ["flag", "decision"])
def test_what_only_moderators_read_is_read_and_passes(author, place):
    assert screen(writing(EMERGENCY, place=place), author=author) is None
    assert Deflection.objects.count() == 0


def test_a_reader_out_of_order_holds_and_rings_and_logs_no_word(author, heard, broken_reader, caplog):
    caplog.set_level(logging.DEBUG)
    with heard as events:
        outcome = screen(writing(EMERGENCY, title="Marmalade"), author=author)

    assert outcome == Hold("reader_failed")
    assert events == [ReaderFailed("questions")]
    assert [frame.payload() for frame in events[0].frames()] == [
        {"kind": "bell", "about": "reader_failed", "place": "questions"}
    ]
    assert [
        (record.levelname, record.getMessage()) for record in caplog.records if record.name == "deflection.gate"
    ] == [("CRITICAL", "the emergency reader failed in questions: RuntimeError")]
    assert [word for word in ("Marmalade", "spreading", "lip") if word in caplog.text] == []


@pytest.mark.parametrize("body", [PLAIN, EMERGENCY])
def test_then_nothing_is_published_but_held_for_a_moderator(as_, author, stranger, sections, broken_reader, body):
    page = as_(author).post(
        "/sections/questions/new/",
        {"title": "A quiet question", "body": body, "client_id": uuid4(), **OVER.as_dict()},
    )
    assert (page.status_code, page["Debrief-Outcome"]) == (302, "held")
    assert [(post.status, post.held_because, post.body) for post in Post.objects.all()] == [
        ("held", "reader_failed", body)
    ]
    assert as_(stranger).get(Topic.objects.get().get_absolute_url()).status_code == 404


def test_a_place_the_reader_does_not_know_is_a_failure_and_holds(author):
    assert screen(writing(PLAIN, place="elsewhere"), author=author) == Hold("reader_failed")


def test_a_browser_that_swaps_fragments_is_sent_to_the_helpline_page(as_, author, question):
    page = as_(author).post(
        question.reply_url, {"body": EMERGENCY, "client_id": uuid4()}, headers={"HX-Request": "true"}
    )
    deflection = Deflection.objects.get()
    assert (page.status_code, page["HX-Redirect"], page["Debrief-Outcome"]) == (
        200, f"/deflections/{deflection.pk}/", "deflected",
    )  # fmt: skip


def test_the_readers_version_fits_where_it_is_kept():
    """SQLite does not count characters; PostgreSQL does, and would refuse the deflection."""
    version = emergency.assess("", EMERGENCY, "reply").version
    assert len(version) <= Deflection._meta.get_field("reader").max_length - 40
