"""The wiring as a Django app, so that its start-up checks run."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate

from config import rights


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import checks  # noqa: F401, PLC0415  (checks register themselves; apps must be loaded first)
        from deflection import listening as duty  # noqa: F401, PLC0415  (connects itself)
        from deflection import tasks  # noqa: F401, PLC0415  (connects itself)
        from forum import standing  # noqa: F401, PLC0415  (connects itself)
        from moderation import listening as unsafe  # noqa: F401, PLC0415  (connects itself)
        from notifications import listening  # noqa: F401, PLC0415  (connects itself)
        from webhooks import keeping  # noqa: F401, PLC0415  (registers itself)
        from webhooks import listening as hooks  # noqa: F401, PLC0415  (connects itself)

        last = apps.get_app_config("privacy")  # by then every table is there
        post_migrate.connect(rights.after_migrating, sender=last, dispatch_uid="rights of the site")
