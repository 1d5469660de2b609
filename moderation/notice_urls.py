"""Addresses where safety notices are written and taken down."""

from django.urls import path

from moderation.views import notices

urlpatterns = [
    path("moderation/notices/", notices.notice_room, name="notice-room"),
    path("moderation/notices/new/", notices.notice_write, name="notice-write"),
    path("moderation/notices/<int:notice_id>/withdraw/", notices.notice_withdraw, name="notice-withdraw"),
]
