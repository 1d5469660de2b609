"""Addresses of the audit chain."""

from django.urls import path

from moderation.views import audit

urlpatterns = [
    path("moderation/audit/", audit.audit_list, name="audit-list"),
    path("moderation/audit/copy/", audit.audit_copy, name="audit-copy"),
]
