"""Addresses of second factors: allauth's, with one page of ours in place of its two lists."""

from django.urls import include, path

from members.views import security

urlpatterns = [
    path("", security.to_security, name="mfa_index"),
    path("webauthn/", security.to_security, name="mfa_list_webauthn"),
    path("webauthn/keys/<int:pk>/remove/", security.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("recovery-codes/", security.show_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/download/", security.no_file_of_codes, name="mfa_download_recovery_codes"),
    path("", include("allauth.mfa.urls")),
]
