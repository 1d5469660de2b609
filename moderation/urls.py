"""Addresses of the moderators' room, and of reporting a post."""

from django.urls import path

from moderation import bench_views, views

urlpatterns = [
    path("moderation/", views.queue_list, name="moderation-queue"),
    path("moderation/count/", views.queue_count, name="moderation-count"),
    path("moderation/posts/<int:post_id>/", views.moderation_post, name="moderation-post"),
    path("moderation/deflections/<int:deflection_id>/", views.moderation_deflection, name="moderation-deflection"),
    path("moderation/funnel/", views.funnel_show, name="moderation-funnel"),
    path("moderation/try/", views.reader_try, name="moderation-try"),
    path("moderation/reader/", bench_views.reader_list, name="reader-list"),
    path("moderation/reader/back/", bench_views.reader_return, name="reader-return"),
    path("moderation/reader/<slug:name>/<slug:deed>/", bench_views.reader_change, name="reader-change"),
    path("moderation/log/", views.log_list, name="moderation-log"),
    path("posts/<int:post_id>/flag/", views.post_flag, name="post-flag"),
]
