"""Addresses of measures, appeals and what needs two people."""

from django.urls import path, re_path

from moderation.views import appeals, keys, measures

urlpatterns = [
    path("suspended/", measures.suspended, name="suspended"),
    path("measures/", measures.measure_list, name="measure-list"),
    path("measures/<int:measure_id>/", measures.measure_show, name="measure-show"),
    path("measures/<int:measure_id>/lift/", measures.measure_lift, name="measure-lift"),
    path("moderation/members/<int:member_id>/measures/", measures.member_measures, name="member-measures"),
    path("appeals/", appeals.appeal_list, name="appeal-list"),
    path("appeals/<int:appeal_id>/", appeals.appeal_show, name="appeal-show"),
    path("appeals/about/<slug:kind>/<int:subject_id>/", appeals.appeal_write, name="appeal-write"),
    path("moderation/keys/", keys.key_list, name="key-list"),
    path("moderation/keys/<slug:act>/<int:subject_id>/new/", keys.key_propose, name="key-propose"),
    path("moderation/keys/<int:proposal_id>/", keys.key_show, name="key-show"),
    re_path(
        r"^moderation/keys/(?P<proposal_id>[0-9]{1,18})/(?P<deed>confirm|decline|back)/$",
        keys.key_settle,
        name="key-settle",
    ),
    re_path(
        r"^moderation/keys/(?P<proposal_id>[0-9]{1,18})/(?P<step>letter|sent)/$",
        keys.referral_step,
        name="referral-step",
    ),
    path("moderation/keys/<int:proposal_id>/name/", keys.key_name, name="key-name"),
    path("moderation/keys/<int:proposal_id>/evidence/<int:evidence_id>/", keys.key_evidence, name="key-evidence"),
]
