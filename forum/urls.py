"""Addresses of the forum."""

from django.urls import path

from forum.views import (
    cases,
    drafts,
    endorsements,
    interests,
    lists,
    marks,
    members,
    posts,
    same_day,
    topics,
    vault,
)  # fmt: skip

urlpatterns = [
    path("", topics.home, name="home"),
    path("sections/<slug:slug>/", topics.section_show, name="section-show"),
    path("sections/<slug:slug>/new/", topics.topic_write, name="topic-write"),
    path("sections/<slug:slug>/same-day/", same_day.same_day, name="same-day"),
    path("questions/needs-an-expert/", lists.needs_an_expert, name="needs-an-expert"),
    path("cases/", cases.case_list, name="case-list"),
    path("cases/new/", cases.case_write, name="case-write"),
    path("cases/<int:topic_id>/", cases.case_show, name="case-show"),
    path("topics/<int:topic_id>/", topics.topic_show, name="topic-show"),
    path("topics/<int:topic_id>/tail/", topics.topic_tail, name="topic-tail"),
    path("topics/<int:topic_id>/replies/", posts.post_reply_view, name="post-reply"),
    path("posts/<int:post_id>/menu/", posts.post_menu, name="post-menu"),
    path("posts/<int:post_id>/edit/", posts.post_edit, name="post-edit"),
    path("posts/<int:post_id>/history/", posts.post_history, name="post-history"),
    path("posts/<int:post_id>/withdraw/", posts.post_withdraw, name="post-withdraw"),
    path("posts/<int:post_id>/endorse/", endorsements.post_endorse, name="post-endorse"),
    path("endorsements/<int:endorsement_id>/withdraw/", endorsements.endorsement_withdraw, name="endorsement-withdraw"),
    path("posts/<int:post_id>/helped/", marks.answer_helped, name="answer-helped"),
    path("posts/<int:post_id>/superseded/", marks.answer_supersede, name="answer-supersede"),
    path("settings/interests/", interests.interests_edit, name="interests-edit"),
    path("posts/<int:post_id>/retracted/", marks.source_retracted, name="source-retracted"),
    path("drafts/", drafts.draft_list, name="draft-list"),
    path("drafts/save/", drafts.draft_save, name="draft-save"),
    path("drafts/<int:draft_id>/discard/", drafts.draft_discard, name="draft-discard"),
    path("vault/<int:deflection_id>/continue/", vault.vault_continue, name="vault-continue"),
    path("deflections/<int:deflection_id>/appeal/", vault.deflection_appeal, name="deflection-appeal"),
    path("members/<int:member_id>/", members.member_show, name="member-show"),
]
