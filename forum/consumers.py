"""Sockets of the forum: each joins after asking the same `visible_to()` as its page."""

from channels.db import database_sync_to_async
from django.contrib.auth.models import AnonymousUser

from deflection.consumers import ReadsWhileTyping
from forum.models import Section, Topic
from members.sockets import current_member
from notifications.consumers import streams_of
from realtime import streams
from realtime.socket import NOT_FOUND, StreamSocket


class TopicConsumer(ReadsWhileTyping):
    """An open topic page: its posts, the bells of the member who reads it, and hints while they reply."""

    async def allowed_streams(self) -> list[str] | int:
        member = await current_member(self.scope)
        topic_id = self.scope["url_route"]["kwargs"]["topic_id"]
        visible = Topic.objects.visible_to(member or AnonymousUser()).filter(pk=topic_id)
        if not await database_sync_to_async(visible.exists)():
            return NOT_FOUND
        return [streams.topic(topic_id), *streams_of(member)]


class SectionConsumer(StreamSocket):
    """An open list of topics."""

    async def allowed_streams(self) -> list[str] | int:
        member = await current_member(self.scope)
        section_id = self.scope["url_route"]["kwargs"]["section_id"]
        visible = Section.objects.visible_to(member or AnonymousUser()).filter(pk=section_id)
        if not await database_sync_to_async(visible.exists)():
            return NOT_FOUND
        return [streams.section(section_id), *streams_of(member)]
