"""Who may write, edit, endorse and mark. A rule is a question with a yes."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.models import Post, Section, Stance, Status, Topic
from members.models import Member
from members.rules import NOT_FOR_YOU, may_judge


def may_write_in(member: Member, section: Section, area: str = "") -> bool:
    """No measure keeps them out of that section or area (MO12)."""
    return member.is_authenticated and member.may_write and not member.keeps_out(section.slug, area)


def why_not(member: Member, section: Section, area: str = "") -> str:
    """The sentence for whoever may not write there."""
    kept = [held.sentence for held in member.held_back if held.covers(section.slug, area)]
    return kept[0] if kept else gettext("You can read here, and not write.")


def may_write_about(member: Member, topic: Topic) -> bool:
    """The section is asked for only where something holds this member back."""
    if not (member.is_authenticated and member.may_write):
        return False
    return not member.restrictions or not member.keeps_out(topic.section.slug, topic.area)


def may_reply(member: Member, topic: Topic) -> bool:
    return may_write_about(member, topic) and topic.is_published


def why_no_reply(member: Member, topic: Topic) -> str:
    return why_not(member, topic.section, topic.area) if topic.is_published else gettext("This topic takes no replies.")


WHO_MAY_EDIT = _("Only its author can edit a post, and only while it stands.")


def why_no_edit(member: Member, post: Post) -> str:
    """The measure, where one keeps its author from writing; otherwise the rule."""
    return WHO_MAY_EDIT if may_write_about(member, post.topic) else why_not(member, post.topic.section, post.topic.area)


def may_edit(member: Member, post: Post) -> bool:
    return (
        post.author_id == member.pk
        and may_write_about(member, post.topic)
        and post.status in (Status.PUBLISHED, Status.HELD)
        and not post.is_removed
    )


def may_withdraw(member: Member, post: Post) -> bool:
    return post.author_id == member.pk and member.is_active and post.status in (Status.PUBLISHED, Status.HELD)


def may_see_history(member: Member, post: Post) -> bool:
    return member.is_authenticated and (
        post.is_published or post.author_id == member.pk or member.moderates_in(post.topic.section.slug)
    )


WHO_MAY_MARK = _(
    "Verified members can endorse an answer or disagree with it, prescribers and experts can call it unsafe, "
    "and nobody can judge their own answer or the answers to their own question."
)


def may_endorse(member: Member, post: Post) -> bool:
    """Also who may disagree. Whoever asked has no say in which clinical answer is right."""
    return (
        may_write_about(member, post.topic)
        and member.is_verified
        and post.is_answer
        and post.is_published
        and post.author_id != member.pk
        and not (post.topic.section.is_clinical and post.topic.author_id == member.pk)
    )


def may_call_unsafe(member: Member, post: Post) -> bool:
    return may_endorse(member, post) and member.tier >= 2


def may_mark(member: Member, post: Post, stance: str) -> bool:
    return may_call_unsafe(member, post) if stance == Stance.UNSAFE else may_endorse(member, post)


def may_say_action(member: Member, post: Post) -> bool:
    """What an answer advises is said by its author, or by whoever endorsed it first."""
    if not (may_write_about(member, post.topic) and post.is_answer and post.is_published):
        return False
    first = post.endorsed_by[:1]
    return post.author_id == member.pk or [mark.expert_id for mark in first] == [member.pk]


WHO_MAY_DECIDE = NOT_FOR_YOU


def may_decide(member: Member, post: Post) -> bool:
    """No self-judging (MO19): neither one's own post, nor that of somebody from the same workplace."""
    return may_moderate(member, post.topic.section, post.author)


WHO_MAY_STEER = _(
    "Only a moderator of this section can do that, and not with a topic that they or a colleague from their workplace "
    "opened."
)


def may_steer(member: Member, topic: Topic) -> bool:
    """Slow down, close, move, split and join it: like a decision about its opening (MO15, MO19, MO25).

    Its author is asked for only where a moderator reads."""
    return member.is_authenticated and member.moderates and may_moderate(member, topic.section, topic.author)


def may_moderate(member: Member, section: Section, author: Member) -> bool:
    return member.is_authenticated and member.moderates_in(section.slug) and may_judge(member, author)


def may_say_it_helped(member: Member, post: Post) -> bool:
    """Only whoever asked, and never about an answer in a clinical room whose author nobody has checked (CR11, CR14)."""
    return (
        may_write_about(member, post.topic)
        and post.is_answer
        and post.is_published
        and post.topic.author_id == member.pk
        and post.author_id != member.pk
        and not post.is_unvetted
    )


def may_supersede(member: Member, post: Post) -> bool:
    """Its author, or an expert of that area, or of any where the question names none."""
    if not (may_write_about(member, post.topic) and post.is_answer and post.is_published):
        return False
    area = post.topic.area
    return post.author_id == member.pk or (member.is_expert_for(area) if area else member.is_expert)


def may_replace(member: Member, post: Post, by: Post) -> bool:
    """A later answer to the same question by somebody verified; nobody replaces a colleague's answer with their own."""
    return (
        by.topic_id == post.topic_id
        and by.is_answer
        and by.is_published
        and (by.created_at, by.pk) > (post.created_at, post.pk)
        and not by.is_unvetted
        and (post.author_id == member.pk or by.author_id != member.pk)
    )


def may_say_retracted(member: Member, post: Post) -> bool:
    """An expert or a moderator read that the source was taken back."""
    return (
        may_write_about(member, post.topic)
        and (member.is_expert or member.moderates)
        and post.is_published
        and bool(post.doi or post.pmid)
    )
