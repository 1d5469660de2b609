"""Areas, the same-day lane, what needs an expert, and the first posts of new members."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from pytest_django.asserts import assertTemplateUsed

from deflection.models import Deflection
from forum.actions.endorsements import endorse_answer
from forum.actions.posts import hide_post, post_reply, show_post, withdraw_post
from forum.actions.same_day import TOLD
from forum.actions.topics import open_topic
from forum.actions.vault import continue_writing
from forum.models import Draft, Post, Topic, Watch
from forum.models.topics import in_hours
from members.models import Credential, Member
from moderation.actions import decide_post
from notifications.models import Notification
from tests.conftest import EMERGENCY, PLAIN, make_member, make_reply, make_topic, verify
from tests.forum.told import case_form

pytestmark = pytest.mark.django_db

URL = "/sections/questions/same-day/"
WAITS = {
    "title": "A lump that came late",
    "area": "nodules",
    "done": "Hyaluronic acid filler to both cheeks, seven weeks ago.",
    "seen": "A firm lump in the left cheek, the size of a pea. The skin over it is pink.",
    "since": "Five days.",
    "tried": "Nothing but a phone call and a photograph.",
    "reachable": "My prescriber until six this evening.",
}


def ask(browser, **changed: object):
    form = {**WAITS, "client_id": uuid4(), **changed}
    return browser.post(URL, {name: value for name, value in form.items() if value is not None})


def expert_for(name: str, *areas: str) -> Member:
    member = verify(make_member(name, profession="doctor"), 3, "Specialist register")
    Credential.objects.filter(member=member).update(areas=list(areas))
    return member


# Areas


def test_a_question_says_what_it_is_about_and_the_list_can_be_narrowed(as_, author, sections):
    browser = as_(author)
    for area in ("nodules", "", "eyes"):
        said = {"title": f"A question about {area or 'something'}", "body": PLAIN, "area": area, "client_id": uuid4()}
        browser.post("/sections/questions/new/", {**said, "started": "no_patient", "symptomatic": "no_patient"})
    assert list(Topic.objects.order_by("pk").values_list("area", flat=True)) == ["nodules", "", "eyes"]

    def shown(query: str) -> list[str]:
        return [topic.area for topic in browser.get(f"/sections/questions/{query}").context["page"]]

    assert [shown(query) for query in ("", "?area=eyes", "?area=threads", "?area=nonsense")] == [
        ["eyes", "", "nodules"], ["eyes"], [], ["eyes", "", "nodules"],
    ]  # fmt: skip
    assert "Nobody has asked about this yet." in browser.get("/sections/questions/?area=threads").content.decode()
    assert "Eyes and vision" in browser.get("/sections/questions/?area=eyes").content.decode()


def test_only_questions_have_an_area(as_, author, sections):
    assert "area" not in as_(author).get("/sections/discussion/new/").context["form"].fields
    assert as_(author).get("/sections/discussion/").context["filters"] is None


# The same-day lane


def test_a_same_day_question_is_published_with_every_field(as_, author, sections):
    page = ask(as_(author), interest="none")

    topic = Topic.objects.get()
    post = topic.posts.get()
    assert (page.status_code, page["Debrief-Outcome"], page["Location"]) == (302, "published", post.get_absolute_url())
    assert (topic.lane, topic.area, topic.status, topic.waits_today, post.interest) == (
        "same_day", "nodules", "published", True, "none",
    )  # fmt: skip
    assert post.body == "\n\n".join(f"#### {heading}\n\n{WAITS[name]}" for name, heading in TOLD.items())


@pytest.mark.parametrize(
    ("left_out", "sentence"),
    [
        ("title", "Please give it a title."),
        ("area", "Please choose an area: its experts are told."),
        ("done", "Please say what was done, and when."),
        ("seen", "Please describe what is seen now."),
        ("since", "Please say since when."),
        ("tried", "Please say what has been tried, or that nothing was."),
        ("reachable", "Please say who is reachable today: a prescriber, a senior colleague, nobody."),
    ],
)
def test_every_field_is_asked_for_and_nothing_is_lost(as_, author, sections, left_out, sentence):
    page = ask(as_(author), **{left_out: None})
    assert (page.status_code, page["Debrief-Outcome"], Topic.objects.count()) == (422, "refused", 0)
    assert {name: list(errors) for name, errors in page.context["form"].errors.items()} == {left_out: [sentence]}
    kept = {name: words for name, words in WAITS.items() if name != left_out}
    assert Draft.objects.get(key="same-day:new").fields_for(author.pk) == kept
    assert as_(author).get(URL).context["form"]["tried"].value() == kept.get("tried")


@pytest.mark.parametrize("place", ["title", *TOLD])
def test_an_emergency_in_any_field_goes_to_the_helpline(as_, author, sections, place):
    expert_for("Noa Nodules", "nodules")
    page = ask(as_(author), **{place: EMERGENCY})

    assertTemplateUsed(page, "deflection/helpline.html")
    rung = Notification.objects.exclude(about="paged")  # moderators were called; no expert was
    assert (page["Debrief-Outcome"], Topic.objects.count(), rung.count()) == ("deflected", 0, 0)
    sealed = Deflection.objects.get()
    draft = continue_writing(deflection=sealed, author=author, as_what="same")
    assert (draft.key, draft.url, draft.fields_for(author.pk)[place]) == ("same-day:new", URL, EMERGENCY)


def test_the_same_form_sent_twice_is_one_question(as_, author, sections):
    again = uuid4()
    for _ in range(2):
        assert ask(as_(author), client_id=again).status_code == 302
    assert Topic.objects.count() == 1


def test_only_questions_have_the_lane(as_, client, author, sections):
    assert as_(author).get("/sections/discussion/same-day/").status_code == 404
    assert client.get(URL).status_code == 302


def test_the_experts_of_that_area_are_told_and_nothing_clinical_is_said(as_, author, sections):
    of_nodules, of_eyes = expert_for("Noa Nodules", "nodules", "skin"), expert_for("Ode Eyes", "eyes")
    ask(as_(author))
    topic = Topic.objects.get()
    told = [(n.member, str(n), n.note, n.url) for n in Notification.objects.all()]
    assert told == [
        (of_nodules, "A colleague asks for an answer today in the same-day lane", "", f"/topics/{topic.pk}/"),
    ]  # fmt: skip
    Notification.objects.all().delete()
    ask(as_(author), area="threads")  # nobody is an expert for it: all are told
    assert sorted(n.member.name for n in Notification.objects.all()) == [of_nodules.name, of_eyes.name]


def test_an_expert_who_muted_the_area_is_not_told(as_, author, sections):
    of_nodules, of_skin = expert_for("Noa Nodules", "nodules", "skin"), expert_for("Sia Skin", "nodules")
    Watch.objects.create(member=of_skin, area="nodules", level="mute")
    ask(as_(author))
    assert [line.member for line in Notification.objects.all()] == [of_nodules]


def test_the_author_is_not_told_of_their_own(as_, sections):
    ask(as_(expert_for("Noa Nodules", "nodules")))
    assert Notification.objects.count() == 0


def test_whoever_waits_stands_first_with_the_age(as_, author, reader, sections):
    now = timezone.now()
    calm, first, second = (make_topic(sections["questions"], author, title) for title in ("Calm", "First", "Second"))
    for topic, minutes in ((first, 130), (second, 30)):
        asked = now - timedelta(minutes=minutes)
        Topic.objects.filter(pk=topic.pk).update(lane="same_day", created_at=asked, last_post_at=asked)

    def listed() -> list[str]:
        return [topic.title for topic in as_(author).get("/sections/questions/").context["page"]]

    words = as_(author).get("/sections/questions/").content.decode()
    assert (listed(), "waiting 2 h 10 min" in words) == (["First", "Second", "Calm"], True)
    post_reply(topic=Topic.objects.get(pk=first.pk), author=reader, body=PLAIN, client_id=uuid4())
    assert listed() == ["Second", "First", "Calm"]
    assert "answered after 2 h 10 min" in as_(author).get("/sections/questions/").content.decode()
    Topic.objects.filter(pk=second.pk).update(created_at=now - timedelta(days=4))
    assert listed() == ["First", "Calm", "Second"]
    assert calm.waits_today is False


def test_only_a_verified_colleague_ends_the_wait(as_, author, reader, stranger, moderator, sections):
    ask(as_(author))
    topic = Topic.objects.get()

    def waits() -> bool:
        return Topic.objects.get(pk=topic.pk).waits_today

    said = []
    for member in (stranger, author, reader):
        post = post_reply(topic=topic, author=member, body=PLAIN, client_id=uuid4())
        said.append(waits())
    hide_post(post=post, moderator=moderator)
    said.append(waits())
    show_post(post=post, moderator=moderator)
    said.append(waits())
    withdraw_post(post=post, author=reader)
    assert [*said, waits()] == [True, True, False, True, False, True]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(-5, "0 min"), (0, "0 min"), (59, "59 min"), (60, "1 h 0 min"), (130, "2 h 10 min"), (1500, "1 d 1 h")],
)
def test_a_wait_in_words(minutes, words):
    assert in_hours(timedelta(minutes=minutes)) == words


# Needs an expert


def test_what_needs_an_expert_is_listed_oldest_first(as_, author, reader, expert, moderator, sections):
    names = ["Unanswered", "Answered by a colleague", "Endorsed", "Answered by an expert", "Hidden"]
    topics = {}
    for nth, name in enumerate(names):
        topics[name] = make_topic(sections["questions"], author, name)
        asked = timezone.now() - timedelta(days=9 - nth)
        Topic.objects.filter(pk=topics[name].pk).update(created_at=asked, area="eyes" if nth == 1 else "")
    make_reply(topics["Answered by a colleague"], reader)
    by_expert = make_reply(topics["Answered by an expert"], expert)
    endorsed = make_reply(topics["Endorsed"], reader)
    endorse_answer(post=endorsed, expert=expert, reason="This is what our own protocol says.", evidence="protocol")
    hide_post(post=topics["Hidden"].posts.get(), moderator=moderator)
    make_topic(sections["discussion"], author, "No question")

    def listed(query: str = "", what: str = "needs-an-expert") -> list[str]:
        page = as_(expert).get(f"/questions/{what}/{query}")
        return [topic.title for topic in page.context["page"]]

    Topic.objects.filter(title="Answered by a colleague").update(reply_count=1)
    assert (listed(), listed("?area=eyes"), listed("?area=threads")) == (names[:2], [names[1]], [])
    assert (listed(what="unanswered"), listed("?area=eyes", "unanswered")) == (names[:1], [])
    hide_post(post=by_expert, moderator=moderator)
    Credential.objects.filter(member=expert).update(revoked_at=timezone.now())
    assert listed() == names[:4]


def test_experts_find_it_in_their_menu(as_, client, expert, reader, sections):
    assert [
        "/questions/needs-an-expert/" in as_(member).get("/").content.decode() for member in (expert, reader)
    ] == [True, False]  # fmt: skip
    assert client.get("/questions/needs-an-expert/").status_code == 302


# The first posts of a new member


@pytest.fixture
def reviewed(settings) -> None:
    settings.FIRST_POSTS_REVIEWED = 3


def answer_by(member: Member, topic: Topic) -> Post:
    return post_reply(topic=topic, author=member, body=PLAIN, client_id=uuid4())


def test_the_first_three_clinical_posts_of_a_new_member_wait(reviewed, as_, stranger, moderator, question):
    standing = []
    for _ in range(4):
        post = answer_by(stranger, question)
        standing.append((post.status, post.held_because))
        if not post.is_published:
            decide_post(post=post, moderator=moderator, verdict="publish", reason="It is good to read.")
    assert standing == [("held", "new_member")] * 3 + [("published", "")]


def test_what_counts_is_what_moderators_published(reviewed, stranger, question):
    assert [answer_by(stranger, question).status for _ in range(5)] == ["held"] * 5


def test_every_way_into_a_clinical_room(reviewed, as_, stranger, sections):
    browser = as_(stranger)
    browser.post("/cases/new/one-page/", case_form())
    ask(browser)
    open_topic(section=sections["questions"], author=stranger, title="A question", body=PLAIN, client_id=uuid4())
    open_topic(section=sections["discussion"], author=stranger, title="A thought", body=PLAIN, client_id=uuid4())
    found = Topic.objects.order_by("pk").values_list("kind", "lane", "status")
    assert list(found) == [
        ("cases", "", "held"), ("questions", "same_day", "held"), ("questions", "", "held"),
        ("discussion", "", "published"),
    ]  # fmt: skip


def test_verified_members_and_moderators_do_not_wait(reviewed, author, expert, moderator, question):
    assert [answer_by(member, question).status for member in (author, expert, moderator)] == ["published"] * 3


def test_verification_lifts_it_at_once(reviewed, stranger, question):
    assert answer_by(stranger, question).status == "held"
    verify(stranger, 1, "Registered nurse")
    assert answer_by(Member.objects.get(pk=stranger.pk), question).status == "published"


def test_its_author_sees_it_with_the_place_in_the_queue(reviewed, as_, client, stranger, reader, question):
    answer_by(make_member("Bea Before"), question)
    page = as_(stranger).post(question.reply_url, {"body": PLAIN, "client_id": uuid4()}, follow=True)
    post = Post.objects.get(author=stranger)
    said = (
        "A moderator reads the first posts of new members in clinical rooms. Verification lifts this. "
        f"It waits since {date_format(timezone.localtime(post.created_at), 'j M Y, H:i')} "
        "and is the 2nd of 2 of its kind to be read."
    )
    assert (page.content.decode().count(said), post.place, post.held_in_words) == (2, (2, 2), said)
    assert post.element not in as_(reader).get(question.get_absolute_url()).content.decode()


def test_moderators_find_it_in_the_queue_and_experts_hear_of_it_when_it_is_released(
    reviewed, as_, stranger, moderator, sections
):
    of_nodules = expert_for("Noa Nodules", "nodules")
    ask(as_(stranger))
    post = Post.objects.get()
    item = as_(moderator).get("/moderation/").context["page"][0]
    assert (item.kind, item.title, item.severity, Notification.objects.count()) == (
        "held", "Held: one of the first posts of a new member", 1, 0,
    )  # fmt: skip
    decide_post(post=post, moderator=moderator, verdict="publish", reason="It is good to read.")
    told = Notification.objects.values_list("member__name", "about").order_by("about")
    assert list(told) == [(stranger.name, "released"), (of_nodules.name, "same_day")]
