"""Accounts as a Django app, and the one signal we hear from a stranger: allauth's and Django's logout."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"

    def ready(self) -> None:
        from members import sessions  # noqa: F401, PLC0415  (connects itself; models must be loaded first)
