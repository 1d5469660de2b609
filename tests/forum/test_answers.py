"""What an answer carries: its source, interests, whom it helped, what replaced it, and when it was last looked at."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from forum import ranking
from forum.actions.endorsements import endorse_answer, recount_endorsed
from forum.actions.marks import mark_helped, mark_source_retracted, supersede_answer
from forum.actions.posts import edit_post, hide_post, post_reply
from forum.models import Draft, Endorsement, Post, Topic
from forum.models.answers import NoSource
from notifications.models import Notification
from tests.conftest import make_member, make_reply, make_topic, verify
from tests.forum.composer import fields_of

pytestmark = pytest.mark.django_db

DOI = "10.1097/prs.0000000000008245"
BODY = "Keep it in a locked fridge and write the reading down twice a day."
REASON = "This is what our own protocol says, and it has served us well."


def reply(browser, topic: Topic, **fields: object):
    return browser.post(topic.reply_url, {"body": BODY, "client_id": uuid4(), **fields})


def carried(post: Post) -> tuple:
    return post.rests_on, post.citation, post.doi, post.pmid, post.interest, post.interest_words


# What it rests on


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({}, ("opinion", "", "", "", "", "")),
        ({"rests_on": "experience"}, ("experience", "", "", "", "", "")),
        ({"rests_on": "study", "citation": f"https://doi.org/{DOI}"},
         ("study", f"https://doi.org/{DOI}", DOI, "", "", "")),
        ({"rests_on": "study", "citation": "PMID: 33512345"}, ("study", "PMID: 33512345", "", "33512345", "", "")),
        ({"rests_on": "protocol", "citation": "Our fridge protocol, version 4"},
         ("protocol", "Our fridge protocol, version 4", "", "", "", "")),
        ({"rests_on": "opinion", "citation": f"doi:{DOI}"}, ("opinion", f"doi:{DOI}", DOI, "", "", "")),
        ({"interest": "none", "interest_words": "left over"}, ("opinion", "", "", "", "none", "")),
        ({"interest": "some", "interest_words": "I train for a maker of fridges"},
         ("opinion", "", "", "", "some", "I train for a maker of fridges")),
        ({"interest_words": "I train for a maker of fridges"},
         ("opinion", "", "", "", "some", "I train for a maker of fridges")),
    ],
)  # fmt: skip
def test_an_answer_keeps_what_its_author_said_of_it(as_, reader, question, sent, kept):
    page = reply(as_(reader), question, **sent)
    assert (page.status_code, carried(question.posts.replies().get())) == (302, kept)


NAME_IT = (
    "Please say which one: a title, a DOI or a PMID. If it is what you have seen yourself, choose “Own experience”."
)


@pytest.mark.parametrize(
    ("sent", "field", "sentence"),
    [
        ({"rests_on": "protocol"}, "citation", NAME_IT),
        ({"rests_on": "study", "citation": "   "}, "citation", NAME_IT),
        ({"interest": "some"}, "interest_words", "Please say which interest, in a few words."),
    ],
)
def test_what_is_missing_is_a_sentence_and_nothing_is_lost(as_, reader, question, sent, field, sentence):
    page = reply(as_(reader), question, **sent)

    words = page.content.decode()
    assert (page.status_code, page["Debrief-Outcome"]) == (422, "refused")
    assert {name: list(errors) for name, errors in page.context["form"].errors.items()} == {field: [sentence]}
    assert (sentence in words, BODY in words, question.posts.replies().count()) == (True, True, 0)
    assert Draft.objects.get().fields_for(reader.pk) == {"body": BODY, **sent}


def test_the_choice_comes_back_with_the_draft(as_, reader, question):
    reply(as_(reader), question, rests_on="study")
    form = as_(reader).get(question.get_absolute_url()).context["form"]
    assert (form["rests_on"].value(), form["body"].value()) == ("study", BODY)
    assert fields_of(as_(make_member("Nia Newcomer")).get(question.get_absolute_url()))["rests_on"] == "opinion"


def test_no_way_in_leaves_a_source_out(reader, question, answer):
    with pytest.raises(NoSource):
        post_reply(topic=question, author=reader, body=BODY, client_id=uuid4(), rests_on="study")
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=answer.pk).update(rests_on="protocol", citation="")


def test_evidence_is_asked_of_answers_and_interests_everywhere_but_in_support(as_, reader, question, sections, author):
    asked = {}
    for kind in ("discussion", "support"):
        topic = make_topic(sections[kind], author)
        asked[kind] = sorted(fields_of(as_(reader).get(topic.get_absolute_url())))
        assert reply(as_(reader), topic, rests_on="study").status_code == 302
        assert carried(topic.posts.replies().get()) == ("", "", "", "", "", "")
    asked["questions"] = sorted(fields_of(as_(reader).get(question.get_absolute_url())))
    always = {"body", "csrfmiddlewaretoken", "client_id", "sequence", "started", "symptomatic"}
    assert {kind: sorted(set(names) - always) for kind, names in asked.items()} == {
        "discussion": ["interest", "interest_words"],
        "support": [],
        "questions": ["citation", "interest", "interest_words", "rests_on"],
    }


def test_a_reference_links_to_the_resolver_without_telling_it_where_from(as_, reader, question):
    said = f"Murray 2021, PMID 33512345, https://journals.example.org/{DOI}?utm_source=x"
    reply(as_(reader), question, rests_on="study", citation=said)
    words = as_(reader).get(question.get_absolute_url()).content.decode()
    links = re.findall(r'<a href="(https://[^"]+)" rel="([^"]+)">([^<]+)</a>', words)
    rel = "noreferrer noopener external"
    assert links == [
        (f"https://doi.org/{DOI}", rel, f"doi:{DOI}"),
        ("https://pubmed.ncbi.nlm.nih.gov/33512345/", rel, "PMID 33512345"),
    ]


def test_only_answers_that_name_a_source(as_, reader, expert, question):
    for nth, citation in enumerate(["", f"doi:{DOI}", "", "Fridge protocol, version 4"]):
        said = {"rests_on": "study", "citation": citation} if citation else {}
        reply(as_(reader if nth % 2 else expert), question, **said)
    browser = as_(reader)
    every, cited = browser.get(question.get_absolute_url()), browser.get(f"{question.get_absolute_url()}?cited=1")
    found = [page.content.decode() for page in (every, cited)]
    assert [html.count('data-group="vetted"') for html in found] == [4, 2]
    assert [source in found[1] for source in (f"doi:{DOI}", "Fridge protocol, version 4")] == [True, True]
    assert ["data-narrowed" in page.content.decode() for page in (every, cited)] == [False, True]


def test_an_edit_puts_the_source_right_and_history_keeps_the_earlier_one(as_, reader, question, answer):
    url = f"/posts/{answer.pk}/edit/"
    assert as_(reader).post(url, {"body": BODY, "rests_on": "study"}).status_code == 422
    page = as_(reader).post(url, {"body": BODY, "rests_on": "study", "citation": f"doi:{DOI}", "interest": "none"})
    again = as_(reader).post(url, {"body": BODY, "rests_on": "experience", "citation": ""})
    answer.refresh_from_db()
    assert (page.status_code, again.status_code) == (302, 302)
    assert carried(answer) == ("experience", "", "", "", "", "")
    assert [revision.carried for revision in answer.revisions.all()] == [
        f"Rests on: a study; Reference: doi:{DOI}; Interest: none", "",
    ]  # fmt: skip
    assert f"doi:{DOI}" in as_(reader).get(f"/posts/{answer.pk}/history/").content.decode()


def test_an_edit_of_the_words_alone_leaves_the_source(reader, answer):
    Post.objects.filter(pk=answer.pk).update(rests_on="study", citation=f"doi:{DOI}", doi=DOI)
    edit_post(post=answer, editor=reader, body=BODY)
    answer.refresh_from_db()
    assert carried(answer) == ("study", f"doi:{DOI}", DOI, "", "", "")


# It helped


def test_helped_is_the_askers_word_and_moves_no_rank(as_, author, reader, expert, question, answer):
    other = make_reply(question, expert)
    before = [post.pk for post in ranking.in_order(question.posts.replies().for_reading())]
    for post in (answer, other):
        assert as_(author).post(f"/posts/{post.pk}/helped/", {"helped": "yes"}).status_code == 302
    assert mark_helped(post=answer, author=author, helped=True) is False

    after = list(ranking.in_order(question.posts.replies().for_reading()))
    question.refresh_from_db()
    assert ([post.pk for post in after], question.version) == (before, 5)
    assert [post.helped_author_at is None for post in after] == [False, False]
    told = Notification.objects.filter(about="helped").values_list("member__name", "actor", "subject")
    assert sorted(told) == [(name, author.name, question.title) for name in (expert.name, reader.name)]
    words = as_(reader).get(question.get_absolute_url()).content.decode()
    assert words.count("Helped the author") == 2

    assert mark_helped(post=answer, author=author, helped=False) is True
    assert Post.objects.get(pk=answer.pk).helped_author_at is None


def test_nobody_else_says_it_and_never_of_an_unverified_answer(as_, author, reader, expert, stranger, question):
    verified, unverified = make_reply(question, reader), make_reply(question, stranger)
    own = make_reply(question, author)
    for member, post in [
        (reader, verified), (expert, verified), (stranger, verified), (author, unverified), (author, own),
    ]:  # fmt: skip
        assert as_(member).post(f"/posts/{post.pk}/helped/").status_code == 403
    assert not Post.objects.exclude(helped_author_at=None).exists()


def test_unvetted_is_a_reply_in_a_clinical_room_by_somebody_nobody_checked(
    sections, author, reader, stranger, question
):
    discussion = make_topic(sections["discussion"], author)
    asked_by_stranger = make_topic(sections["questions"], stranger)
    assert [
        make_reply(question, stranger).is_unvetted, make_reply(question, reader).is_unvetted,
        make_reply(discussion, stranger).is_unvetted, asked_by_stranger.posts.get().is_unvetted,
    ] == [True, False, False, False]  # fmt: skip


# Replaced, and due for review


@pytest.fixture
def later(question, answer, expert) -> Post:
    return make_reply(question, expert, "Since this spring there is a newer protocol.")


def test_both_stay_and_the_earlier_one_points_to_the_later(as_, reader, question, answer, later):
    page = as_(reader).post(f"/posts/{answer.pk}/superseded/", {"by": later.pk})
    words = as_(reader).get(question.get_absolute_url()).content.decode()
    post = question.posts.for_reading().get(pk=answer.pk)
    assert (page.status_code, post.superseded_by, post.is_superseded, post.is_current, later.is_current) == (
        302, later, True, False, True,
    )  # fmt: skip
    assert f'<a href="#post-{later.pk}">read that one</a>' in words
    assert [f'id="post-{pk}"' in words for pk in (answer.pk, later.pk)] == [True, True]

    as_(reader).post(f"/posts/{answer.pk}/superseded/", {"none": "1"})
    assert question.posts.for_reading().get(pk=answer.pk).is_superseded is False


def test_an_expert_may_say_so_but_not_for_an_answer_of_their_own(
    as_, author, reader, expert, stranger, question, answer
):
    second = make_reply(question, verify(make_member("Vic Verified"), 1, "Registered nurse"))
    own, unvetted = make_reply(question, expert), make_reply(question, stranger)
    for by in (own, unvetted, answer, question.posts.get(is_opening=True)):
        with pytest.raises(PermissionDenied):
            supersede_answer(post=answer, by=by, member=expert)
    for member in (author, stranger):
        with pytest.raises(PermissionDenied):
            supersede_answer(post=answer, by=second, member=member)
    assert as_(author).get(f"/posts/{answer.pk}/superseded/").status_code == 403
    assert as_(expert).get(f"/posts/{answer.pk}/superseded/").context["later"].get() == second
    assert as_(expert).post(f"/posts/{answer.pk}/superseded/", {"by": own.pk}).status_code == 422
    assert supersede_answer(post=answer, by=second, member=expert) is True
    assert Notification.objects.filter(about="superseded").get().member == reader
    with pytest.raises(PermissionDenied):  # an earlier answer replaces none
        supersede_answer(post=second, by=answer, member=second.author)


def test_a_replacement_that_is_gone_replaces_nothing(reader, moderator, question, answer, later):
    supersede_answer(post=answer, by=later, member=reader)
    hide_post(post=later, moderator=moderator)
    question.refresh_from_db()
    assert Post.objects.get(pk=answer.pk).version == question.version == 6  # open pages hear of it
    assert question.posts.for_reading().get(pk=answer.pk).is_superseded is False


def test_an_endorsed_answer_is_due_a_year_after_its_newest_endorsement(as_, reader, expert, question, answer):
    assert (answer.review_by, answer.is_current) == (None, True)
    endorse_answer(post=answer, expert=expert, reason=REASON, evidence="protocol")
    at = Endorsement.objects.get().created_at
    fresh = question.posts.for_reading().get(pk=answer.pk)
    assert (fresh.review_by, fresh.is_due_for_review, fresh.is_current) == (at + timedelta(days=365), False, True)

    old = timezone.now() - timedelta(days=366)
    Endorsement.objects.update(created_at=old)
    stale = question.posts.for_reading().get(pk=answer.pk)
    assert (stale.review_by, stale.is_due_for_review, stale.is_current) == (old + timedelta(days=365), True, False)
    words = as_(reader).get(question.get_absolute_url()).content.decode()
    assert ("Due for review" in words, "Review by" in words) == (True, False)


# A source that was taken back


def test_every_answer_that_names_a_retracted_source_says_so_and_later_ones_too(
    as_, author, reader, expert, question, sections, answer
):
    elsewhere = make_topic(sections["questions"], author, "Elsewhere")
    source = {"rests_on": "study", "citation": f"https://doi.org/{DOI}"}
    first, other = (
        post_reply(topic=topic, author=reader, body=BODY, client_id=uuid4(), **source)
        for topic in (question, elsewhere)
    )

    def retracted() -> list[bool]:
        posts = Post.objects.replies().order_by("pk")
        return [at is not None for at in posts.values_list("source_retracted_at", flat=True)]

    assert as_(expert).post(f"/posts/{first.pk}/retracted/").status_code == 302
    assert retracted() == [False, True, True]
    again = post_reply(topic=elsewhere, author=author, body=BODY, client_id=uuid4(), **source)
    assert (retracted(), again.is_current, answer.is_current) == ([False, True, True, True], False, True)
    told = Notification.objects.filter(about="retracted").values_list("member__name", "subject").order_by("pk")
    assert list(told) == [(reader.name, question.title), (reader.name, "Elsewhere")]
    elsewhere.refresh_from_db()
    assert (Post.objects.get(pk=other.pk).version, elsewhere.version) == (3, 4)
    assert "Retracted" in as_(reader).get(elsewhere.get_absolute_url()).content.decode()

    as_(expert).post(f"/posts/{again.pk}/retracted/", {"retracted": "no"})
    assert retracted() == [False] * 4


def test_only_an_expert_or_a_moderator_says_so_and_only_of_a_source(as_, author, reader, stranger, moderator, question):
    reply(as_(reader), question, rests_on="study", citation="PMID 33512345")
    reply(as_(reader), question, rests_on="protocol", citation="Our fridge protocol, version 4")
    cited, protocol = question.posts.replies().order_by("pk")
    assert [as_(member).post(f"/posts/{cited.pk}/retracted/").status_code for member in (author, stranger, reader)] == (
        [403, 403, 403]
    )
    assert as_(moderator).post(f"/posts/{protocol.pk}/retracted/").status_code == 403
    assert as_(moderator).post(f"/posts/{cited.pk}/retracted/").status_code == 302


def test_the_notice_counts_current_answers_alone(author, reader, expert, moderator, question, answer, later):
    """Replaced, retracted or past its review date, an endorsed answer is still there and counts no more."""
    Post.objects.filter(pk=answer.pk).update(rests_on="study", citation=f"doi:{DOI}", doi=DOI)
    answer.refresh_from_db()

    def counted() -> int:
        return Topic.objects.get(pk=question.pk).endorsed_count

    endorse_answer(post=answer, expert=expert, reason=REASON, evidence="protocol")
    found = [counted()]
    supersede_answer(post=answer, by=later, member=reader)
    found.append(counted())
    hide_post(post=later, moderator=moderator)  # what replaced it is gone
    found.append(counted())
    mark_source_retracted(post=answer, member=expert, retracted=True)
    found.append(counted())
    mark_source_retracted(post=Post.objects.get(pk=answer.pk), member=expert, retracted=False)
    found.append(counted())
    Endorsement.objects.update(created_at=timezone.now() - timedelta(days=366))
    recount_endorsed()
    assert [*found, counted()] == [1, 0, 1, 0, 1, 0]
