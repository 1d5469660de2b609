"""Appeals: written once and in time, judged by somebody else with a reply, and what was wrong is put right."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from audit.models import Line
from deflection.models import Deflection
from forum.actions.endorsements import endorse_answer
from forum.models import Endorsement, Post, Topic
from members.actions.claims import refuse_claim
from members.actions.restrictions import hold_back
from members.models import Claim, Member
from members.restrictions import Restriction
from moderation.actions import decide_post, flag_post
from moderation.actions.appeals import AnsweredAlready, judge_appeal, write_appeal
from moderation.actions.measures import take_measure
from moderation.models import Appeal, Decision, Measure
from tests.conftest import EMERGENCY
from tests.moderation.measuring import APPEAL, REPLY, WORDS, a_measure, an_appeal

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden(answer, author, expert, moderator) -> Decision:
    """An endorsed answer that was reported, and that a moderator hid."""
    flag_post(post=answer, member=author, reason="unsafe_advice")
    endorse_answer(post=answer, expert=expert, reason="This is what the protocol says.", evidence="protocol")
    return decide_post(post=answer, moderator=moderator, verdict="hide", reason=WORDS)


def judge(browser, appeal: Appeal, outcome: str = "overturned"):
    return browser.post(f"/appeals/{appeal.pk}/", {"outcome": outcome, "reply": REPLY})


def told(member: Member, about: str) -> list[tuple[str, str, str]]:
    return [(line.subject, line.note, line.url) for line in member.notifications.filter(about=about)]


def state_of(post: Post) -> tuple[str, int, int]:
    topic = Topic.objects.get(pk=post.topic_id)
    return Post.objects.get(pk=post.pk).status, topic.reply_count, topic.endorsed_count


def test_from_the_bell_to_an_answer_and_everything_is_as_it_was(as_, hidden, reader, second_moderator, answer):
    assert state_of(answer) == ("hidden", 0, 0)
    browser = as_(reader)
    assert f'href="/appeals/about/post/{answer.pk}/"' in browser.get("/notifications/").content.decode()
    assert f'href="/appeals/about/post/{answer.pk}/"' in browser.get(answer.menu_url).content.decode()
    form = browser.get(f"/appeals/about/post/{answer.pk}/", follow=True)
    assert (form.status_code, WORDS in form.content.decode()) == (200, True)
    written = browser.post(f"/appeals/about/decision/{hidden.pk}/", {"text": APPEAL})
    appeal = Appeal.objects.get()
    assert (written["Location"], appeal.text, appeal.decision) == (f"/appeals/{appeal.pk}/", APPEAL, hidden)

    assert judge(as_(second_moderator), appeal).status_code == 302
    assert state_of(answer) == ("published", 1, 1)
    assert Endorsement.objects.standing().filter(post=answer).count() == 1
    assert told(reader, "appeal_decided") == [("It is taken back", REPLY, f"/appeals/{appeal.pk}/")]
    assert [note for _, note, _ in told(answer.topic.author, "flag_decided")] == [
        "Its author appealed, somebody else read it again, and the post is public again.",
        f"The post was taken down. {WORDS}",
    ]
    seen = browser.get(f"/appeals/{appeal.pk}/").content.decode()
    assert (APPEAL in seen, REPLY in seen, second_moderator.name in seen) == (True, True, False)
    deeds = list(Line.objects.order_by("number").values_list("deed", flat=True))
    assert [deed for deed in deeds if deed.startswith("appeal")] == ["appealed", "appeal_judged"]


def test_upheld_it_stays_as_it_is_and_the_reply_is_read(as_, hidden, reader, second_moderator, answer):
    appeal = an_appeal(reader, second_moderator, decision=hidden)
    judge(as_(second_moderator), appeal, "upheld")
    assert (state_of(answer)[0], told(reader, "appeal_decided")[0][:2]) == ("hidden", ("It stands", REPLY))


def test_without_a_reply_nothing_is_decided(as_, hidden, reader, second_moderator):
    appeal = an_appeal(reader, second_moderator, decision=hidden)
    page = as_(second_moderator).post(f"/appeals/{appeal.pk}/", {"outcome": "upheld", "reply": ""})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["reply"])
    assert Appeal.objects.waiting().count() == 1


def test_whoever_decided_first_cannot_judge_it_on_any_way(as_, hidden, reader, moderator):
    appeal = an_appeal(reader, moderator, decision=hidden)
    assert list(Appeal.objects.for_judging_by(moderator)) == []
    assert list(as_(moderator).get("/appeals/?all=1").context["page"]) == []
    page = as_(moderator).get(f"/appeals/{appeal.pk}/")
    assert (page.context["may_judge"], "Not for you" in page.content.decode()) == (False, True)
    assert judge(as_(moderator), appeal).status_code == 403
    with pytest.raises(PermissionDenied):
        judge_appeal(appeal=appeal, moderator=moderator, outcome="overturned", reply=REPLY)
    assert Appeal.objects.waiting().count() == 1


def test_of_two_who_judge_the_second_is_told_and_keeps_their_words(
    as_, hidden, reader, second_moderator, administrator
):
    appeal = an_appeal(reader, second_moderator, decision=hidden)
    judge(as_(administrator), appeal, "upheld")
    page = judge(as_(second_moderator), appeal)
    assert (page.status_code, REPLY in page.content.decode()) == (409, True)
    assert Appeal.objects.get().outcome == "upheld"
    with pytest.raises(AnsweredAlready):
        judge_appeal(appeal=appeal, moderator=second_moderator, outcome="overturned", reply=REPLY)


def test_once_within_thirty_days_and_by_nobody_else(as_, hidden, reader, author, moderator):
    address = f"/appeals/about/decision/{hidden.pk}/"
    assert as_(author).post(address, {"text": APPEAL}).status_code == 404
    as_(reader).post(address, {"text": APPEAL})
    again = as_(reader).post(address, {"text": f"{APPEAL} And once more."})
    assert (again.status_code, [appeal.text for appeal in Appeal.objects.all()]) == (302, [APPEAL])

    old = a_measure(reader, moderator, created_at=timezone.now() - timedelta(days=31))
    assert as_(reader).post(f"/appeals/about/measure/{old.pk}/", {"text": APPEAL}).status_code == 403


def test_a_measure_taken_back_ends_at_once_and_counts_no_more(as_, reader, moderator, second_moderator):
    measure = take_measure(member=reader, by=moderator, rung="read_only", rule="other", text=WORDS, hours=720)
    judge(as_(second_moderator), an_appeal(reader, moderator, measure=measure))

    reader = Member.objects.get(pk=reader.pk)
    assert (reader.may_write, Measure.objects.get().ended_how) == (True, "appeal")
    assert Measure.objects.counting(timezone.now() - timedelta(days=365)).count() == 0
    assert told(reader, "measure_lifted") == []


def test_whoever_is_suspended_appeals_without_being_signed_in(as_, reader, moderator, second_moderator):
    browser = as_(reader)
    measure = take_measure(member=reader, by=moderator, rung="suspended", rule="other", text=WORDS, hours=720)
    written = browser.post(f"/appeals/about/measure/{measure.pk}/", {"text": APPEAL})
    appeal = Appeal.objects.get()
    assert (written["Location"], browser.get(f"/appeals/{appeal.pk}/").status_code) == (f"/appeals/{appeal.pk}/", 200)
    assert browser.get("/drafts/")["Location"] == "/suspended/"
    judge(as_(second_moderator), appeal)
    assert browser.get("/").context["user"] == reader


def test_a_refused_claim_taken_back_waits_anew(as_, reader, moderator, second_moderator):
    claim = Claim.objects.create(
        member=reader, register_slug="nmc", number_sealed=b"", number_mark="m", last_two="4E", wanted_tier=1,
        name_on_register=reader.name, profession="nurse",
    )  # fmt: skip
    refuse_claim(claim=claim, reviewer=moderator, reason="The register does not know this number.")
    assert f'href="/appeals/about/claim/{claim.pk}/"' in as_(reader).get("/credentials/").content.decode()
    as_(reader).post(f"/appeals/about/claim/{claim.pk}/", {"text": APPEAL})
    assert judge(as_(moderator), Appeal.objects.get()).status_code == 403
    judge(as_(second_moderator), Appeal.objects.get())
    claim.refresh_from_db()
    assert (claim.status, claim.first_reviewer, claim.decided_at) == ("waiting", None, None)


def test_an_appeal_that_tells_of_something_happening_now_is_sent_to_help(as_, hidden, reader):
    page = as_(reader).post(f"/appeals/about/decision/{hidden.pk}/", {"text": EMERGENCY})
    assert (page.templates[0].name, Appeal.objects.count()) == ("deflection/helpline.html", 0)
    assert [stopped.author for stopped in Deflection.objects.all()] == [reader]


def test_also_from_somebody_who_is_suspended(as_, reader, moderator):
    browser = as_(reader)
    measure = a_measure(reader, moderator, rung="suspended")
    hold_back(member=reader, restrictions=[Restriction("suspended")])
    page = browser.post(f"/appeals/about/measure/{measure.pk}/", {"text": EMERGENCY})
    assert (page.status_code, page.templates[0].name) == (200, "deflection/helpline.html")


def test_a_post_that_its_author_withdrew_meanwhile_stays_withdrawn(as_, hidden, reader, second_moderator, answer):
    appeal = write_appeal(member=reader, about=hidden, text=APPEAL)
    Post.objects.filter(pk=answer.pk).update(status="withdrawn")
    assert judge(as_(second_moderator), appeal).status_code == 302
    assert state_of(answer)[0] == "withdrawn"


def test_a_post_that_was_sent_back_is_published_when_the_appeal_wins(as_, answer, reader, moderator, second_moderator):
    returned = decide_post(post=answer, moderator=moderator, verdict="return", reason=WORDS)
    judge(as_(second_moderator), write_appeal(member=reader, about=returned, text=APPEAL))
    assert state_of(answer)[0] == "published"


def test_the_list_costs_the_same_for_one_and_three(as_, reader, moderator, django_assert_num_queries):
    browser = as_(reader)
    for many in (1, 3):
        an_appeal(reader, moderator)
        with django_assert_num_queries(5):
            page = browser.get("/appeals/")
        assert [appeal.text for appeal in page.context["page"]] == [APPEAL] * many
        an_appeal(reader, moderator)
