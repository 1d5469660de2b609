"""Who may flag and decide."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deflection.models import Deflection
from forum.models import MutualPair, Post, Profile, Topic
from forum.rules import may_decide
from members.models import Claim, Member
from members.rules import NOT_FOR_YOU, may_judge
from moderation.models import (
    Appeal,
    Concern,
    Decision,
    Flag,
    LineReport,
    LiveReport,
    Measure,
    PowerLoss,
    Proposal,
    Verdict,
    WasLive,
)
from moderation.models.appeals import WITHIN
from moderation.models.keys import Act
from moderation.models.live import HIDES_AT_ONCE
from moderation.models.measures import Ended
from moderation.models.second_looks import SecondLook
from moderation.models.standings import UNDONE_WITHIN


def may_flag(member: Member, post: Post) -> bool:
    return member.is_authenticated and member.is_active and post.is_published and post.author_id != member.pk


def may_take(member: Member) -> bool:
    """Have an item of the queue in hand, or decide about many at once."""
    return member.is_authenticated and member.is_active and member.moderates


WHO_MAY_UNDO = _("A decision can be taken back for thirty days, and not by whoever wrote the post.")


def may_undo(member: Member, decision: Decision) -> bool:
    """No self-judging (MO19); whoever decided may change their mind."""
    return (
        decision.post_id is not None
        and may_decide(member, decision.post)
        and not decision.post.is_removed
        and hasattr(decision, "before")
        and timezone.now() - decision.created_at <= UNDONE_WITHIN
    )


def may_close(member: Member, deflection: Deflection) -> bool:
    """No self-judging (MO19), and in the sections that they answer for."""
    answers = member.is_authenticated and member.is_active and member.moderates_in(deflection.section)
    return answers and deflection.author_id != member.pk


def may_follow(verdict: str, was_live: str) -> bool:
    """What was live is told when it is over, from the vault; it is not published as it was written."""
    return not (verdict in (Verdict.PUBLISH, Verdict.KEEP, Verdict.RETURN) and was_live == WasLive.LIVE)


def may_hide_at_once(member: Member, now: datetime) -> bool:
    """Whether this member's word alone hides a post that reads as live, until a moderator has looked (DF12, DF13)."""
    if not (member.is_verified or member.moderates) or PowerLoss.objects.current(now).filter(member=member).exists():
        return False
    return LiveReport.objects.waiting().filter(flag__member=member, hid_post=True).count() < HIDES_AT_ONCE


def may_give_back(member: Member, loss: PowerLoss) -> bool:
    return member.is_authenticated and may_judge(member, loss.member)


def may_judge_pair(member: Member, pair: MutualPair) -> bool:
    return member.is_authenticated and all(may_judge(member, one) for one in (pair.first, pair.second))


def may_answer_concern(member: Member, concern: Concern) -> bool:
    """Or read it. It may be about any room, so it is for those who answer for all; never about a post of one's own, and
    about a colleague's only where nobody else is left."""
    if not (member.is_authenticated and member.is_active and member.moderates_all):
        return False
    author = concern.post.author if concern.post else None
    return author is None or may_judge(member, author) or (author != member and not has_judge(author))


def has_judge(author: Member) -> bool:
    """Somebody answers for all who is neither this author nor their colleague."""
    return any(one.moderates_all and may_judge(one, author) for one in Member.objects.on_duty())


def may_note(member: Member, about: Post | Topic | Member) -> bool:
    """Nobody reads or writes notes about themselves or their own posts; people are for those who answer for all."""
    if not (member.is_authenticated and member.is_active):
        return False
    if isinstance(about, Member):
        return member.moderates_all and member.pk != about.pk
    section = about.section if isinstance(about, Topic) else about.topic.section
    return member.moderates_in(section.slug) and member.pk != about.author_id


def may_change_replies(member: Member) -> bool:
    return member.is_authenticated and member.is_active and member.moderates


WHO_MAY_REPORT_LINES = _("You cannot report your own lines, or lines that are not there.")


def may_report_lines(member: Member, profile: Profile) -> bool:
    there = profile.about != "" and profile.member.is_active
    return member.is_authenticated and member.is_active and there and profile.member_id != member.pk


def may_judge_lines(moderator: Member, profile: Profile) -> bool:
    """No self-judging (MO19): neither whose lines they are, nor a colleague of theirs, nor whoever reported them."""
    reported = LineReport.objects.waiting().filter(whose=profile.member_id, member=moderator)
    return moderator.moderates_all and may_judge(moderator, profile.member) and not reported.exists()


OWN_REPORT = _("You reported this yourself, so somebody else must decide about it.")


def may_answer_reports(moderator: Member, flags: Iterable[Flag]) -> bool:
    """No self-judging (MO19)."""
    return moderator.pk not in {flag.member_id for flag in flags}


def why_not_for(moderator: Member, post: Post, flags: Iterable[Flag]) -> str:
    """The sentence for a moderator who must leave it to another; empty where they may decide."""
    if not may_judge(moderator, post.author):
        return NOT_FOR_YOU
    return "" if may_answer_reports(moderator, flags) else OWN_REPORT


def may_ask_reporter(member: Member, flag: Flag) -> bool:
    """No self-judging (MO19)."""
    about_themselves = member.pk in (flag.member_id, flag.post.author_id)
    here = flag.post.topic.section.slug
    return member.is_authenticated and member.is_active and member.moderates_in(here) and not about_themselves


APPEALABLE = (Verdict.HIDE, Verdict.RETURN)
SOMEBODY_WITHOUT_PART = _("A second look is for somebody without a part in it: no author, reporter or first moderator.")


def may_judge_again(moderator: Member, look: SecondLook) -> bool:
    untouched = SecondLook.objects.for_judging_by(moderator).filter(pk=look.pk)
    return moderator.is_authenticated and may_judge(moderator, look.decision.post.author) and untouched.exists()


SOMEBODY_ELSE = _("An appeal is judged by somebody who was not part of it: not its author, not whoever decided first.")


def may_appeal(member: Member, about: Decision | Measure | Claim) -> bool:
    """Whom it concerns, once, within thirty days, and while it stands."""
    match about:
        case Decision():
            mine = about.post_id is not None and about.post.author_id == member.pk
            stands, at = about.verdict in APPEALABLE, about.created_at
        case Measure():
            mine, stands, at = about.member_id == member.pk, about.ended_how != Ended.APPEAL, about.created_at
        case _:
            mine, stands, at = about.member_id == member.pk, about.status == Claim.State.REFUSED, about.decided_at
    return mine and stands and at is not None and timezone.now() - at <= WITHIN and not hasattr(about, "appeal")


def may_judge_appeal(moderator: Member, appeal: Appeal) -> bool:
    if not (moderator.is_authenticated and moderator.moderates_all and may_judge(moderator, appeal.member)):
        return False
    return moderator.pk not in appeal.decided_first_by


def may_turn_second_key(member: Member, proposal: Proposal) -> bool:
    """Another person than the first. Administrators alone confirm a referral, of which as few as can be know, and the
    removal of second factors, which could open somebody's account to another."""
    return (
        member.pk != proposal.proposed_by_id
        and may_measure(member, proposal.member)
        and (proposal.act not in (Act.REFER, Act.FACTORS) or member.is_superuser)
    )


def may_open_evidence(member: Member, proposal: Proposal, now: datetime) -> bool:
    """The two who turned the keys, for a day."""
    return proposal.claim_id is not None and is_open_to(member, proposal, now)


def may_read_name(member: Member, proposal: Proposal, now: datetime) -> bool:
    """Whose case study it is that was told without a name: the two who turned the keys, for a day."""
    return proposal.act == Act.NAME and is_open_to(member, proposal, now)


def is_open_to(member: Member, proposal: Proposal, now: datetime) -> bool:
    until = proposal.is_open_until
    return until is not None and now < until and member.pk in (proposal.proposed_by_id, proposal.second_id)


def knows_name(member: Member, post: Post, now: datetime) -> bool:
    """Whether this moderator may see beside each other a post and whose it is."""
    if not post.is_unnamed:
        return True
    turned = Proposal.objects.filter(act=Act.NAME, post__topic=post.topic_id)
    return any(may_read_name(member, proposal, now) for proposal in turned)


def may_measure(moderator: Member, member: Member) -> bool:
    """By whoever answers for the whole forum; a moderator is measured by an administrator alone."""
    if not (moderator.is_authenticated and moderator.moderates_all and may_judge(moderator, member)):
        return False
    return moderator.is_superuser or not member.moderates


def may_notify(member: Member) -> bool:
    """Put words on every page (RT10): whoever answers for the whole forum."""
    return member.is_authenticated and member.is_active and member.moderates_all
