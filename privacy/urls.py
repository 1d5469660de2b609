"""Addresses of leaving, and of what is kept."""

from django.urls import path

from privacy import views

urlpatterns = [
    path("settings/data/", views.own_data, name="own-data"),
    path("moderation/kept/", views.retention_show, name="retention-show"),
    path("moderation/kept/accepted/", views.acceptances_ask, name="acceptances-ask"),
    path("settings/close/", views.account_close, name="account-close"),
    path("settings/close/keep/", views.account_keep, name="account-keep"),
]
