"""Addresses of second factors: allauth's, with one page of ours in place of its two lists."""

from django.urls import include, path

from members.views import security

urlpatterns = [
    path("", security.to_security, name="mfa_index"),
    path("webauthn/", security.to_security, name="mfa_list_webauthn"),
    path("webauthn/keys/<int:pk>/remove/", security.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("", include("allauth.mfa.urls")),
]
