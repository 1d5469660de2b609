"""Addresses of access tokens and of the interface."""

from django.urls import include, path

from api import pages, tokens
from api.calls import patterns

urlpatterns = [
    path("settings/tokens/", tokens.token_list, name="token-list"),
    path("settings/tokens/new/", tokens.token_make, name="token-make"),
    path("settings/tokens/<int:token_id>/revoke/", tokens.token_revoke, name="token-revoke"),
    path("api/", pages.api_show, name="api-show"),
    path("api/v1/openapi.json", pages.api_schema, name="api-schema"),
    path("api/v1/", include(patterns())),
    path("api/v1/<path:rest>", pages.nowhere, name="api-nowhere"),
]
