"""Addresses of the moderators' room, and of reporting a post."""

from django.urls import path

from moderation.views import bench, figures, flags, items, live, notes, pairs, people, queue, replies, takes, topics

urlpatterns = [
    path("moderation/", queue.queue_list, name="moderation-queue"),
    path("moderation/count/", queue.queue_count, name="moderation-count"),
    path("moderation/takes/<slug:kind>/<int:subject_id>/", takes.take_show, name="take-show"),
    path("moderation/takes/<slug:kind>/<int:subject_id>/take/", takes.item_take, name="item-take"),
    path("moderation/takes/<slug:kind>/<int:subject_id>/let-go/", takes.item_let_go, name="item-let-go"),
    path("moderation/posts/<int:post_id>/", items.moderation_post, name="moderation-post"),
    path("moderation/deflections/<int:deflection_id>/", items.moderation_deflection, name="moderation-deflection"),
    path("moderation/members/<int:member_id>/", people.moderation_member, name="moderation-member"),
    path("moderation/funnel/", figures.funnel_show, name="moderation-funnel"),
    path("moderation/try/", figures.reader_try, name="moderation-try"),
    path("moderation/reader/", bench.reader_list, name="reader-list"),
    path("moderation/reader/back/", bench.reader_return, name="reader-return"),
    path("moderation/reader/<slug:name>/<slug:deed>/", bench.reader_change, name="reader-change"),
    path("moderation/topics/<int:topic_id>/", topics.moderation_topic, name="moderation-topic"),
    path("moderation/moves/<int:move_id>/undo/", topics.move_undo, name="move-undo"),
    path("moderation/topics/<int:topic_id>/release/", topics.topic_release, name="topic-release"),
    path("moderation/pairs/<int:pair_id>/", pairs.pair_show, name="moderation-pair"),
    path("moderation/log/", figures.log_list, name="moderation-log"),
    path("moderation/live-reports/", live.live_list, name="live-list"),
    path("moderation/live-reports/power/<int:loss_id>/", live.power_give_back, name="power-give-back"),
    path("posts/<int:post_id>/live/", live.post_live, name="post-live"),
    path("posts/<int:post_id>/flag/", flags.post_flag, name="post-flag"),
    path("moderation/notes/<slug:kind>/<int:subject_id>/", notes.note_write, name="note-write"),
    path("moderation/replies/", replies.reply_list, name="reply-list"),
    path("moderation/replies/new/", replies.reply_edit, name="reply-new"),
    path("moderation/replies/<int:reply_id>/", replies.reply_edit, name="reply-edit"),
    path("reports/", flags.report_list, name="report-list"),
    path("reports/<int:flag_id>/", flags.report_show, name="report-show"),
    path("moderation/reports/<int:flag_id>/ask/", flags.report_ask, name="report-ask"),
]
