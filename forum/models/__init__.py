"""What is written."""

from forum.models.answers import Interest
from forum.models.cases import CaseStudy
from forum.models.drafts import Draft
from forum.models.endorsements import Endorsement, Evidence
from forum.models.interests import InterestDeclaration
from forum.models.posts import Post, Revision
from forum.models.sections import Kind, Section
from forum.models.topics import Lane, Status, Topic

__all__ = [
    "CaseStudy", "Draft", "Endorsement", "Evidence", "Interest", "InterestDeclaration", "Kind", "Lane", "Post",
    "Revision", "Section", "Status", "Topic",
]  # fmt: skip
