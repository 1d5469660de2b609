"""What goes out and what comes in: the shapes of which the schema is made."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Field, Schema
from pydantic import StringConstraints

from deflection.answering import MAX_BECAUSE, MAX_INSTEAD
from deflection.declaration import Started, Symptomatic
from deflection.outcomes import Answer
from forum.actions.posts import MAX_BODY
from forum.carrying import MAX_CITATION, MAX_INTEREST
from forum.forms import MAX_TITLE
from forum.models import Evidence, Interest, Kind
from moderation.models import Reason

Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{20}$")]
Unsaid = Literal[""]


class Wrong(Schema):
    field: str
    detail: str


class Problem(Schema):
    """RFC 9457. Which types there are stands on the page that “type” leads to."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Wrong] = []


class Line(Schema):
    """Whom to ring. “tel” is the number as a telephone takes it."""

    name: str
    number: str
    tel: str


class Named(Schema):
    """Who wrote it. Without a number where they tell it without their name."""

    id: int | None
    name: str


class Author(Named):
    standing: str = Field(description="What was checked about them, or that nothing was.")


class Section(Schema):
    slug: str
    name: str
    purpose: str
    kind: Kind
    url: str = Field(description="Its page, for people.")


class Sections(Schema):
    items: list[Section]


class Topic(Schema):
    id: int
    section: str
    kind: str
    title: str
    author: Named
    status: str
    area: str
    replies: int
    endorsed: int
    created_at: datetime
    last_post_at: datetime
    url: str


class TopicWhole(Topic):
    version: int = Field(description="Counts every change that readers must hear of.")
    takes_replies: bool = Field(description="Whether the token’s owner may reply now.")


class Topics(Schema):
    items: list[Topic]
    next: str | None = Field(description="Where the next page is; null on the last.")


class Post(Schema):
    id: int
    topic: int
    author: Author
    is_opening: bool
    role: str = Field(description="In a case study: “update” or “commentary”; empty for a comment.")
    status: str
    html: str = Field(description="Safe HTML, as the page shows it. Empty for the opening of a case study.")
    words: str | None = Field(description="As typed, in Markdown: for its author alone, to edit it.")
    version: int = Field(description="Send it with an edit.")
    created_at: datetime
    edited_at: datetime | None
    rests_on: str
    citation: str
    interest: str
    interest_words: str
    endorsements: int
    is_expert_endorsed: bool
    is_unvetted: bool = Field(description="Clinical advice of somebody whom nobody has checked: pages fold it.")
    called_unsafe: str | None = Field(description="Why somebody calls it unsafe, while no moderator has decided.")
    source_retracted: bool
    superseded_by: int | None = Field(description="The later answer that replaces it.")
    url: str


class Posts(Schema):
    items: list[Post]
    next: str | None


class Mark(Schema):
    """Standing up for an answer, or against it, under a credential as it was that day."""

    by: Named
    stance: str
    worn_as: str
    reason: str
    evidence: str
    created_at: datetime
    stands: bool = Field(description="Whether its credential holds today: if not, it weighs nothing.")


class Marks(Schema):
    items: list[Mark]
    in_words: str


class CaseRow(Topic):
    event_kind: str
    procedure: str
    body_area: str
    outcome: str
    told: str = Field(description="How long after the event. The day itself is shown nowhere.")


class Cases(Schema):
    items: list[CaseRow]
    next: str | None


class Fact(Schema):
    label: str
    words: str


class Moment(Schema):
    when: str
    what: str


class Chapter(Schema):
    name: str
    heading: str
    html: str
    factors: list[str]


class Case(CaseRow):
    version: int
    opening: int = Field(description="The number of its post.")
    facts: list[Fact]
    course: list[Moment]
    chapters: list[Chapter]
    interests: str


class Hit(Schema):
    post: int
    topic: int
    title: str
    snippet: str
    author: Named
    created_at: datetime
    url: str


class Hits(Schema):
    items: list[Hit]
    count: int
    is_more: bool = Field(description="More were found than are counted.")
    next: str | None
    ring_first: Line | None = Field(description="What was looked for may be happening now: show this before the rest.")


class Me(Schema):
    id: int
    name: str
    role: str
    standing: str
    may_write: bool
    scopes: list[str]
    section: str = Field(description="The one section that the token opens; empty: all of them.")
    expires_at: datetime


class Told(Schema):
    id: int
    about: str
    words: str = Field(description="All that it tells, in a sentence: never a word of a post.")
    url: str
    created_at: datetime
    read_at: datetime | None


class ToldOf(Schema):
    items: list[Told]
    next: str | None


class Said(Schema):
    """To one find of a question of kind “look”: what is done with it, and why it stays."""

    choice: Literal["replace", "keep", "no_patient"]
    instead: str = Field("", max_length=MAX_INSTEAD)
    because: str = Field("", max_length=MAX_BECAUSE)


class Sent(Schema):
    """What every text brings with it."""

    body: str = Field(max_length=MAX_BODY, description="Markdown.")
    answer: Answer = Field(Answer.NONE, description="What its author says to a question: one of its “ways”.")
    answers: dict[Key, Said] = Field({}, max_length=50, description="By key of each find.")
    seen: list[Key] = Field([], max_length=50, description="Keys of the remarks that its author has read.")


class SentOnce(Sent):
    client_id: UUID = Field(description="Chosen by you for this text: sent again, it gets the same answer.")
    started: Started | Unsaid = Field("", description="When did it start? Asked for in questions.")
    symptomatic: Symptomatic | Unsaid = Field(
        "", description="Is the patient still symptomatic? Asked for in questions."
    )
    interest: Interest | Unsaid = ""
    interest_words: str = Field("", max_length=MAX_INTEREST)


class NewTopic(SentOnce):
    title: str = Field(max_length=MAX_TITLE)
    area: str = Field("", max_length=12)


class NewReply(SentOnce):
    rests_on: Evidence | Unsaid = ""
    citation: str = Field("", max_length=MAX_CITATION)


class Edit(Sent):
    version: int = Field(ge=0, le=2**31 - 1, description="The version of the post that you read.")
    title: str | None = Field(None, max_length=MAX_TITLE, description="Of an opening; left out: as it was.")
    reason: str = Field("", max_length=200, description="Asked for half an hour after it was published.")
    rests_on: Evidence | None = None
    citation: str | None = Field(None, max_length=MAX_CITATION)
    interest: Interest | Unsaid | None = None
    interest_words: str | None = Field(None, max_length=MAX_INTEREST)


class Written(Schema):
    """“published”, or “held”: stored, and seen by its author and the moderators until one of them has read it."""

    outcome: Literal["published", "held"]
    notice: str = Field(description="For its author: why it waits, or that a moderator reads it afterwards.")
    post: Post


class Way(Schema):
    answer: str
    words: str


class FindShown(Schema):
    """Something by which a patient could be known. Answer it in “answers” under its key."""

    key: str
    kind: str
    words: str
    before: str
    after: str
    fields: list[str]
    instead: str
    wrong: str
    choices: list[str]


class Remark(Schema):
    """A word about tone. Name its key in “seen” to go on, unless it is final."""

    key: str
    kind: str
    words: str
    says: str
    final: bool


class Question(Schema):
    kind: Literal["ask", "current", "unresolved", "not_a_case", "look"]
    words: str
    quotes: list[str]
    ways: list[Way]
    finds: list[FindShown]
    remarks: list[Remark]


class Stopped(Problem):
    """Why nothing was stored: it reads as happening now, something is asked first, or it was changed meanwhile."""

    helpline: Line | None = None
    others: list[Line] = []
    page: str | None = Field(None, description="The page of the stopped text, for its author.")
    vault: str | None = Field(None, description="Where its author finds their words again.")
    question: Question | None = None
    version: int | None = Field(None, description="The version of now.")


class Report(Schema):
    reason: Reason
    note: str = Field("", max_length=500, description="Anything a moderator should know.")


class Reported(Schema):
    id: int
    post: int
    reason: str
    outcome: str


class Done(Schema):
    unread: int
