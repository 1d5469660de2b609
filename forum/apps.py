"""The forum as a Django app: its search looks after itself when the database changes its shape."""

from django.apps import AppConfig

from forum.search import index


class ForumConfig(AppConfig):
    name = "forum"

    def ready(self) -> None:
        index.watch_migrations(self)
