"""What is written."""

from forum.models.after import Because, CommentaryRequest, UpdateReminder
from forum.models.agreements import Agreement
from forum.models.answers import Action, Interest
from forum.models.brakes import Brake
from forum.models.case_words import Complication
from forum.models.cases import CaseStudy
from forum.models.drafts import Draft
from forum.models.endorsements import Endorsement, Evidence, Outcome, Stance
from forum.models.interests import InterestDeclaration
from forum.models.moves import Move, MovedPost, MoveKind
from forum.models.observations import Observation
from forum.models.pairs import MutualPair
from forum.models.posts import Post, Revision
from forum.models.profiles import Profile
from forum.models.quotes import Quote
from forum.models.reading import Bookmark, ReadMark
from forum.models.returns import Return
from forum.models.roles import Role
from forum.models.saved import SavedSearch
from forum.models.sections import Kind, Section
from forum.models.similar import SimilarDay
from forum.models.topics import Lane, Status, Topic
from forum.models.watching import Level, Telling, Watch

__all__ = [
    "Action", "Agreement", "Because", "Bookmark", "Brake", "CaseStudy", "CommentaryRequest", "Complication", "Draft",
    "Endorsement", "Evidence", "Interest", "InterestDeclaration", "Kind", "Lane", "Level", "Move", "MoveKind",
    "MovedPost", "MutualPair", "Observation", "Outcome", "Post", "Profile", "Quote", "ReadMark", "Return", "Revision",
    "Role", "SavedSearch", "Section", "SimilarDay", "Stance", "Status", "Telling", "Topic", "UpdateReminder", "Watch",
]  # fmt: skip
