"""Addresses that exist in the demo alone."""

from django.urls import path

from demo import views

urlpatterns = [
    path("login/", views.demo_login, name="demo-login"),
    path("mail/", views.demo_mail, name="demo-mail"),
]
