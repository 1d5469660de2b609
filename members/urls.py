"""Addresses of credentials, claims and registers."""

from django.urls import path

from members.views import credentials, own, pages, registers, reviews, security, tours

urlpatterns = [
    path("about/", pages.page_list, name="page-list"),
    path("about/rules/", pages.page_show, {"slug": "rules"}, name="house-rules"),
    path("about/code/", pages.page_show, {"slug": "code"}, name="moderators-code"),
    path("about/<slug:slug>/", pages.page_show, name="page-show"),
    path("about/<slug:slug>/accept/", pages.page_accept, name="page-accept"),
    path("about/<slug:slug>/versions/<int:number>/", pages.page_show, name="page-version"),
    path("settings/", own.settings_hub, name="settings"),
    path("settings/security/", security.security_show, name="security-show"),
    path("settings/security/here/", security.still_here, name="still-here"),
    path("settings/security/cover/", security.page_cover, name="page-cover"),
    path("settings/security/own-device/", security.own_device, name="own-device"),
    path("settings/security/sessions/<slug:mark>/end/", security.session_end, name="session-end"),
    path("settings/sign-out-elsewhere/", security.sign_out_elsewhere, name="sign-out-elsewhere"),
    path("keys/", own.keys_show, name="keys-show"),
    path("settings/keys/", own.keys_edit, name="keys-edit"),
    path("welcome/tours/<slug:slug>/", tours.tour_open, name="tour-open"),
    path("welcome/tours/<slug:slug>/<int:number>/", tours.tour_show, name="tour-show"),
    path("welcome/tours/<slug:slug>/<int:number>/go/", tours.tour_go, name="tour-go"),
    path("registers/", registers.register_list, name="register-list"),
    path("credentials/", credentials.credential_list, name="credential-list"),
    path("credentials/claim/", credentials.claim_write, name="claim-write"),
    path("credentials/claims/<int:claim_id>/withdraw/", credentials.claim_withdraw, name="claim-withdraw"),
    path("credentials/name/", credentials.name_edit, name="name-edit"),
    path(
        "credentials/nominations/<int:nomination_id>/withdraw/",
        credentials.nomination_withdraw,
        name="nomination-withdraw",
    ),
    path("members/<int:member_id>/nominate/", credentials.expert_nominate, name="expert-nominate"),
    path("workplaces/", own.workplaces_edit, name="workplaces-edit"),
    path("moderation/members/<int:member_id>/sign-in/open/", security.sign_in_open, name="sign-in-open"),
    path("moderation/members/<int:member_id>/sessions/end/", security.sessions_end, name="sessions-end"),
    path("moderation/break/", own.break_show, name="break-show"),
    path("moderation/break/take/", own.break_take, name="break-take"),
    path("moderation/break/end/", own.break_end, name="break-end"),
    path("moderation/break/fold/", own.severe_fold, name="severe-fold"),
    path("moderation/claims/", reviews.claim_list, name="claim-list"),
    path("moderation/claims/<int:claim_id>/", reviews.claim_review, name="claim-review"),
    path("moderation/claims/<int:claim_id>/evidence/<int:evidence_id>/", reviews.claim_evidence, name="claim-evidence"),
    path("moderation/credentials/<int:credential_id>/end/", reviews.credential_end, name="credential-end"),
    path("moderation/credentials/<int:credential_id>/", reviews.credential_review, name="credential-review"),
]
