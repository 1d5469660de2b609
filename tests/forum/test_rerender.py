"""A new sanitiser: what an older one made is made again, in batches, and pages that were kept show it."""

from io import StringIO

import pytest
from django.core.management import call_command

from forum import text
from forum.actions import rerendering
from forum.models import CaseStudy, Post
from tests.conftest import make_reply

pytestmark = pytest.mark.django_db
OLD = "<p>As <marquee>it</marquee> was.</p>"


def test_what_an_older_one_made_is_made_again_and_shown(as_, question, answer, case, author, reader, monkeypatch):
    monkeypatch.setattr(rerendering, "AT_ONCE", 2)
    second = make_reply(question, reader, "Ours is read **twice** a day.")
    Post.objects.filter(pk=second.pk).update(body_html=OLD)
    CaseStudy.objects.update(html=dict.fromkeys(CaseStudy.TOLD, OLD))
    page = question.get_absolute_url()
    assert "marquee" in as_(reader).get(page).content.decode()

    monkeypatch.setattr(text, "HTML_VERSION", 2)
    out = StringIO()
    call_command("rerender", stdout=out)

    assert out.getvalue().splitlines() == [
        "Posts rendered again: 2",
        "Posts rendered again: 4",
        "Every post is as this sanitiser makes it.",
    ]
    second.refresh_from_db()
    assert (second.body_html, second.html_version) == ("<p>Ours is read <strong>twice</strong> a day.</p>\n", 2)
    assert set(Post.objects.values_list("html_version", flat=True)) == {2}
    assert "marquee" not in str(CaseStudy.objects.get().html)
    assert "marquee" not in as_(reader).get(page).content.decode()
    versions = {answer.pk: answer.version, second.pk: second.version}
    assert versions[second.pk] > versions[answer.pk]


def test_what_is_written_and_edited_now_carries_the_version(as_, author, answer, reader, monkeypatch):
    monkeypatch.setattr(text, "HTML_VERSION", 3)
    path = f"/posts/{answer.pk}/edit/"
    assert as_(reader).post(path, {"body": "Twice a day, in a book.", "interest": "none"}).status_code == 302
    answer.refresh_from_db()
    assert (answer.body_html, answer.html_version) == ("<p>Twice a day, in a book.</p>\n", 3)


def test_after_a_change_of_language_every_post_is_made_again(answer):
    Post.objects.filter(pk=answer.pk).update(body_html=OLD)
    call_command("rerender", all=True, stdout=StringIO())

    answer.refresh_from_db()
    assert (answer.body_html == OLD, answer.html_version) == (False, text.HTML_VERSION)
