"""Socket addresses; the last one catches what does not exist."""

from django.urls import path, re_path

from deflection.consumers import WritingMemberConsumer
from forum.consumers import SectionConsumer, TopicConsumer
from notifications.consumers import VisitorConsumer
from realtime.socket import NowhereConsumer

routes = [
    path("ws/topics/<int:topic_id>/", TopicConsumer.as_asgi()),
    path("ws/sections/<int:section_id>/", SectionConsumer.as_asgi()),
    path("ws/me/", WritingMemberConsumer.as_asgi()),
    path("ws/visitors/", VisitorConsumer.as_asgi()),
    re_path(r"", NowhereConsumer.as_asgi()),
]
