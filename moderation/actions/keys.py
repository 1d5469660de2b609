"""Two keys: one person proposes a grave act, another confirms it within three days, and only then it happens."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from audit.models import Deed
from deflection.actions import empty_copies
from forum.actions.removal import GONE, remove_words
from forum.models import Post
from members.actions.factors import remove_second_factors
from members.models import Claim, Evidence, Member
from members.permission import require
from members.rules import NOT_FOR_YOU
from moderation import rules
from moderation.actions.again import forget_second_looks
from moderation.actions.measures import lay
from moderation.actions.reading import read_first
from moderation.events import QueueShortened, SecondKeyWanted
from moderation.models import Flag, Note, Proposal, Referral, Rung
from moderation.models.keys import LAPSES_AFTER, Act, Outcome
from notifications.actions import notify
from notifications.models import Notification
from realtime.door import announce


class TooLate(ValueError):
    """Settled by somebody else, or lapsed."""


class NotYet(ValueError):
    """A step before this one is missing."""


@transaction.atomic
def propose(
    *, act: str, member: Member, by: Member, reason: str, post: Post | None = None, claim: Claim | None = None,
    rule: str = "", regulator: str = "",
) -> Proposal:  # fmt: skip
    """Turn the first key. Nothing happens yet. The same again gives the first proposal back."""
    require(rules.may_measure(by, member), NOT_FOR_YOU)
    read_first(reason, author=by, place="decision")
    now = timezone.now()
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    if standing := Proposal.objects.waiting(now).filter(act=act, member=member, post=post, claim=claim).first():
        return standing
    proposal = Proposal.objects.create(
        act=act, member=member, proposed_by=by, reason=reason, rule=rule, post=post, claim=claim, proposed_at=now,
        lapses_at=now + LAPSES_AFTER,
    )  # fmt: skip
    if act == Act.REFER:
        Referral.objects.create(proposal=proposal, regulator=regulator)
    announce(SecondKeyWanted(proposal))
    secret = act == Act.REFER or proposal.by is not member
    known = None if secret else member.pk  # the log has more readers than a referral, or a name that is not shown
    record(Deed.PROPOSED, by=by, about=proposal, act=act, member=known)
    return proposal


@transaction.atomic
def confirm(*, proposal: Proposal, second: Member) -> Proposal:
    """Turn the second key: now it happens. Raises TooLate when somebody was first, or three days have passed."""
    proposal = settled(proposal, second, Outcome.CONFIRMED)
    carry_out(proposal)
    record_settled(proposal, second)
    return proposal


def carry_out(proposal: Proposal) -> None:
    match proposal.act:
        case Act.REMOVE:
            remove(proposal)
        case Act.FACTORS:
            remove_second_factors(member=proposal.member, first=proposal.proposed_by, second=proposal.second)
        case Act.SUSPEND:
            lay(
                member=proposal.member, by=proposal.proposed_by, rung=Rung.SUSPENDED, rule=proposal.rule or "other",
                text=proposal.reason, hours=None, place="", post=proposal.post,
            )  # fmt: skip


@transaction.atomic
def decline(*, proposal: Proposal, second: Member) -> Proposal:
    """The second person does not agree: it is over, and nothing has happened."""
    proposal = settled(proposal, second, Outcome.DECLINED)
    record_settled(proposal, second)
    return proposal


def record_settled(proposal: Proposal, by: Member) -> None:
    """Called last: the end of the chain stays locked from here on, so whatever else is locked is locked before."""
    first = {} if by.pk == proposal.proposed_by_id else {"first": proposal.proposed_by_id}
    record(Deed.PROPOSAL_SETTLED, by=by, about=proposal, act=proposal.act, outcome=proposal.outcome, **first)


def settled(proposal: Proposal, second: Member, outcome: Outcome) -> Proposal:
    proposal = locked(proposal)
    require(rules.may_turn_second_key(second, proposal), _("The second key is turned by another person."))
    proposal.second, proposal.settled_at, proposal.outcome = second, timezone.now(), outcome
    proposal.save(update_fields=["second", "settled_at", "outcome"])
    announce(QueueShortened())
    return proposal


@transaction.atomic
def take_proposal_back(*, proposal: Proposal, by: Member) -> Proposal:
    proposal = locked(proposal)
    require(proposal.proposed_by_id == by.pk, _("Only whoever proposed it can take it back."))
    proposal.settled_at, proposal.outcome = timezone.now(), Outcome.TAKEN_BACK
    proposal.save(update_fields=["settled_at", "outcome"])
    announce(QueueShortened())
    record_settled(proposal, by)
    return proposal


def locked(proposal: Proposal) -> Proposal:
    Proposal.objects.select_for_update().get(pk=proposal.pk)
    found = Proposal.objects.select_related("member", "proposed_by", "second", "post__topic", "claim")
    proposal = found.get(pk=proposal.pk)
    if not proposal.is_waiting:
        raise TooLate(
            _("%(outcome_in_words)s. Nothing was changed by you.") % {"outcome_in_words": proposal.outcome_in_words}
        )
    return proposal


def remove(proposal: Proposal) -> None:
    """Every copy there is: the post with its history, reports, notes, bells, and the author's vault and drafts."""
    post = Post.objects.select_related("author", "topic").get(pk=proposal.post_id)
    empty_copies(author=post.author, client_ids=copies_of(post), form=f"edit:{post.pk}", body=post.body)
    title, body = post.topic.title, post.body
    post = remove_words(post=post, first=proposal.proposed_by, second=proposal.second)
    Flag.objects.filter(post=post).update(snapshot=post.body, said={}, note="")
    Note.objects.filter(post=post, words__contains=body).update(words=GONE)
    forget_second_looks(post=post)
    if post.is_opening:
        where = post.topic.get_absolute_url()
        Notification.objects.filter(url__startswith=where, subject=title[:150]).update(subject=GONE)
    notify(
        members=[post.author], about=Notification.About.MEASURE, actor=_("Two moderators"),
        subject=_("Words removed for good"),
        url=post.get_absolute_url(), note=proposal.reason,
    )  # fmt: skip


def copies_of(post: Post) -> list:
    """The ids under which its words lie in the vault: held out of it, or marked as live by a colleague."""
    marked = Flag.objects.filter(post=post, live_report__deflection__isnull=False)
    return [post.client_id, *marked.values_list("live_report__deflection__client_id", flat=True)]


@transaction.atomic
def write_letter(*, referral: Referral, by: Member, letter: str) -> Referral:
    """The text that goes to the regulator, after the second key and before it is sent."""
    referral = open_referral(referral, by)
    read_first(letter, author=by, place="decision")
    referral.letter, referral.letter_by = letter, by
    referral.save(update_fields=["letter", "letter_by"])
    return referral


@transaction.atomic
def mark_sent(*, referral: Referral, by: Member, sent_on: date, not_told_because: str = "") -> Referral:
    """It was sent. Its member is told now, unless that is unsafe: then the reason is kept."""
    referral = open_referral(referral, by)
    if not referral.letter:
        raise NotYet(_("Please write the letter first."))
    read_first(not_told_because, author=by, place="decision")
    referral.sent_on, referral.not_told_because = sent_on, not_told_because
    if not not_told_because:
        referral.told_at = timezone.now()
        notify(
            members=[referral.proposal.member],
            about=Notification.About.MEASURE,
            actor=_("The moderators"),
            subject=_("A referral to %(regulator)s") % {"regulator": referral.regulator},
            url="/measures/",
            note=referral.proposal.reason,
        )
    referral.save(update_fields=["sent_on", "not_told_because", "told_at"])
    record(Deed.REFERRAL_SENT, by=by, about=referral.proposal, sent_on=sent_on.isoformat(), told=not not_told_because)
    return referral


def open_referral(referral: Referral, by: Member) -> Referral:
    referral = Referral.objects.select_for_update(of=("self",)).select_related("proposal__member").get(pk=referral.pk)
    proposal = referral.proposal
    require(by.pk in (proposal.proposed_by_id, proposal.second_id), _("Only the two people who turned the keys."))
    if proposal.outcome != Outcome.CONFIRMED:
        raise NotYet(_("A second person must confirm it first."))
    if referral.sent_on:
        raise TooLate(_("It was sent already."))
    return referral


@transaction.atomic
def read_name(*, proposal: Proposal, by: Member) -> Member:
    """Whose case study it is: for the two, for a day, and each look is recorded, without the name."""
    require(rules.may_read_name(by, proposal, timezone.now()), _("Only the two people, and only for a day."))
    record(Deed.NAME_READ, by=by, about=proposal)
    return proposal.member


@transaction.atomic
def open_evidence(*, proposal: Proposal, by: Member, evidence: Evidence) -> None:
    """Somebody looks at a sealed file: allowed for the two, for a day, and recorded."""
    require(rules.may_open_evidence(by, proposal, timezone.now()), _("Only the two people, and only for a day."))
    record(Deed.EVIDENCE_OPENED, by=by, about=proposal, evidence=evidence.pk)
