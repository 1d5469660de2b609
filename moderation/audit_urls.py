"""Addresses of the audit chain, of second looks, and of what every member may read of both."""

from django.urls import path

from moderation.views import again, audit, openness

urlpatterns = [
    path("moderation/audit/", audit.audit_list, name="audit-list"),
    path("moderation/audit/copy/", audit.audit_copy, name="audit-copy"),
    path("moderation/again/", again.again_list, name="again-list"),
    path("moderation/again/<int:look_id>/", again.again_show, name="again-show"),
    path("moderation/figures/", openness.transparency_show, name="transparency-show"),
    path("moderation/figures/<str:month>/", openness.transparency_show, name="transparency-of"),
    path("open-log/", openness.open_log_show, name="open-log"),
    path("open-log/<str:month>/", openness.open_log_show, name="open-log-of"),
]
