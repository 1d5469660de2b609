"""A case that a colleague treated is told when that colleague agrees, by a click of their own (CS13)."""

import pytest

from forum.models import Agreement, CaseStudy, Post
from members.models import Member
from privacy.actions.erasing import erase
from privacy.models import Words
from tests.conftest import make_member
from tests.forum.told import TITLE, case_form

pytestmark = pytest.mark.django_db
WHOLE = "/cases/new/one-page/"


def tell(client, **changed):
    sent = client.post(WHOLE, case_form(attribution="permission", **changed))
    assert sent.status_code == 302
    return Post.objects.latest("pk")


def stands(post):
    return Post.objects.values_list("status", "held_because", "topic__status").get(pk=post.pk)


@pytest.fixture
def told(as_, author, reader, sections):
    return tell(as_(author), permission_from=f" @{reader.name.upper()} ")


@pytest.fixture
def address():
    return f"/agreements/{Agreement.objects.get().pk}/"


def test_the_colleague_is_asked_reads_it_alone_and_it_is_told_when_they_agree(
    as_, author, reader, expert, moderator, told, address
):
    assert (stands(told), reader.notifications.get().url) == (("held", "asked", "held"), address)
    assert TITLE.encode() in as_(reader).get(address).content
    assert [as_(other).get(address).status_code for other in (author, expert, moderator)] == [404] * 3
    assert as_(reader).get(told.topic.get_absolute_url()).status_code == 404
    assert b"has not answered yet" in as_(author).get(told.topic.get_absolute_url()).content
    assert list(Post.objects.waiting_for_moderator()) == []
    assert as_(reader).post(address, {}).status_code == 422
    for said in ("yes", "no"):  # the first answer counts
        as_(reader).post(address, {"agrees": said})
    assert (stands(told)[0], Agreement.objects.get().agrees) == ("published", True)
    assert as_(expert).get(told.topic.get_absolute_url()).status_code == 200
    assert [line.about for line in author.notifications.all()] == ["agreement_given"]
    assert reader.name.encode() not in as_(expert).get(told.topic.get_absolute_url()).content


def test_nobody_publishes_what_they_did_not_agree_to(as_, author, reader, moderator, told, address):
    decide = f"/moderation/posts/{told.pk}/"
    sent = {"verdict": "publish", "reason": "The learning in it is clear and nothing points at a patient."}
    assert "publish" not in dict(as_(moderator).get(decide).context["form"].fields["verdict"].choices)
    assert as_(moderator).post(decide, sent).status_code == 422
    as_(reader).post(address, {"agrees": "no"})
    assert (stands(told), author.notifications.get().about) == (("held", "declined", "held"), "agreement_declined")
    assert as_(moderator).post(decide, sent).status_code == 422
    assert b"did not agree on" in as_(moderator).get(decide).content
    assert TITLE.encode() not in as_(reader).get(address).content
    edit = f"/posts/{told.pk}/edit/"
    as_(author).post(edit, case_form(attribution="treated"))
    assert stands(told)[:2] == ("held", "declined")
    as_(author).post(edit, case_form(attribution="permission", permission_from=reader.name))
    assert (stands(told)[:2], Agreement.objects.count()) == (("held", "declined"), 1)


def test_what_is_changed_to_be_told_with_permission_asks_before_it_stays_public(as_, author, reader, expert, case):
    changed = {"attribution": "permission", "reason": "I name who treated.", "answer": "advised"}
    edit = f"/posts/{case.pk}/edit/"
    as_(author).post(edit, case_form(permission_from=reader.name, **changed))
    assert (stands(case)[:2], Agreement.objects.get().colleague) == (("held", "asked"), reader)
    as_(author).post(edit, case_form(permission_from=expert.name, **changed))
    assert (stands(case)[:2], Agreement.objects.get().colleague) == (("held", "asked"), expert)
    as_(author).post(edit, case_form(permission_from="Dr Somebody Else", **changed))
    assert (stands(case)[:2], Agreement.objects.count()) == (("held", "permission"), 0)
    as_(author).post(edit, case_form(**changed | {"attribution": "assisted"}))
    assert stands(case)[:2] == ("held", "changed_part")


def test_a_name_that_two_bear_or_the_authors_own_asks_nobody(as_, author, sections):
    for first in ("Nia", "Nio"):
        make_member(f"{first} Novak")
    Member.objects.filter(name="Nio Novak").update(name="Nia Novak")
    for named in ("Nia Novak", author.name):
        assert stands(tell(as_(author), permission_from=named))[:2] == ("held", "permission")
    assert (Agreement.objects.count(), CaseStudy.objects.count()) == (0, 2)


def test_with_a_yes_few_words_still_wait_and_so_do_first_posts(as_, author, stranger, reader, sections, settings):
    few = dict.fromkeys(("signs", "managed", "support", "differently", "take_home"), "As told above.")
    few |= {"background": "", "outcome_text": "", "answer": "advised"}
    short = tell(as_(author), permission_from=reader.name, **few)
    settings.FIRST_POSTS_REVIEWED = 1
    new = tell(as_(stranger), permission_from=reader.name)
    for asked in Agreement.objects.all():
        as_(reader).post(f"/agreements/{asked.pk}/", {"agrees": "yes"})
    assert [stands(post)[:2] for post in (short, new)] == [("held", "incomplete"), ("held", "new_member")]


def test_an_author_who_keeps_their_name_to_themselves_keeps_it_from_the_colleague_too(as_, author, reader, sections):
    tell(as_(author), permission_from=reader.name, naming="not_shown")
    page = as_(reader).get(reader.notifications.get().url).content.decode()
    assert author.name not in page + reader.notifications.get().in_words
    assert "Author of this case study would like to tell" in page


def test_whoever_leaves_is_asked_no_more(reader, told):
    erase(member=reader, words=Words.STAY)
    assert (stands(told)[:2], Agreement.objects.count()) == (("held", "permission"), 0)
