"""What a program reads is what its owner reads, and who comes without a token reads nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from forum.actions.endorsements import endorse_answer
from forum.models import Post, Status, Topic
from members.models import Member, Token
from members.restrictions import SUSPENDED, Restriction, as_rows
from tests.conftest import make_reply, make_topic

pytestmark = pytest.mark.django_db


def said(answer) -> tuple[int, str]:
    """The status, and which problem it is."""
    return answer.status_code, answer.json().get("type", "").rpartition("#")[2]


def test_a_session_opens_nothing_and_neither_does_a_token_that_ran_out_or_was_revoked(as_, program, reader):
    browser, theirs = as_(reader), program(reader)
    refused = browser.get("/api/v1/me")
    assert (said(refused), refused["WWW-Authenticate"]) == ((401, "no-token"), 'Bearer realm="Debrief"')
    assert theirs.ask("me").json()["name"] == "Rhys Reader"

    Token.objects.update(created_at=timezone.now() - timedelta(days=90), expires_at=timezone.now())
    spent = theirs.ask("me")
    assert (said(spent), spent["WWW-Authenticate"]) == (
        (401, "no-token"), 'Bearer realm="Debrief", error="invalid_token"',
    )  # fmt: skip
    Token.objects.all().delete()
    assert said(theirs.ask("me")) == (401, "no-token")
    assert said(Client(HTTP_AUTHORIZATION="Basic cmh5czpyZWFkZXI=").get("/api/v1/me")) == (401, "no-token")


def test_a_token_opens_what_was_ticked_and_one_section_where_one_was_chosen(program, reader, question, discussion):
    narrow = program(reader, scopes=("read",), section="discussion")
    assert said(narrow.say(f"topics/{discussion.pk}/posts", body="A sentence.")) == (403, "missing-scope")
    assert [row["slug"] for row in narrow.ask("sections").json()["items"]] == ["discussion"]
    assert [narrow.ask(f"topics/{topic.pk}").status_code for topic in (discussion, question)] == [200, 404]
    assert [narrow.ask("search", q="fridge").json()["count"], said(narrow.ask("notifications"))] == [
        0, (403, "missing-scope"),
    ]  # fmt: skip
    flagger = program(reader, scopes=("flag",))
    assert said(flagger.ask("me")) == (403, "missing-scope")


def test_it_goes_as_its_owner_goes(program, moderator, reader, settings):
    theirs = program(reader)
    held = as_rows([Restriction(kind=SUSPENDED)])
    Member.objects.filter(pk=reader.pk).update(restrictions=held)
    refused = theirs.ask("me")
    assert (said(refused), refused.json()["detail"]) == ((403, "account"), "For now your account is suspended.")
    Member.objects.filter(pk=reader.pk).update(restrictions=[], is_active=False)
    assert said(theirs.ask("me")) == (401, "no-token")

    settings.SECOND_FACTOR_REQUIRED = True
    duty = program(moderator)
    assert said(duty.ask("me")) == (403, "account")
    settings.SECOND_FACTOR_REQUIRED = False
    assert duty.ask("me").json()["role"] == "moderator"


def test_what_is_hidden_is_there_for_its_author_alone_and_words_are_for_their_author(program, author, reader, answer):
    Post.objects.filter(pk=answer.pk).update(status=Status.HIDDEN)
    path = f"posts/{answer.pk}"
    assert [program(who).ask(path).status_code for who in (author, reader)] == [404, 200]
    theirs = program(reader).ask(path).json()
    assert (theirs["status"], theirs["words"]) == ("hidden", "Twice a day, in a bound book.")
    Post.objects.filter(pk=answer.pk).update(status=Status.PUBLISHED)
    seen = program(author).ask(path).json()
    assert (seen["words"], seen["html"]) == (None, "<p>Twice a day, in a bound book.</p>\n")


def test_lists_go_on_where_they_ended_and_hold_each_once(program, reader, author, question, django_assert_num_queries):
    for number in range(1, 26):
        make_reply(question, reader, f"The book lies on shelf {number}.")
        make_topic(question.section, author, f"Which shelf is number {number}?")
    theirs = program(author)
    for path in (f"topics/{question.pk}/posts", "sections/questions/topics"):
        pages = [theirs.ask(path).json()]
        pages.append(theirs.get(pages[0]["next"]).json())
        numbers = [row["id"] for page in pages for row in page["items"]]
        assert ([len(page["items"]) for page in pages], len(set(numbers))) == ([20, 6], 26)
        assert pages[1]["next"] is None
    with django_assert_num_queries(5):
        theirs.ask(f"topics/{question.pk}/posts")


def test_an_answer_that_has_not_changed_is_not_sent_again(program, reader, answer):
    theirs, path = program(reader), f"/api/v1/posts/{answer.pk}"
    first = theirs.get(path)
    again = theirs.get(path, HTTP_IF_NONE_MATCH=first["ETag"])
    Post.objects.filter(pk=answer.pk).update(version=9)
    assert [again.status_code, again.content, theirs.get(path, HTTP_IF_NONE_MATCH=first["ETag"]).status_code] == [
        304, b"", 200,
    ]  # fmt: skip
    assert (first["Cache-Control"], first["Vary"]) == ("private, no-cache", "Authorization")


def test_marks_search_and_the_bell(program, reader, expert, question, answer):
    reason = "The guideline of the college says the same, with the same figure."
    endorse_answer(post=answer, expert=expert, reason=reason, evidence="protocol")
    theirs = program(reader)
    marks = theirs.ask(f"posts/{answer.pk}/endorsements").json()
    assert [(mark["by"]["name"], mark["stance"], mark["reason"], mark["stands"]) for mark in marks["items"]] == [
        ("Esi Expert", "endorse", reason, True)
    ]
    hits = theirs.ask("search", q="thermometer").json()
    assert [(hit["topic"], hit["title"]) for hit in hits["items"]] == [(question.pk, question.title)]
    assert (hits["count"], hits["ring_first"], theirs.ask("search").json()["items"]) == (1, None, [])
    assert theirs.ask("search", q="vascular occlusion now").json()["ring_first"]["number"] == "01632 960 199"

    line = theirs.ask("notifications").json()["items"][0]
    assert (line["words"], line["read_at"]) == ("Esi Expert endorsed your answer in “How do you store your kit?”", None)
    assert theirs.say(f"notifications/{line['id']}/read").json() == {"unread": 0}
    assert said(program(expert).say(f"notifications/{line['id']}/read")) == (404, "nowhere")


def test_a_case_study_says_what_its_page_shows(program, reader, as_, case):
    told = program(reader).ask(f"cases/{case.topic_id}").json()
    page = as_(reader).get(f"/cases/{case.topic_id}/").content.decode()
    shown = [*(fact["words"] for fact in told["facts"]), *(part["html"].strip() for part in told["chapters"])]
    assert [words for words in shown if words not in page] == []
    assert [words for words in (str(case.topic.case.happened_on), "lot", "happened") if words in str(told)] == []
    assert [row["id"] for row in program(reader).ask("cases").json()["items"]] == [case.topic_id]


def test_whoever_told_it_without_their_name_has_none_here(program, reader, case):
    Topic.objects.filter(pk=case.topic_id).update(unnamed_as="nurse")
    answers = [program(reader).ask(path) for path in ("cases", f"cases/{case.topic_id}", f"posts/{case.pk}")]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert [answer.content.decode() for answer in answers if "Ada" in answer.content.decode()] == []
    assert answers[1].json()["author"] == {"id": None, "name": "Author of this case study"}


def test_too_many_calls_in_a_minute_are_told_when_to_come_back(program, reader, settings):
    settings.WRITE_LIMITS = {"requests": {60: 2}}
    theirs = program(reader)
    first, second, third = (theirs.ask("me") for _ in range(3))
    assert [first["RateLimit-Remaining"], second["RateLimit-Remaining"], said(third)] == ["1", "0", (429, "too-often")]
    assert (third.json()["status"], int(third["Retry-After"]) <= 60) == (429, True)


def test_whatever_else_goes_wrong_is_a_problem_too(program, reader, question):
    theirs = program(reader)
    path = f"/api/v1/topics/{question.pk}/posts"
    assert said(theirs.post(path, {"body": "A form."})) == (415, "not-json")
    assert said(theirs.post(path, "{", content_type="application/json")) == (400, "unreadable")
    assert said(theirs.post(path, "x" * 300_000, content_type="application/json")) == (413, "too-large")
    assert said(theirs.post("/api/v1/me", {}, content_type="application/json")) == (405, "wrong-method")
    assert said(theirs.get("/api/v1/anything")) == (404, "nowhere")
    assert said(theirs.get(f"{path}?cursor=yesterday")) == (422, "not-valid")
