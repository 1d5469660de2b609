"""First steps of a member: what is true of each, asked in one query."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.models import InterestDeclaration, Post, Watch
from forum.models.interests import HOLDS_FOR
from members.models import Acceptance, Claim, Credential, FirstSteps, Member
from members.pages import pages, rules
from members.tours import Progress, progress_of


@dataclass(frozen=True)
class Step:
    title: str
    hint: str
    link: str
    is_done: bool
    state: str = ""

    @property
    def in_words(self) -> str:
        return self.state or (gettext("Done") if self.is_done else gettext("To do"))


@dataclass(frozen=True)
class Welcome:
    steps: list[Step]
    is_put_away: bool
    rules_changed: bool
    tours: list[Progress]

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def is_done(self) -> bool:
        return self.done == len(self.steps)

    @property
    def next_step(self) -> Step | None:
        return next((step for step in self.steps if not step.is_done), None)

    @property
    def is_for_home(self) -> bool:
        return not (self.is_done or self.is_put_away)

    @property
    def open_tours(self) -> list[Progress]:
        """What their role brings with it, as long as they have not read it."""
        return [one for one in self.tours if not one.is_over and (one.tour.for_experts or one.tour.for_moderators)]


def own(rows: QuerySet, name: str = "member") -> Exists:
    return Exists(rows.filter(**{name: OuterRef("pk")}))


def facts_of(member: Member) -> dict:
    """One query, however many steps there are."""
    accepted = Acceptance.objects.filter(page=rules().slug)
    claims = Claim.objects.open().filter(member=OuterRef("pk"))
    return (
        Member.objects.filter(pk=member.pk)
        .values(
            confirmed=own(EmailAddress.objects.filter(verified=True), "user"),
            rules=own(accepted.filter(version=rules().current.number)),
            earlier=own(accepted),
            code=own(Acceptance.objects.filter(page="code", version=pages()["code"].current.number)),
            verified=own(Credential.objects.current().tiered()),
            claim=Subquery(claims.values("status")[:1]),
            declared=own(InterestDeclaration.objects.filter(declared_at__gt=timezone.now() - HOLDS_FOR)),
            wrote=own(Post.objects.all(), "author"),
            watching=own(Watch.objects.all()),
            numbers=F("first_steps__numbers_at"),
            put_away=F("first_steps__put_away_at"),
            toured=F("first_steps__tours"),
        )
        .get()
    )


CLAIM_IN_WORDS = {Claim.State.WAITING: _("With a reviewer"), Claim.State.ASKED: _("A reviewer asks you something")}


def welcome_of(member: Member) -> Welcome:
    facts = facts_of(member)
    first = FirstSteps(member=member, tours=facts["toured"] or {})
    return Welcome(
        steps=[*steps_from(facts), *(of_moderators(facts) if member.moderates else [])],
        is_put_away=facts["put_away"] is not None,
        rules_changed=facts["earlier"] and not facts["rules"],
        tours=progress_of(member, first),
    )


def of_moderators(facts: dict) -> list[Step]:
    return [
        Step(
            gettext("Read and accept the moderators’ code"),
            gettext("Before you decide about colleagues."),
            "moderators-code",
            facts["code"],
        )
    ]


def steps_from(facts: dict) -> list[Step]:
    claimed = "" if facts["verified"] else CLAIM_IN_WORDS.get(facts["claim"], "")
    changed = gettext("Changed since") if facts["earlier"] and not facts["rules"] else ""
    return [
        Step(
            gettext("Confirm your e-mail address"),
            gettext("So that you can sign in, and be reached."),
            "account_email",
            facts["confirmed"],
        ),
        Step(
            gettext("Read and accept the house rules"), gettext("Two minutes."), "house-rules", facts["rules"], changed
        ),
        Step(
            gettext("Look at your country and your numbers"),
            gettext("Who you would ring: shown first if you ever need it."),
            "settings-edit",
            facts["numbers"] is not None,
        ),
        Step(
            gettext("Have your registration looked up"),
            gettext("A person reads the register. Until then “not verified” stands beside your name."),
            "credential-list",
            facts["verified"] or facts["claim"] == Claim.State.WAITING,
            claimed,
        ),
        Step(
            gettext("Declare your interests"),
            gettext("What you gain from companies and products, or that it is nothing."),
            "interests-edit",
            facts["declared"],
        ),
        Step(
            gettext("Write something, or watch a section"),
            gettext("A question, a reply, or one section to be told about."),
            "watch-list",
            facts["wrote"] or facts["watching"],
        ),
    ]
