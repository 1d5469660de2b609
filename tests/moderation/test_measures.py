"""The ladder of measures: what each forbids, until when, and what its member reads and can still do."""

from datetime import timedelta
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from audit.models import Line
from deflection.models import Deflection
from forum.actions.vault import NotPossible, ask_for_a_look
from forum.models import Post, Topic
from members.models import Member
from moderation.actions.measures import NeedsTwo, end_what_has_run_out, lift_measure, take_measure
from moderation.ladder import Step, next_step
from moderation.models import Measure
from tests.conftest import EMERGENCY, PASSWORD, make_member
from tests.moderation.measuring import REPLY, WORDS, a_measure
from tests.realtime.conftest import listen  # noqa: F401

pytestmark = pytest.mark.django_db

ENOUGH = "In a locked fridge."


def again(member: Member) -> Member:
    return Member.objects.get(pk=member.pk)


def lay(member: Member, by: Member, rung: str, hours: int | None = 24, place: str = "") -> Measure:
    return take_measure(member=member, by=by, rung=rung, rule="unsafe_advice", text=WORDS, hours=hours, place=place)


def reply(as_, member: Member, topic: Topic, body: str = ENOUGH):
    return as_(member).post(topic.reply_url, {"body": body, "client_id": uuid4()})


def told(member: Member) -> list[tuple[str, str, str]]:
    return [(line.about, line.subject, line.note) for line in member.notifications.order_by("pk")]


@pytest.mark.parametrize(
    ("rung", "place", "answers"),
    [
        ("note", "", [302, 302]), ("reminder", "", [302, 302]), ("warning", "", [302, 302]),
        ("section", "questions", [403, 302]), ("area", "nodules", [403, 302]), ("read_only", "", [403, 403]),
    ],
)  # fmt: skip
def test_each_rung_forbids_what_it_says_and_no_more(as_, moderator, reader, question, discussion, rung, place, answers):
    Topic.objects.filter(pk=question.pk).update(area="nodules")
    lay(reader, moderator, rung, place=place)
    pages = [reply(as_, reader, question), reply(as_, reader, discussion)]

    assert [page.status_code for page in pages] == answers
    refused = [page for page in pages if page.status_code == 403]
    assert all(ENOUGH in page.content.decode() for page in refused)


def test_it_ends_by_the_clock_and_whoever_it_held_is_told_once(as_, moderator, reader, question):
    measure = lay(reader, moderator, "read_only", 72)
    began = timezone.now()
    assert (again(reader).may_write, measure.expires_at - measure.created_at) == (False, timedelta(hours=72))
    Measure.objects.update(expires_at=began)
    Member.objects.filter(pk=reader.pk).update(
        restrictions=[{**row, "until": began.isoformat()} for row in again(reader).restrictions]
    )

    assert reply(as_, reader, question).status_code == 302
    assert [end_what_has_run_out(timezone.now()) for _ in range(2)] == [1, 0]
    assert (again(reader).restrictions, Measure.objects.get().ended_how) == ([], "time")
    assert told(reader) == [
        ("measure", "Reading, and no writing", WORDS),
        ("measure_lifted", "Reading, and no writing", "Its time is over. Welcome back."),
    ]
    assert [line.deed for line in Line.objects.order_by("number")] == ["measure_taken", "measure_ended"]


def test_what_is_happening_now_is_sent_to_help_all_the_same(as_, moderator, reader, question):
    lay(reader, moderator, "read_only")
    page = reply(as_, reader, question, EMERGENCY)
    written = as_(reader).post(
        "/sections/discussion/new/", {"title": "Please help", "body": EMERGENCY, "client_id": uuid4()}
    )

    assert (page.status_code, page.templates[0].name) == (200, "deflection/helpline.html")
    assert written.templates[0].name == "deflection/helpline.html"
    assert [stopped.author for stopped in Deflection.objects.all()] == [reader, reader]
    assert Post.objects.filter(author=reader).count() == 0


def test_while_it_holds_every_page_says_until_when_and_where_to_appeal(as_, moderator, reader, discussion):
    measure = lay(reader, moderator, "section", place="questions")
    page = as_(reader).get(discussion.get_absolute_url()).content.decode()

    assert again(reader).held_back[0].sentence in page
    assert 'href="/measures/"' in page and 'href="/helpline/"' in page
    mine = as_(reader).get(f"/measures/{measure.pk}/").content.decode()
    assert WORDS in mine and f'href="/appeals/about/measure/{measure.pk}/"' in mine
    assert moderator.name not in mine
    assert as_(make_member("Olu Other")).get(f"/measures/{measure.pk}/").status_code == 404


def test_two_hold_side_by_side_and_lifting_one_leaves_the_other(as_, moderator, reader):
    first = lay(reader, moderator, "section", place="questions")
    lay(reader, moderator, "area", place="nodules")
    assert lift_measure(measure=first, moderator=moderator, reason=REPLY) is True
    assert lift_measure(measure=first, moderator=moderator, reason=REPLY) is False
    assert [held.place for held in again(reader).held_back] == ["nodules"]


def sign_in(client, member: Member):
    cache.clear()
    return client.post("/accounts/login/", {"login": member.email, "password": PASSWORD})


def test_whoever_is_suspended_is_not_let_in_but_told_why(client, as_, moderator, reader, question):
    browser = as_(reader)
    measure = lay(reader, moderator, "suspended", 168)

    assert (browser.get("/").context["user"].is_authenticated, browser.get("/drafts/")["Location"]) == (
        False, "/suspended/",
    )  # fmt: skip
    kept = browser.post(question.reply_url, {"body": ENOUGH, "client_id": uuid4()})
    assert (kept.status_code, ENOUGH in kept.content.decode()) == (403, True)
    page = sign_in(client, reader)
    assert page["Location"] == "/suspended/"
    why = client.get("/suspended/")
    assert (why.status_code, WORDS in why.content.decode()) == (200, True)
    assert f'href="/appeals/about/measure/{measure.pk}/"' in why.content.decode()
    assert client.get("/").context["user"].is_authenticated is False


def test_a_wrong_password_learns_nothing_of_a_suspension(client, moderator, reader):
    lay(reader, moderator, "suspended", 168)
    cache.clear()
    page = client.post("/accounts/login/", {"login": reader.email, "password": "quite another passphrase"})
    assert (page.status_code, client.get("/suspended/")["Location"]) == (200, "/accounts/login/")


def test_after_a_suspension_nobody_has_to_let_them_in(as_, moderator, reader):
    browser = as_(reader)
    lay(reader, moderator, "suspended", 24)
    over = (timezone.now() - timedelta(seconds=1)).isoformat()
    Member.objects.filter(pk=reader.pk).update(restrictions=[{"kind": "suspended", "until": over}])
    assert browser.get("/").context["user"] == reader


def test_the_mail_about_a_suspension_names_no_reason(moderator, reader, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        lay(reader, moderator, "suspended", 24)
    assert [(letter.to, WORDS in letter.body, "appeal" in letter.body) for letter in mail.outbox] == [
        ([reader.email], False, True)
    ]


@pytest.mark.django_db(transaction=True)
async def test_a_suspension_closes_open_sockets(listen, moderator, reader):  # noqa: F811
    ear = await listen("/ws/me/", reader)
    assert await ear.next() == {"kind": "joined"}
    await sync_to_async(lay)(reader, moderator, "suspended", 24)
    frames = [await ear.next()]
    while "closed" not in frames[-1]:
        frames.append(await ear.next())
    assert frames[-1] == {"closed": 4403}


def test_without_an_end_it_takes_two(moderator, reader):
    with pytest.raises(NeedsTwo):
        lay(reader, moderator, "suspended", None)


STEPS = [
    ([], ("reminder", None)),
    ([("note", None)], ("reminder", None)),
    ([("reminder", None)], ("warning", None)),
    ([("warning", None), ("reminder", None)], ("read_only", 24)),
    ([("read_only", 24)], ("read_only", 72)),
    ([("section", 72)], ("read_only", 168)),
    ([("area", 168)], ("read_only", 720)),
    ([("read_only", 720)], ("suspended", 720)),
    ([("suspended", 24)], ("suspended", 720)),
]


@pytest.mark.parametrize(("earlier", "then"), STEPS)
def test_the_ladder_suggests_the_next_step(earlier, then):
    assert next_step([Step(*step) for step in earlier]) == then


def test_the_moderators_page_shows_what_went_before_and_suggests(as_, moderator, reader):
    a_measure(reader, moderator, rung="warning")
    a_measure(reader, moderator, rung="reminder", created_at=timezone.now() - timedelta(days=400))
    browser = as_(moderator)
    page = browser.get(f"/moderation/members/{reader.pk}/measures/")

    assert (page.context["step"], len(page.context["page"])) == (("read_only", 24), 2)
    empty = browser.post(f"/moderation/members/{reader.pk}/measures/", {"rung": "area", "text": WORDS})
    assert (empty.status_code, sorted(empty.context["form"].errors)) == (422, ["hours", "place", "rule"])
    done = browser.post(
        f"/moderation/members/{reader.pk}/measures/",
        {"rung": "area", "hours": "72", "place": "area:nodules", "rule": "unsafe_advice", "text": WORDS},
    )
    assert (done.status_code, again(reader).held_back[0].words) == (302, "about nodules and delayed reactions")


@pytest.mark.parametrize("who", ["moderator", "second_moderator", "expert"])
def test_nobody_lays_one_on_themselves_on_a_moderator_or_without_being_one(request, as_, moderator, who):
    by = request.getfixturevalue(who)
    assert as_(by).get(f"/moderation/members/{moderator.pk}/measures/").status_code == 403
    with pytest.raises(PermissionDenied):
        lay(moderator, by, "reminder")


def test_the_lists_cost_the_same_for_one_and_three(as_, moderator, reader, question, django_assert_num_queries):
    opening = question.posts.get(is_opening=True)
    browser, theirs = as_(moderator), as_(reader)
    for laid in (["warning"], ["warning", "note", "warning"]):
        a_measure(reader, moderator, rung="warning", post=opening)
        with django_assert_num_queries(9):
            bench = browser.get(f"/moderation/members/{reader.pk}/measures/").content.decode()
        with django_assert_num_queries(5):
            own = theirs.get("/measures/")
        assert ([line.rung for line in own.context["page"]], bench.count(WORDS)) == (laid, len(laid))
        a_measure(reader, moderator)


def test_out_of_the_vault_nothing_comes_in_where_they_may_not_write(as_, moderator, reader, question):
    lay(reader, moderator, "section", place="questions")
    reply(as_, reader, question, EMERGENCY)
    stopped = Deflection.objects.get()
    with pytest.raises(NotPossible, match="you cannot write in"):
        ask_for_a_look(deflection=stopped, author=reader, reason="It was over in spring.")
    assert Post.objects.filter(author=reader).count() == 0


def test_an_appeal_that_was_stopped_stays_in_the_vault_to_be_copied(as_, moderator, reader):
    measure = lay(reader, moderator, "warning")
    browser = as_(reader)
    browser.post(f"/appeals/about/measure/{measure.pk}/", {"text": EMERGENCY})
    stopped = Deflection.objects.get()
    page = browser.post(f"/vault/{stopped.pk}/continue/", {"as": "same"}, follow=True)
    assert "An appeal keeps no draft. Copy your words from here" in page.content.decode()
    assert EMERGENCY in browser.get(f"/vault/{stopped.pk}/").content.decode()
