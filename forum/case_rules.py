"""Who may add to a case study that was told: its author what came after, an expert a commentary."""

from django.utils.translation import gettext_lazy as _

from forum.models import CommentaryRequest, Topic
from forum.rules import may_reply
from members.models import Member

WHO_MAY_ADD = _("Only its author can add how a case study went on, while it is public.")
WHO_MAY_NAME = _("Only its author can choose whether their name stands beside a case study.")
WHO_MAY_SEND = _("Only its author and its moderators can send a case study to an expert, while it is public.")
WHO_MAY_BE_ASKED = _("Experts alone are asked, and neither its author nor a colleague from their workplace.")
WHO_MAY_COMMENT = _("Only the expert who was asked can write this commentary, once, while their appointment holds.")


def may_choose_name(member: Member, topic: Topic) -> bool:
    return topic.is_case and topic.author_id == member.pk and member.is_active


def may_add_update(member: Member, topic: Topic) -> bool:
    return topic.is_case and topic.author_id == member.pk and may_reply(member, topic)


def may_send_to_experts(member: Member, topic: Topic) -> bool:
    """Its moderators too, but where it is told without a name: who is missing among the experts would be its author."""
    moderates_it = member.moderates_in(topic.section.slug) and not topic.unnamed_as
    answers_for_it = topic.author_id == member.pk or moderates_it
    return topic.is_case and answers_for_it and may_reply(member, topic)


def may_be_asked(expert: Member, topic: Topic) -> bool:
    return expert.is_active and expert.is_expert and expert != topic.author and not expert.works_with(topic.author)


def may_comment(member: Member, request: CommentaryRequest) -> bool:
    return request.expert_id == member.pk and request.is_open and may_answer(member, request.topic)


def may_answer(member: Member, topic: Topic) -> bool:
    return member.is_expert and may_reply(member, topic)
