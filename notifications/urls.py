"""Addresses of the bell."""

from django.urls import include, path

from notifications import views

urlpatterns = [
    path("notifications/", views.notification_list, name="notification-list"),
    path("notifications/read/", views.notification_read, name="notification-read"),
    path("notifications/count/", views.notification_count, name="notification-count"),
    path("notifications/<int:notification_id>/read/", views.line_read, name="line-read"),
    path("settings/notifications/", views.preferences_edit, name="preferences-edit"),
    path("", include("notifications.leaving.urls")),
]
