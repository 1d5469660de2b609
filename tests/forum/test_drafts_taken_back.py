"""A draft that was discarded can be taken back for a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forum.actions.discarding import forget_discarded
from forum.actions.drafts import save_draft
from forum.actions.removal import forget_drafts
from forum.models import Draft

pytestmark = pytest.mark.django_db
TEXT = "Which fridge thermometer do you use in clinic?"


def a_draft(author, body: str = TEXT) -> Draft:
    return save_draft(
        author=author, key="topic:discussion", label="New topic", url="/sections/discussion/new/", fields={"body": body}
    )


def shelf(author) -> list[tuple[str, str, str]]:
    return [(draft.kind, draft.label, draft.opening_words) for draft in author.drafts.all()]


def test_its_author_discards_it_and_takes_it_back(as_, author, sections):
    draft, browser = a_draft(author), as_(author)
    assert shelf(author) == [("New topic", "New topic", TEXT)]

    gone = browser.post(f"/drafts/{draft.pk}/discard/")
    assert (gone.status_code, gone["Location"], shelf(author)) == (302, f"/drafts/?discarded={draft.pk}", [])
    page = browser.get(gone["Location"])
    assert (page.context["discarded"], TEXT in page.content.decode()) == (draft, False)
    assert browser.get("/sections/discussion/new/").context["draft"] is None

    assert browser.post(f"/drafts/{draft.pk}/put-back/").status_code == 302
    assert shelf(author) == [("New topic", "New topic", TEXT)]


def test_what_was_begun_since_is_not_overwritten(as_, author, reader):
    draft, browser = a_draft(author), as_(author)
    browser.post(f"/drafts/{draft.pk}/discard/")
    a_draft(author, "Another thought entirely.")

    page = browser.post(f"/drafts/{draft.pk}/put-back/", follow=True)
    assert "You have begun another text there since." in page.content.decode()
    assert shelf(author) == [("New topic", "New topic", "Another thought entirely.")]
    assert as_(reader).post(f"/drafts/{draft.pk}/put-back/").status_code == 404


def test_it_goes_after_a_day_and_with_words_that_are_removed_for_good(as_, author, question):
    now = timezone.now()
    for hours, left in ((25, 0), (23, 1)):
        draft = a_draft(author)
        Draft.objects.filter(pk=draft.pk).update(discarded_at=now - timedelta(hours=hours))
        forget_discarded(now=now)
        assert Draft.every.count() == left

    forget_drafts(question.posts.get(is_opening=True), TEXT)
    assert Draft.every.count() == 0
