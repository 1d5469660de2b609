"""The demo's content: enough of it, fictional, and let through by the gate as it stands."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Q
from django.utils import timezone

from audit.verification import verify
from deflection.declaration import Declaration
from deflection.gate import Writing, screen
from deflection.models import Deflection
from deflection.outcomes import Hold, Prompt
from demo.load import content, is_loaded, load
from demo.people import LOGINS, PASSWORD
from forum.actions.profiles import tell_about
from forum.case_texts import words_of
from forum.models import CaseStudy, Endorsement, Post, Topic
from members.models import Claim, Member
from moderation import queue
from moderation.boards import catalogue, periods
from moderation.models import Appeal, Flag, Measure

pytestmark = pytest.mark.django_db

TOLD = CaseStudy.TOLD
TOPICS = (("questions", "questions"), ("discussions", "discussion"), ("support", "support"))


@pytest.fixture
def loaded(sections) -> dict[str, int]:
    return load()


def test_there_is_enough_to_live_in(loaded):
    minima = {
        "case studies": 12,
        "questions": 25,
        "members": 30,
        "flags": 1,
        "deflections": 1,
        "discussion": 1,
        "support": 1,
    }
    kinds = Counter(Topic.objects.values_list("kind", flat=True))
    found = {**loaded, **kinds}
    assert {name: number for name, number in minima.items() if found[name] < number} == {}
    assert loaded == {
        "members": Member.objects.count(), "topics": Topic.objects.count(), "case studies": CaseStudy.objects.count(),
        "posts": Post.objects.count(), "endorsements": Endorsement.objects.count(), "flags": Flag.objects.count(),
        "deflections": Deflection.objects.count(),
    }  # fmt: skip
    assert {member.role for member in Member.objects.all()} == {
        "member", "verified", "expert", "moderator", "administrator",
    }  # fmt: skip
    unanswered = Topic.objects.filter(kind="questions", reply_count=0).count()
    assert (Endorsement.objects.count() >= 10, unanswered <= 5) == (True, True)
    assert {item.kind for item in queue.waiting()} >= {"deflection", "flag", "held"}


def test_what_topics_say_of_themselves_is_true(loaded):
    wrong = []
    for topic in Topic.objects.all():
        replies = topic.posts.published().replies()
        endorsed = replies.filter(endorsements__in=Endorsement.objects.standing()).distinct().count()
        last = max(post.created_at for post in topic.posts.published())
        truth = (replies.count(), endorsed, last)
        if (topic.reply_count, topic.endorsed_count, topic.last_post_at) != truth:
            wrong.append((topic.title, topic.reply_count, topic.endorsed_count, truth))
        versions = list(topic.posts.values_list("version", flat=True))
        assert (len(set(versions)), max(versions)) == (len(versions), topic.version)
    assert wrong == []


def test_nothing_happens_in_the_future_or_before_its_time(loaded):
    now = timezone.now()
    assert Post.objects.filter(created_at__gt=now).count() == 0
    assert [case for case in CaseStudy.objects.all() if case.happened_on >= timezone.localdate()] == []
    early = [post for post in Post.objects.select_related("topic") if post.created_at < post.topic.created_at]
    assert early == []
    assert Topic.objects.filter(last_post_at__gte=now - timedelta(days=7)).count() >= 3


def texts() -> list[tuple[str, Writing]]:
    """Every text of the content files that stands published, as it would come in through its form."""
    found = [case_writing(row) for row in content("cases")]
    found += [
        reply(row["key"], row["title"], words_of(told(row)), "cases", said)
        for row in content("cases")
        for said in row["comments"]
    ]
    for name, kind in TOPICS:
        for row in content(name):
            found.append(
                (row["key"], Writing(row["title"], row["body"], kind, declaration=declared(row), answer="advised"))
            )
            for said in row.get("answers", row.get("replies", [])):
                found.append(reply(row["key"], row["title"], row["body"], kind, said))
                found += [endorsement(row["key"], given) for given in said.get("endorsements", [])]
    return found


def told(row: dict) -> dict:
    take_home = "\n".join(f"- {point}" for point in row["take_home"])
    return {name: row.get(name, "") for name in TOLD} | {"take_home": take_home, "timeline": row.get("timeline", [])}


def case_writing(row: dict) -> tuple[str, Writing]:
    happened = timezone.localdate() - timedelta(days=row["happened_days_ago"])
    over = Declaration.from_date(happened, "no", today=timezone.localdate())
    return row["key"], Writing(row["title"], words_of(told(row)), "cases", beside=row["interests"], declaration=over)


def declared(row: dict) -> Declaration | None:
    return Declaration(row["started"], row["symptomatic"]) if "started" in row else None


def reply(key: str, title: str, opening: str, kind: str, said: dict) -> tuple[str, Writing]:
    return key, Writing("", said["body"], kind, is_reply=True, parent=f"{title}. {opening}")


def endorsement(key: str, given: dict) -> tuple[str, Writing]:
    return key, Writing("", given["reason"], "endorsement", is_reply=True)


def test_every_text_could_have_been_published_through_the_gate(author):
    """A doubtful one after the answer that its story gives; none is stopped for good."""
    stopped = []
    for key, writing in texts():
        outcome = screen(writing, author=author)
        if isinstance(outcome, Prompt):
            outcome = screen(replace(writing, answer="over"), author=author)
        if isinstance(outcome, Deflection | Prompt | Hold):
            stopped.append((key, type(outcome).__name__, writing.body[:70]))
    assert stopped == []


def test_what_people_say_of_themselves_could_have_been_published(author):
    said = [row["about"] for row in content("members") if "about" in row]
    assert [tell_about(member=author, about=about).about for about in said] == said


def test_what_is_live_is_stopped_by_the_real_gate(loaded):
    live = [row for row in content("live") if row["kind"] == "deflection"]
    assert [
        (row.fields_for(row.author_id)["body"], row.closed_at) for row in Deflection.objects.exclude(sealed=b"")
    ] == [(row["body"], None) for row in live]
    assert Post.objects.filter(body__in=[row["body"] for row in live]).count() == 0


def run() -> str:
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


OF_ONE = ((Deflection, "author"), (Appeal, "member"), (Measure, "member"), (Claim, "member"), (Flag, "post__author"))


def test_a_year_lies_behind_it_and_nobody_who_signs_in_is_part_of_it(loaded):
    """Every plot has something to show, the chain holds, and the demo's own logins find no history of theirs."""
    moderator = Member.objects.get(email="moderator@demo.example")
    boards = [board for boards in catalogue.GROUPS.values() for board in boards]
    year = periods.asked("year")
    assert [board.slug for board in boards if board.plot(year, moderator).found.is_empty] == []
    assert verify().fault is None
    logins = Member.objects.filter(email__in=[login.email for login in LOGINS]).exclude(is_moderator=True)
    theirs = [row.objects.filter(Q(**{whose: who})).count() for who in logins for row, whose in OF_ONE]
    assert theirs == [0] * len(theirs)


def test_loading_twice_keeps_what_is_there(sections):
    assert (is_loaded(), run().startswith("Fictional: ")) == (False, True)
    Topic.objects.filter(kind="support").update(title="Changed by somebody")
    before = (Member.objects.count(), Topic.objects.count(), Post.objects.count(), Flag.objects.count())
    assert run() == "The demo's data is there already; it was kept.\n"
    assert (Member.objects.count(), Topic.objects.count(), Post.objects.count(), Flag.objects.count()) == before
    assert set(Topic.objects.filter(kind="support").values_list("title", flat=True)) == {"Changed by somebody"}


def test_without_demo_nothing_is_loaded(sections, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="only loaded with DEMO=1"):
        run()
    assert Member.objects.count() == 0


def test_one_login_for_each_role_opens_with_one_press(client, loaded):
    for login in LOGINS:
        page = client.post("/demo/login/", {"role": login.role})
        user = client.get("/").context["user"]
        assert (page.status_code, user.email, user.role) == (302, login.email, login.role)
        assert Member.objects.get(email=login.email).check_password(PASSWORD)
    assert client.post("/demo/login/", {"role": "emperor"}).status_code == 404
    assert client.get("/demo/login/").status_code == 405


def test_without_demo_the_one_press_logins_are_gone(client, loaded, settings):
    settings.DEMO = False
    assert client.post("/demo/login/", {"role": "administrator"}).status_code == 404
    assert client.get("/demo/mail/").status_code == 404


def test_every_page_of_the_demo_opens(client, loaded):
    client.post("/demo/login/", {"role": "administrator"})
    urls = ["/", "/cases/", "/drafts/", "/vault/", "/notifications/", "/moderation/", "/moderation/log/", "/demo/mail/"]
    urls += [topic.get_absolute_url() for topic in Topic.objects.all()]
    urls += [item.url for item in queue.waiting()]
    urls += [f"/members/{member.pk}/" for member in Member.objects.all()]
    assert [(url, code) for url in urls if (code := client.get(url).status_code) != 200] == []


def test_everybody_is_fictional():
    rows = content("members")
    assert [row["email"] for row in rows if not row["email"].endswith(".example")] == []
    assert len({row["name"] for row in rows}) == len(rows)


def test_the_ids_of_a_loaded_post_do_not_repeat(loaded):
    ids = list(Post.objects.values_list("client_id", flat=True))
    assert (len(set(ids)), uuid4() in ids) == (len(ids), False)
