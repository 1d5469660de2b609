"""Addresses of notices."""

from django.urls import path

from notices import views

urlpatterns = [
    path("notices/", views.notice_list, name="notice-list"),
    path("notices/open/", views.notice_open, name="notice-open"),
    path("notices/version/", views.notice_version, name="notice-version"),
    path("notices/<int:notice_id>/read/", views.notice_read, name="notice-read"),
]
