"""Sockets of the forum: each joins after asking the same `visible_to()` as its page."""

from django.contrib.auth.models import AnonymousUser

from deflection.consumers import ReadsWhileTyping
from forum.models import Section, Topic
from members.sockets import member_behind
from notifications.consumers import streams_of
from realtime import streams
from realtime.socket import NOT_FOUND, StreamSocket


class TopicConsumer(ReadsWhileTyping):
    """An open topic page: its posts, the bells of the member who reads it, and hints while they reply."""

    def may_hear(self) -> list[str] | int:
        member = member_behind(self.scope)
        topic_id = self.scope["url_route"]["kwargs"]["topic_id"]
        visible = Topic.objects.visible_to(member or AnonymousUser()).filter(pk=topic_id)
        if not visible.exists():
            return NOT_FOUND
        return [streams.topic(topic_id), *streams_of(member)]


class SectionConsumer(StreamSocket):
    """An open list of topics."""

    def may_hear(self) -> list[str] | int:
        member = member_behind(self.scope)
        section_id = self.scope["url_route"]["kwargs"]["section_id"]
        visible = Section.objects.visible_to(member or AnonymousUser()).filter(pk=section_id)
        if not visible.exists():
            return NOT_FOUND
        return [streams.section(section_id), *streams_of(member)]
