"""A case study that its author told through the real action."""

from uuid import uuid4

import pytest

from forum.actions.cases import tell_case_study
from forum.models import Post
from members.models import Member
from tests.forum.told import TITLE, as_fields


@pytest.fixture
def case(sections, author: Member) -> Post:
    """Its opening post."""
    told = tell_case_study(
        section=sections["cases"], author=author, title=TITLE, fields=as_fields(), client_id=uuid4(), symptomatic="no"
    )
    assert isinstance(told, Post)
    return told
