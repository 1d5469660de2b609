"""Who may flag and decide."""

from datetime import datetime

from deflection.models import Deflection
from forum.models import MutualPair, Post
from members.models import Member
from moderation.models import Flag, PowerLoss, Verdict, WasLive


def may_flag(member: Member, post: Post) -> bool:
    return member.is_authenticated and member.is_active and post.is_published and post.author_id != member.pk


def may_close(member: Member, deflection: Deflection) -> bool:
    """No self-judging (MO19)."""
    return member.is_authenticated and member.is_active and member.moderates and deflection.author_id != member.pk


def may_follow(verdict: str, was_live: str) -> bool:
    """What was live is told when it is over, from the vault; it is not published as it was written."""
    return not (verdict in (Verdict.PUBLISH, Verdict.KEEP, Verdict.RETURN) and was_live == WasLive.LIVE)


def may_hide_at_once(member: Member, now: datetime) -> bool:
    """Whether this member's word alone hides a post that reads as live, until a moderator has looked (DF12, DF13)."""
    is_known = member.is_verified or member.moderates
    return is_known and not PowerLoss.objects.current(now).filter(member=member).exists()


def may_give_back(member: Member, loss: PowerLoss) -> bool:
    """No self-judging (MO19)."""
    return member.is_authenticated and member.is_active and member.moderates and loss.member_id != member.pk


def may_judge_pair(member: Member, pair: MutualPair) -> bool:
    return member.is_authenticated and member.is_active and member.moderates and member.pk not in pair.members


def may_ask_reporter(member: Member, flag: Flag) -> bool:
    """No self-judging (MO19)."""
    about_themselves = member.pk in (flag.member_id, flag.post.author_id)
    return member.is_authenticated and member.is_active and member.moderates and not about_themselves
