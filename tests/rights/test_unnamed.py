"""Who told a case study without their name: no page that anybody else opens says so, whichever way they come."""

import json
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Line
from forum.actions.after import add_update, ask_for_commentary
from forum.actions.bookmarks import keep_bookmark
from forum.actions.cases import tell_case_study
from forum.actions.posts import post_reply
from forum.actions.telling import tell_of
from forum.events import PostEdited, ReplyPosted
from forum.models import Post, Revision, Topic, Watch
from forum.naming import ALIAS
from forum.writing import quote_of
from members.models import Member
from members.rules import NOT_FOR_YOU
from moderation.actions.appeals import write_appeal
from moderation.actions.keys import propose
from moderation.actions.measures import take_measure
from moderation.chain import Asked, as_csv
from moderation.models import Concern, Decision, Flag, Proposal
from moderation.models.keys import Act
from notifications.models import Notification
from privacy.exports import everything_of, untold
from tests.conftest import make_member, verify
from tests.forum.told import as_fields
from tests.rights.table import READ_WITH, Row, as_written, form_of, path_of
from tests.rights.test_rights import ROUTES
from tests.rights.visits import undone
from tests.rights.world import WORDS, World

pytestmark = pytest.mark.django_db

NAME, TITLE = "Zebedee Quillfeather", "A nodule that came late, and what I would do otherwise"
SIGNS = ("zebedee", "quillfeather")
ROLES = ("visitor", "expert", "moderator", "administrator")
TOLD = "Thank you, that is how we keep it as well."


class Veiled(World):
    """The same forum; what others look at there is a case study by somebody whose name is not shown."""

    def make_case(self, author: Member, **more: bool) -> Topic:
        return tell_case_study(
            section=self.sections["cases"], author=author, title=TITLE, fields=as_fields(), client_id=UUID(int=1),
            symptomatic="no", **more,
        ).topic  # fmt: skip

    def told(self, author: Member) -> Topic:
        self.people["ghost"] = self.ghost = verify(
            make_member(NAME, workplaces=["Harley Clinic"]), 3, "Registered nurse"
        )
        return self.make_case(self.ghost, unnamed=True)

    def written(self) -> dict[str, Model]:
        made, ghost, bystander = super().written(), self.ghost, self.people["bystander"]
        case, client = made["case"], {"client_id": uuid4()}
        made["asked"].delete()
        reply = post_reply(topic=case, author=ghost, body=TOLD, client_id=UUID(int=3))
        Revision.objects.create(post=reply, editor=ghost, body=TOLD, said=[["Text", "Thank you."]])
        Post.objects.filter(pk=reply.pk).update(edited_at=self.now)
        add_update(topic=case, author=ghost, body="She was well at the last visit.", **client)
        quoted = quote_of(Post.objects.for_reading().get(pk=reply.pk))
        other = post_reply(topic=case, author=bystander, body=f"{quoted}So do we.", client_id=uuid4())
        asked = ask_for_commentary(topic=case, by=ghost, expert=self.people["expert"])
        keep_bookmark(post=reply, member=self.people["expert"])
        self.answer, self.opening = reply, case.posts.get(is_opening=True)
        Watch.objects.create(member=self.people["expert"], topic=case, level="watch")
        for post in case.posts.order_by("pk"):
            tell_of(post_id=post.pk)
        everywhere = dict.fromkeys(("question", "open topic", "hidden topic", "case"), case)
        return made | everywhere | {"answer": reply, "hidden": self.opening, "other": other, "asked": asked,
                                    "revision": reply.revisions.get()}  # fmt: skip

    def judged(self) -> dict[str, Model]:
        made, checker, about = super().judged(), self.people["checker"], {"post": self.answer, "rule": "unsafe_advice"}
        appeal = write_appeal(member=self.ghost, about=made["decision"], text="Please read it again.")
        take_measure(member=self.ghost, by=checker, rung="warning", text=WORDS, **about)
        Decision.objects.create(moderator=checker, post=self.opening, verdict="keep", reason=WORDS)
        flag = Flag.objects.create(post=self.answer, member=self.people["bystander"], reason="other", snapshot=TOLD)
        return made | {"appeal": appeal, "flag": flag, "concern": Concern.objects.create(sealed=b"", post=self.answer)}

    def weighty(self) -> dict[str, Model]:
        about = {"member": self.ghost, "by": self.people["checker"], "reason": WORDS}
        removal = propose(act=Act.REMOVE, post=self.answer, **about)
        propose(act=Act.NAME, post=self.answer, **about)
        made = super().weighty()
        made["name to read"].delete()
        return made | {"suspension": removal}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker) -> Iterator[Veiled]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield Veiled()
        transaction.set_rollback(True)


def read(browser: Client, path: str, asked: dict | None = None) -> str:
    with undone():
        response = browser.get(path, asked or {})
    return b"".join(response).decode("utf-8", "ignore").casefold()


def says(text: str, world: Veiled) -> list[str]:
    marks = (*SIGNS, f"/members/{world.ghost.pk}/")
    return [mark for mark in marks if mark in text]


def test_no_page_says_who_it_was(world):
    """Every address of docs/rights.md, asked for this very case study and its posts."""
    rows = [(Row(*line.split(" ", 1)), met) for part in as_written().values() for line, met in part.items()]
    found, shown = {}, 0
    for row, met in rows:
        for role in (role for role in ROLES if row.method == "GET" and met.get(role) == "yes"):
            asked = form_of(row, world) if row.name in READ_WITH else {}
            text = read(world.browsers[role], path_of(row.label, ROUTES[row.name], world), asked)
            shown += TITLE.casefold() in text
            if marks := says(text, world):
                found[f"{row}, {role}"] = marks
    assert found == {}
    assert shown > 60


def test_nor_does_what_is_asked_for_by_other_ways(world):
    """Search, quotes, forms about the very post, the first key, and what a bell, a mail or a socket holds."""
    case, post = world.things["case"], world.answer
    pages = {
        "expert": [
            "/search/?q=nodule", f"{case.get_absolute_url()}?quote={post.pk}", "/notifications/", "/commentary/",
            f"/posts/{post.pk}/flag/", f"/posts/{post.pk}/live/", f"/colleagues/?like={TITLE[:4]}",
        ],
        "moderator": [
            f"/moderation/keys/name/{post.pk}/new/", f"/moderation/keys/remove/{post.pk}/new/", "/appeals/?all",
            "/commentary/?all=1", f"/moderation/bulk/?item=post-{post.pk}&verdict=hide", "/moderation/audit/",
        ],
    }  # fmt: skip
    pages["colleague"] = [f"/moderation/posts/{post.pk}/", "/moderation/", "/moderation/keys/"]
    found = {
        f"{path}, {role}": says(read(world.browsers[role], path), world)
        for role, paths in pages.items()
        for path in paths
    }
    assert found == dict.fromkeys(found, [])
    asking = reverse("commentary-ask", args=[case.pk])  # who is missing among the experts would be the author
    assert [world.browsers[role].get(asking).status_code for role in ("moderator", "administrator")] == [403, 403]
    refused = read(world.browsers["colleague"], f"/moderation/posts/{post.pk}/")
    assert str(NOT_FOR_YOU).casefold() in refused
    assert {line.actor for line in world.people["expert"].notifications.all()} == {str(ALIAS), "Bea Bystander"}
    assert not Notification.objects.filter(actor_number=world.ghost.pk).exists()
    frames = [frame for event in (ReplyPosted(post), PostEdited(world.opening)) for frame in event.frames()]
    assert [says(json.dumps(frame.payload()).casefold(), world) for frame in frames] == [[], []]


def test_nor_does_a_file_that_somebody_takes_along(world):
    """The log as a table, and everything that is kept about a colleague who read and kept the case study."""
    log = as_csv(Asked(), Line.objects.count(), untold).casefold()
    theirs = json.dumps(everything_of(world.people["expert"]), cls=DjangoJSONEncoder).casefold()
    assert ("appealed" in log, says(log, world)) == (True, [])
    assert (TITLE.casefold() in theirs, says(theirs, world)) == (True, [])


def test_nothing_about_the_member_leads_to_it(world):
    """Their page, what moderators know of them, measures against them, also asked for beside the very post."""
    ghost = world.ghost.pk
    pages = [
        reverse("member-show", args=[ghost]),
        reverse("moderation-member", args=[ghost]),
        reverse("member-measures", args=[ghost]),
        f"{reverse('member-measures', args=[ghost])}?post={world.answer.pk}",
        f"/search/?q=author:{SIGNS[0]}",
        f"/search/?q=nodule author:{SIGNS[1]}",
        "/moderation/audit/?person=quillfeather",
    ]
    case = world.things["case"]
    for path in pages:
        for role in ROLES:
            text = read(world.browsers[role], path)
            marks = (
                TITLE.casefold(),
                case.get_absolute_url(),
                f"/moderation/posts/{world.answer.pk}/",
                TOLD.casefold(),
            )
            assert [mark for mark in marks if mark in text] == [], f"{path}, {role}"


def test_two_read_it_with_two_keys_for_a_day(world):
    checker, moderator = world.people["checker"], world.browsers["moderator"]
    with undone():
        key = Proposal.objects.create(
            act=Act.NAME, post=world.answer, member=world.ghost, reason=WORDS, proposed_by=checker,
            lapses_at=world.later,
        )  # fmt: skip
        page, look = reverse("key-show", args=[key.pk]), reverse("key-name", args=[key.pk])
        assert moderator.post(look).status_code == 403
        moderator.post(reverse("key-settle", args=[key.pk, "confirm"]))
        assert says(read(moderator, page), world) == []
        assert NAME in moderator.post(look).content.decode()
        assert world.browsers["administrator"].post(look).status_code == 403
        beside = f"{reverse('member-measures', args=[world.ghost.pk])}?post={world.answer.pk}"
        assert TITLE.casefold() in read(moderator, beside)
        assert says(read(moderator, "/moderation/audit/?deed=name_read"), world) == []
        Proposal.objects.filter(pk=key.pk).update(settled_at=timezone.now() - timedelta(hours=25))
        assert moderator.post(look).status_code == 403
        assert TITLE.casefold() not in read(moderator, beside)
