"""Cases like one that is read, and why they are alike (CS20)."""

from uuid import uuid4

import pytest

from forum.actions.cases import tell_case_study
from forum.actions.posts import hide_post
from forum.models import Post
from tests.forum.told import as_fields

pytestmark = pytest.mark.django_db


def test_it_names_the_closest_five_at_most_and_none_that_is_hidden(as_, author, reader, moderator, sections):
    def tell(title: str, **changed) -> Post:
        told = tell_case_study(
            section=sections["cases"], author=author, title=title, fields=as_fields(**changed), client_id=uuid4(),
            symptomatic="no",
        )  # fmt: skip
        assert isinstance(told, Post)
        return told

    this = tell("This very case")
    tell("A far one", area="nose", product_class="toxin", procedure="toxin_upper_face")
    tell("Another area", area="nose")
    for nth in range(5):
        tell(f"Close number {nth}", outcome="no_harm")
    hidden = tell("Closest of all, and hidden")
    hide_post(post=hidden, moderator=moderator)
    page = as_(reader).get(f"/cases/{this.topic_id}/similar/")
    assert [(one.topic.title, one.because) for one in page.context["similar"]] == [
        (f"Close number {nth}", "the same area, the same class of product, the same procedure")
        for nth in (4, 3, 2, 1, 0)
    ]  # fmt: skip
    moderators_page = as_(moderator).get(f"/cases/{this.topic_id}/similar/").content.decode()
    assert ("Close number 4" in moderators_page, "and hidden" in moderators_page) == (True, False)
    part = as_(reader).get(f"/cases/{this.topic_id}/similar/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and "The same area" in part
    assert "Show them" in as_(reader).get(f"/cases/{this.topic_id}/").content.decode()
