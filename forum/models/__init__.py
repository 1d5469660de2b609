"""What is written."""

from forum.models.cases import CaseStudy
from forum.models.drafts import Draft
from forum.models.endorsements import Endorsement, Evidence
from forum.models.posts import Post, Revision
from forum.models.sections import Kind, Section
from forum.models.topics import Status, Topic

__all__ = ["CaseStudy", "Draft", "Endorsement", "Evidence", "Kind", "Post", "Revision", "Section", "Status", "Topic"]
