"""Addresses that mails lead to, and those of devices."""

from django.urls import path

from notifications.leaving import views

urlpatterns = [
    path("notifications/<int:notification_id>/open/", views.line_open, name="line-open"),
    path("mail/stop/<str:token>/", views.mail_stop, name="mail-stop"),
    path("mail/bounces/", views.mail_bounced, name="mail-bounced"),
    path("settings/notifications/mail/", views.mailbox_show, name="mailbox-show"),
    path("settings/notifications/devices/", views.device_list, name="device-list"),
    path("settings/notifications/devices/add/", views.device_add, name="device-add"),
    path("settings/notifications/devices/<int:device_id>/remove/", views.device_remove, name="device-remove"),
]
