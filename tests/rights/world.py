"""A forum with one of each thing, and everybody who may come to its door. Made once; what a visit changes is undone."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Model
from django.test import Client
from django.utils import timezone

import members.sealing
from deflection import vault
from deflection.models import Alert, Deflection, ReaderVersion, Shift, WordRule
from forum.actions.cases import tell_case_study
from forum.models import (
    Agreement,
    Bookmark,
    CommentaryRequest,
    Draft,
    Endorsement,
    Move,
    MutualPair,
    Post,
    Profile,
    Revision,
    SavedSearch,
    Topic,
    Watch,
)  # fmt: skip
from members.actions.tokens import make_token
from members.models import Claim, Credential, Evidence, Member, Nomination, Scope
from members.models.claims import evidence_label, number_label
from members.restrictions import READ_ONLY, SECTION, SUSPENDED, Restriction, as_rows
from moderation.models import (
    Appeal,
    CannedReply,
    Concern,
    Decision,
    Flag,
    LiveReport,
    Measure,
    PowerLoss,
    Proposal,
    Referral,
    SecondLook,
    Standing,
)  # fmt: skip
from notices.models import Notice
from notifications.models import Device, Notification
from reports.models import Export
from tests.conftest import PLAIN, make_member, make_reply, make_sections, make_topic, verify
from tests.forum.told import TITLE, as_fields
from webhooks.models import Delivery, Endpoint, Event

WORDS = "Please give the source of a dose when you name one, so that others can look it up."
SECRET = "Nobody but whoever wrote it reads of the copper kettle."
HIDDEN = "Ours has a red band at eight degrees."
HIDDEN_TITLE = "Where do you keep the key of the fridge?"
ROLES = (
    "visitor", "unverified", "lapsed", "verified", "other's expert", "expert", "author", "read-only", "barred",
    "suspended", "mod elsewhere", "mod here", "colleague", "moderator", "administrator",
)  # fmt: skip
# How these four read, the others say: what keeps them back, or lifts them, is about what is done.
READERS = tuple(role for role in ROLES if role not in ("lapsed", "other's expert", "read-only", "barred"))


def held_back(kind: str, place: str = "") -> list[dict[str, str]]:
    return as_rows([Restriction(kind=kind, place=place, words="in Questions")])


def make_people() -> dict[str, Member]:
    """By the name of the column that shows what each may do. `checker` and `bystander` are only ever written about."""
    made = {
        "unverified": make_member("Sol Stranger"),
        "lapsed": verify(make_member("Lea Lapsed"), 1, "Registered nurse"),
        "verified": verify(make_member("Rhys Reader"), 1, "Registered nurse"),
        "other's expert": verify(make_member("Oda Other", profession="doctor"), 3, "Specialist register, radiology"),
        "expert": verify(make_member("Esi Expert", profession="doctor"), 3, "Specialist register, dermatology"),
        "author": verify(make_member("Ada Author", workplaces=["Harley Clinic"]), 1, "Registered nurse"),
        "read-only": verify(make_member("Rob Readonly", restrictions=held_back(READ_ONLY)), 1, "Registered nurse"),
        "barred": verify(make_member("Bo Barred", restrictions=held_back(SECTION, "questions")), 1, "Registered nurse"),
        "suspended": verify(make_member("Sue Suspended"), 1, "Registered nurse"),
        "mod elsewhere": make_member("Elsa Elsewhere", is_moderator=True, moderated_sections=["discussion"]),
        "mod here": make_member("Hal Here", is_moderator=True, moderated_sections=["questions"]),
        "colleague": make_member("Cora Colleague", is_moderator=True, workplaces=["Harley Clinic"]),
        "moderator": make_member("Mo Moderator", is_moderator=True),
        "administrator": make_member("Ari Administrator", is_superuser=True, is_staff=True),
        "checker": make_member("Cleo Checker", is_moderator=True),
        "bystander": verify(make_member("Bea Bystander"), 2, "Nurse independent prescriber"),
    }
    long_ago = timezone.now() - timedelta(days=90)
    made["lapsed"].credentials.update(checked_at=long_ago, valid_until=long_ago + timedelta(days=30))
    made["expert"].credentials.update(areas=["vascular"])
    made["other's expert"].credentials.update(areas=["eyes"])
    return made


def signed_in(people: dict[str, Member]) -> dict[str, Client]:
    """Suspended while signed in: the session stands, and opens what they are shown about it."""
    made = {"visitor": Client(raise_request_exception=False)}
    for role in ROLES[1:]:
        made[role] = Client(raise_request_exception=False)
        made[role].force_login(people[role])
    for role in ROLES[1:]:  # each has a program as well, which the pages take no notice of
        _, token = make_token(member=people[role], name="Rota of the clinic", scopes=Scope.values, section="", days=90)
        made[role].defaults["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    Member.objects.filter(pk=people["suspended"].pk).update(restrictions=held_back(SUSPENDED))
    return made


class World:
    """`body` and `reason`: what everybody in it has written, at length and in a line."""

    def __init__(self, body: str = PLAIN, reason: str = WORDS) -> None:
        self.body, self.reason = body, reason
        self.secret = SECRET if body == PLAIN else body
        self.sections = make_sections()
        self.people = make_people()
        self.browsers = signed_in(self.people)
        self.things: dict[str, Model] = {f"member {role}": member for role, member in self.people.items()}
        self.things["token"] = self.people["author"].tokens.get()
        self.now = timezone.now()
        self.later = self.now + timedelta(days=5)
        for make in (self.written, self.kept, self.checked, self.stopped, self.judged, self.weighty, self.furnished):
            self.things |= make()

    def told(self, author: Member) -> Topic:
        told = tell_case_study(
            section=self.sections["cases"], author=author, title=TITLE, fields=as_fields(),
            client_id=UUID(int=1), symptomatic="no",
        )  # fmt: skip
        return told.topic

    def written(self) -> dict[str, Model]:
        people, bystander = self.people, self.people["bystander"]
        questions, discussion = (self.sections[kind] for kind in ("questions", "discussion"))
        question = make_topic(questions, people["author"])
        Topic.objects.filter(pk=question.pk).update(area="vascular")
        question.refresh_from_db()
        answer = make_reply(question, people["author"])
        Post.objects.filter(pk=answer.pk).update(doi="10.1000/fridge", citation="On fridges, 2020")
        other = make_reply(question, bystander, self.body)
        hidden = make_reply(question, people["author"], HIDDEN)
        Post.objects.filter(pk=hidden.pk).update(status="hidden")
        unread = make_topic(questions, people["author"], HIDDEN_TITLE)
        Topic.objects.filter(pk=unread.pk).update(status="hidden")
        talk = make_topic(discussion, people["author"], "Which course did you take?")
        case = self.told(people["author"])
        Profile.objects.create(member=people["author"], about="I work in a clinic by the sea.")
        self.answer, self.question, self.other = answer, question, other
        return {
            "question": question, "answer": answer, "other": other, "hidden": hidden, "hidden topic": unread,
            "open topic": talk, "case": case,
            "revision": Revision.objects.create(post=answer, editor=people["author"], body=self.body),
            "endorsement": Endorsement.objects.create(
                post=other, expert=people["expert"], credential=people["expert"].credentials.get(), worn_as="Expert",
                tier=3, reason="It is what the guideline says.", evidence="guideline",
            ),
            "move": Move.objects.create(
                kind="section", source=talk, left=questions, reason="It fits there.", by=people["checker"]
            ),
            "agreement": Agreement.objects.create(topic=case, colleague=people["expert"]),
            "asked": CommentaryRequest.objects.create(topic=case, expert=people["expert"], asked_by=people["author"]),
        }  # fmt: skip

    def kept(self) -> dict[str, Model]:
        """What is its owner's alone."""
        author, now = self.people["author"], self.now
        ready = Export.objects.create(kind="reflection", asked_by=author, about={}, title="A reflective account")
        sealed = members.sealing.seal(b"A reflective account", label=ready.label)
        Export.objects.filter(pk=ready.pk).update(
            state="ready", sealed=sealed, done=100, file_name="account.md", content_type="text/markdown", size=20
        )
        draft = {"author": author, "label": "A topic", "url": "/sections/discussion/new/"}
        return {
            "file": ready,
            "draft": Draft.objects.create(
                key="topic:discussion", sealed=vault.seal({"body": self.secret}, owner_id=author.pk), **draft
            ),
            "second text": Draft.objects.create(
                key="other:1:topic:discussion", sealed=vault.seal({"body": self.secret}, owner_id=author.pk), **draft
            ),
            "thrown draft": Draft.objects.create(
                key="reply:1", sealed=vault.seal({"body": self.secret}, owner_id=author.pk), discarded_at=now, **draft
            ),
            "line": Notification.objects.create(
                member=author,
                about="reply",
                actor="Bea Bystander",
                subject="Fridges",
                url=self.question.get_absolute_url(),
            ),
            "device": Device.objects.create(
                member=author, endpoint="https://fcm.googleapis.com/fcm/send/1", label="Firefox", created_at=now
            ),
            "bookmark": Bookmark.objects.create(member=author, post=self.other),
            "watch": Watch.objects.create(member=author, topic=self.question, level="watch"),
            "search": SavedSearch.objects.create(member=author, name="Fridges", text="fridge"),
        }

    def checked(self) -> dict[str, Model]:
        """Credentials, and who asks for one."""
        author, expert = self.people["author"], self.people["expert"]
        number = members.sealing.seal(b"71A2998E", label=number_label(author.pk))
        claim = {
            "register_slug": "nmc", "number_sealed": number, "last_two": "4E", "wanted_tier": 2, "profession": "nurse",
        }  # fmt: skip
        waiting = Claim.objects.create(member=author, name_on_register=author.name, number_mark="w", **claim)
        refused = Claim.objects.create(
            member=author, name_on_register=author.name, number_mark="r", status="refused", decided_at=self.now,
            first_reviewer=self.people["checker"], first_at=self.now, **claim,
        )  # fmt: skip
        return {
            "claim": waiting,
            "refused claim": refused,
            "evidence": self.a_paper(waiting),
            "sealed evidence": self.a_paper(refused),
            "credential": author.credentials.get(tier=1),
            "facet": Credential.objects.create(
                member=author,
                tier=0,
                kind="insurance",
                register="Broker",
                qualification="Insurance seen",
                checked_by=self.people["checker"],
                checked_at=self.now,
                valid_until=self.later,
            ),
            "nomination": Nomination.objects.create(
                member=author, by=expert, credential=expert.credentials.get(), area="vascular", reason=self.reason
            ),
        }

    def a_paper(self, claim: Claim) -> Evidence:
        data = b"\x89PNG a certificate"
        return Evidence.objects.create(
            claim=claim, content_type="image/png", size=len(data), sha256="x",
            sealed=members.sealing.seal(data, label=evidence_label(claim.pk)),
        )  # fmt: skip

    def stopped(self) -> dict[str, Model]:
        """An emergency of the author's, and who is on duty for it."""
        author, moderator = self.people["author"], self.people["checker"]
        stopped = Deflection.objects.create(
            author=author, place="questions", section="questions", route="helpline", event="vascular", reader="rules",
            client_id=UUID(int=2), sealed=vault.seal({"title": "Fridges", "body": self.secret}, owner_id=author.pk),
            expires_at=self.later, shown_at=self.now,
        )  # fmt: skip
        version = {
            "fingerprint": "5" * 64, "labelled_file": "posts.jsonl", "labelled_sha256": "5" * 64, "meets_bar": True,
            "measured_at": self.now, "measured_by": moderator,
        }  # fmt: skip
        return {
            "stopped": stopped,
            "alert": Alert.objects.create(
                kind="deflection", subject_id=stopped.pk, deflection=stopped, url="/moderation/", raised_at=self.now,
                concerns=author, section="questions",
            ),
            "shift": Shift.objects.create(
                member=self.people["moderator"], starts_at=self.later, ends_at=self.later + timedelta(hours=8)
            ),
            "offered shift": Shift.objects.create(
                member=moderator, starts_at=self.later, ends_at=self.later + timedelta(hours=8), offered_at=self.now
            ),
            "rule": WordRule.objects.create(words="cheap filler", deed="ask", note="Ask.", created_by=moderator),
            "version": ReaderVersion.objects.create(name="tried", **version),
        }  # fmt: skip

    def judged(self) -> dict[str, Model]:
        author, checker = self.people["author"], self.people["checker"]
        decision = Decision.objects.create(moderator=checker, post=self.answer, verdict="hide", reason=self.reason)
        Standing.objects.create(decision=decision, status="published")
        flag = Flag.objects.create(post=self.other, member=author, reason="unsafe_advice", snapshot=self.body)
        about = {"member": author, "by": checker, "rule": "unsafe_advice", "text": self.reason}
        measure = Measure.objects.create(rung="warning", **about)
        return {
            "decision": decision,
            "flag": flag,
            "report": LiveReport.objects.create(flag=flag),
            "measure": measure,
            "appeal": Appeal.objects.create(
                member=author, measure=Measure.objects.create(rung="note", **about), text=self.reason
            ),
            "look": SecondLook.objects.create(decision=decision, cause="unsafe_advice", said={"body": self.body}),
        }

    def weighty(self) -> dict[str, Model]:
        """What asks for two people."""
        author, lapses = self.people["author"], self.now + timedelta(hours=72)
        about = {"member": author, "reason": self.reason, "proposed_by": self.people["checker"], "lapses_at": lapses}
        done = {"outcome": "confirmed", "settled_at": self.now, "second": self.people["moderator"]}
        referred = Proposal.objects.create(act="refer", **about, **done)
        Referral.objects.create(proposal=referred, regulator="Nursing and Midwifery Council", letter=self.reason)
        revealed = Proposal.objects.create(act="reveal", claim_id=self.things["refused claim"].pk, **about, **done)
        return {
            "suspension": Proposal.objects.create(act="suspend", **about),
            "referral": Proposal.objects.create(act="refer", **about),
            "letter": referred,
            "revealed": revealed,
            "name to read": Proposal.objects.create(act="name", post=self.answer, **about, **done),
            "loss": PowerLoss.objects.create(member=author, lost_at=self.now, until=self.later),
            "pair": MutualPair.objects.create(first=author, second=self.people["bystander"], ring=author.pk),
        }

    def furnished(self) -> dict[str, Model]:
        checker = self.people["checker"]
        webhook = Endpoint.objects.create(name="A list", url="https://list.example/", registered_by=checker)
        return {
            "webhook": webhook,
            "delivery": Delivery.objects.create(endpoint=webhook, event=Event.objects.create(kind="test")),
            "notice": Notice.objects.create(
                title="Batch recall", words="Please look at your stock.", until=self.later, written_by=checker
            ),
            "concern": Concern.objects.create(sealed=b""),
            "ready reply": CannedReply.objects.create(
                title="Say when", words="Please say when it was.", language="en-gb", changed_by=checker
            ),
        }
